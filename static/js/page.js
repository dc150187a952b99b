// Small helps on top of pages that work without them: print, and progress that renews itself.
document.documentElement.classList.add("js");

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) { button.remove(); return; }
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
});

// A link to something folded away opens it, and goes there: not every browser does.
const unfold = () => {
  const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const folded = target && target.closest("details:not([open])");
  if (folded) { folded.open = true; target.scrollIntoView(); }
  if (target && target.matches("details [tabindex]")) target.focus();
};
window.addEventListener("hashchange", unfold);
unfold();

// Letters, colours or language chosen: the page comes back at the line that was read, with what was open. The choices are
// at the top of the page, so a place left a moment ago for them is the one that is read.
const PLACE = "silverway-place";
const RESTS_MS = 700;
const CHOOSES_MS = 90_000;
const lines = () => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, summary, legend, .way, .time)")].filter((one) => one.checkVisibility());
const folds = () => [...document.querySelectorAll("main details")];
let read = null;

const notice = () => {
  if (window.scrollY < window.innerHeight / 3 || document.querySelector(".prefs[open]")) { if (read) read.left = read.left || Date.now(); return; }
  const all = lines();
  const index = all.findIndex((one) => one.getBoundingClientRect().top >= 0);
  if (index >= 0) read = { index, of: all.length, from: all[index].getBoundingClientRect().top };
};

let rest = 0;
window.addEventListener("scroll", () => { window.clearTimeout(rest); rest = window.setTimeout(notice, RESTS_MS); }, { passive: true });
document.querySelectorAll(".prefs form").forEach((form) => form.addEventListener("submit", () => {
  const open = folds().flatMap((one, index) => (one.open ? [index] : []));
  const place = read && (!read.left || Date.now() - read.left < CHOOSES_MS) ? read : null;
  sessionStorage.setItem(PLACE, JSON.stringify({ path: window.location.pathname, open, place }));
}));

const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
sessionStorage.removeItem(PLACE);
if (kept && kept.path === window.location.pathname) {
  folds().forEach((one, index) => { one.open = kept.open.includes(index); });
  const all = lines();
  const as = Math.abs(all.length - (kept.place || {}).of) < 3 ? 1 : all.length / (kept.place || {}).of; // languages may differ
  const line = kept.place && all[Math.round(kept.place.index * as)];
  if (line) {
    window.scrollTo(0, window.scrollY + line.getBoundingClientRect().top - kept.place.from);
    notice();
  }
}

const work = document.querySelector("[data-progress]");
if (work) {
  const look = async () => {
    const answer = await fetch(work.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && answer.ok) {
      const state = await answer.json();
      if (state.ended) { window.location.assign(state.next); return; }
      work.querySelector("[data-words]").textContent = state.words;
      const bar = work.querySelector("progress");
      if (state.total) { bar.max = state.total; bar.value = state.done; }
    }
    window.setTimeout(look, 1000);
  };
  window.setTimeout(look, 500);
}

// What is worked out beside a trip comes into the page when it is there.
const LOOKS = 60;
const comesBeside = async (looks) => {
  const section = document.querySelector("#beside[data-coming]");
  if (!section || looks > LOOKS) return;
  const answer = await fetch(window.location.pathname).catch(() => null);
  const fresh = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("beside");
  if (fresh && !("coming" in fresh.dataset)) { section.replaceWith(fresh); return; }
  window.setTimeout(() => comesBeside(looks + 1), 3000);
};
window.setTimeout(() => comesBeside(0), 2000);
