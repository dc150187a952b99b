// A departure saves itself: what was changed on a form is sent alone, and the page that comes back takes the place of this
// one, with what is being typed. Without scripts the form's own button does the same.
const REGIONS = ["main", ".side", ".rail", "#status", "#history"];
const asField = (one) => one.matches?.("input[name]:not([type=hidden]), select[name], textarea[name]");
const kept = (one) => (one.type === "checkbox" ? one.defaultChecked : one.matches("select") ? [...one.options].find((each) => each.defaultSelected)?.value ?? "" : one.defaultValue);
const held = (one) => (one.type === "checkbox" ? one.checked : one.value);
const changed = (form) => [...form.elements].filter((one) => asField(one) && held(one) !== kept(one));

let turn = Promise.resolve();

const send = async (form) => {
  const fields = changed(form);
  if (!fields.length) return;
  const status = document.getElementById("status");
  status.textContent = status.dataset.saving;
  const body = new URLSearchParams();
  form.querySelectorAll("input[type=hidden]").forEach((one) => body.set(one.name, one.value));
  body.set("revision", document.querySelector("#history [name=revision]").value);
  const sent = new Map(fields.map((one) => [one.id, held(one)]));
  fields.forEach((one) => body.set(one.name, one.type === "checkbox" ? (one.checked ? "1" : "") : one.value));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = answer && (answer.ok || [409, 422].includes(answer.status)) && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page || !page.getElementById("history")) { status.textContent = status.dataset.failed; return; }
  show(page, sent);
};

const show = (page, sent) => {
  const at = document.activeElement;
  const place = asField(at) && at.type === "text" ? [at.selectionStart, at.selectionEnd] : null;
  const typing = [...document.querySelectorAll("form[data-autosave]")].flatMap(changed).filter((one) => sent.get(one.id) !== held(one)).map((one) => [one.id, held(one)]);
  const scrolled = [...document.querySelectorAll(".scroll[id], .side")].map((one) => [one.id || ".side", one.scrollTop, one.scrollLeft]);
  REGIONS.forEach((where) => {
    const [old, fresh] = [document.querySelector(where), page.querySelector(where)];
    if (old && fresh) old.replaceWith(fresh);
  });
  document.title = page.title;
  const heading = page.querySelector("h1");
  if (heading) document.querySelector("h1").textContent = heading.textContent;
  scrolled.forEach(([name, top, left]) => { const one = name === ".side" ? document.querySelector(name) : document.getElementById(name); if (one) { one.scrollTop = top; one.scrollLeft = left; } });
  typing.forEach(([id, value]) => { const one = document.getElementById(id); if (one) { if (one.type === "checkbox") one.checked = value; else one.value = value; } });
  const again = at.id && document.getElementById(at.id);
  if (again) { again.focus({ preventScroll: true }); if (place && again.type === "text") again.setSelectionRange(...place); }
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form && asField(event.target)) turn = turn.then(() => send(form));
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-autosave]") || (event.submitter && event.submitter.name)) return;
  event.preventDefault();
  const form = event.target;
  turn = turn.then(() => send(form));
});

const regions = () => ["main :is(a, button, input:not([type=hidden]), select)", ".side", ".rail"].map((where) => document.querySelector(where)).filter(Boolean);
document.addEventListener("keydown", (event) => {
  const field = asField(event.target) && event.target;
  if (event.altKey && /^[0-9]$/.test(event.key)) {
    const step = document.querySelector(`.rail [data-key="${event.key === "0" ? "10" : event.key}"]`);
    if (step) { event.preventDefault(); step.click(); }
  } else if (event.key === "F6") {
    event.preventDefault();
    const all = regions();
    const here = all.findIndex((one) => one === document.activeElement || (one.matches(".side, .rail") ? one : document.querySelector("main")).contains(document.activeElement));
    all[(here + 1) % all.length].focus();
  } else if (event.key === "F8") {
    event.preventDefault();
    const all = [...document.querySelectorAll("[data-unknown]")];
    const next = all[(all.indexOf(document.activeElement) + 1) % all.length];
    if (next) next.focus();
  } else if (field && event.key === "Escape" && held(field) !== kept(field)) {
    field.value = kept(field);
  } else if ((event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase()) && !(field && held(field) !== kept(field))) {
    const way = event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo";
    const button = document.querySelector(`#history [value=${way}]:not([disabled])`);
    if (button) { event.preventDefault(); turn = turn.then(() => button.click()); }
  }
});
