// The itineraries kept on this device: shown with a link, removed one by one or all at once, and put back if that was a slip.
const TRIPS = "silverway-trips"; // js/worker.js keeps them
const page = document.querySelector("[data-kept-page]");
const list = page.querySelector("[data-list]");
const said = page.querySelector("[data-said]");
const all = page.querySelector("[data-remove-all]");
const words = page.dataset;

const button = (text, more, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "second";
  made.textContent = text;
  if (more) {
    const unseen = document.createElement("span");
    unseen.className = "unseen";
    unseen.textContent = ` ${more}`;
    made.append(unseen);
  }
  made.addEventListener("click", press);
  return made;
};

const say = (text, undo) => {
  const line = document.createElement("p");
  line.textContent = text;
  said.replaceChildren(line, ...(undo ? [button(words.back, "", undo)] : []));
  said.className = "good";
  if (undo) said.querySelector("button").focus();
};

const tripOf = (request) => new URL(request.url).pathname.split("/")[2];

// Each trip by its cover, or by what is kept of it; the one opened last at the end.
const covers = (requests) => {
  const found = new Map();
  for (const request of requests) {
    const known = found.get(tripOf(request));
    found.delete(tripOf(request));
    found.set(tripOf(request), known && known.url.length < request.url.length ? known : request);
  }
  return [...found.values()];
};

const remove = async (shown) => {
  const trips = await caches.open(TRIPS);
  const taken = new Set(shown.map(tripOf));
  const requests = (await trips.keys()).filter((request) => taken.has(tripOf(request)));
  const gone = await Promise.all(requests.map(async (request) => [request, await trips.match(request)]));
  await Promise.all(requests.map((request) => trips.delete(request)));
  await show();
  say(words.removed.replace("1", taken.size), async () => {
    for (const [request, answer] of gone) await trips.put(request, answer.clone());
    await show();
    say(words.restored);
    list.querySelector("a").focus();
  });
};

const entry = async (request, trips) => {
  const kept = new DOMParser().parseFromString(await (await trips.match(request)).text(), "text/html");
  const { title, at } = kept.querySelector("[data-keep]").dataset;
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.className = "button second";
  link.href = new URL(request.url).pathname;
  link.lang = kept.documentElement.lang;
  link.textContent = `${title} · ${at}`;
  const row = document.createElement("p");
  row.className = "row";
  row.append(link, button(words.remove, title, () => remove([request])));
  line.append(row);
  return line;
};

const show = async () => {
  const trips = await caches.open(TRIPS);
  const requests = covers(await trips.keys()).reverse();
  list.replaceChildren(...(await Promise.all(requests.map((request) => entry(request, trips)))));
  page.querySelector("[data-some]").hidden = !requests.length;
  page.querySelector("[data-none]").hidden = requests.length > 0;
};

if (document.documentElement.dataset.kept) {
  window.setTimeout(() => { page.querySelector("[data-why]").hidden = false; }, 100);
}
if ("caches" in window) {
  all.addEventListener("click", async () => remove(await (await caches.open(TRIPS)).keys()));
  show();
} else page.querySelector("[data-cannot]").hidden = false;
