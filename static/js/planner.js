// The workbench in place: forms and links of the page change its parts without loading it anew; keys; cells.
// Without this script every one of them works by itself.
import { watchDrag } from "./planner-drag.js";
import { watchPick } from "./planner-pick.js";
import { watchView } from "./planner-view.js";

const about = () => document.getElementById("workbench").dataset;
const part = (id) => document.getElementById(id);
const FIGURE = "#p-fig";
let busy = Promise.resolve();

document.body.classList.add("live");

// One request after the other: each form is sent with the state its answer before left on the page.
export function inPlace(request) {
  busy = busy.then(request).catch(() => told(about().failed, true));
  return busy;
}

function told(words, wrong) {
  const saved = part("saved");
  if (saved) {
    saved.textContent = words;
    saved.classList.toggle("wrong", Boolean(wrong));
  }
}

function size() {
  const box = part("p-fig").getBoundingClientRect();
  return innerWidth > 900 ? { w: Math.round(box.width) - 2, h: Math.round(box.height) - 4 } : {};
}

async function take(address, options, { only = "[data-part]", sent = null } = {}) {
  const graph = part("graph");
  const before = size();
  const headers = graph ? { "X-Base": graph.dataset.key } : {};
  const answer = await fetch(address, { ...options, headers });
  if (!answer.ok) throw new Error(String(answer.status));
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!found.getElementById("workbench")) {
    location.assign(answer.url);
    return;
  }
  replace(found, only, sent);
  if (only !== FIGURE) history.replaceState(null, "", answer.url);
  document.title = found.title;
  if (only !== FIGURE && graph && size().h !== before.h) await take(withSize(location.href), {}, { only: FIGURE });
}

// What was typed and not sent yet, by field.
function typed(sent) {
  const fields = [...document.querySelectorAll("[data-part] :is(input, textarea, select)[id]:not(.cell, [type=checkbox])")];
  return fields.filter((each) => each.form !== sent && each.value !== (each.defaultValue ?? each.value));
}

function replace(found, only, sent) {
  const unsent = typed(sent).map((each) => [each.id, each.value]);
  const here = document.activeElement;
  const where = here && here.id;
  const open = [...document.querySelectorAll("details[open][id]")].filter((each) => !each.contains(sent)).map((each) => each.id);
  for (const fresh of found.querySelectorAll(only)) {
    const old = part(fresh.id);
    const kept = fresh.querySelector("#graph-kept");
    if (kept && part("graph") && kept.dataset.key === part("graph").dataset.key) {
      part("over").replaceWith(kept.querySelector("#over"));
    } else if (old.outerHTML !== fresh.outerHTML) {
      old.replaceWith(document.importNode(fresh, true));
    }
  }
  for (const [id, value] of unsent) if (part(id)) part(id).value = value;
  for (const id of open) if (part(id)) part(id).open = true;
  if (where && part(where) && document.activeElement !== part(where)) part(where).focus({ preventScroll: true });
  document.dispatchEvent(new Event("planner:changed"));
}

function withSize(address) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(size())) url.searchParams.set(name, value);
  return url;
}

export function look(address) {
  return inPlace(() => take(withSize(address), {}));
}

export function send(form, submitter) {
  const data = new FormData(form, submitter);
  for (const [name, value] of Object.entries(size())) data.set(name, value);
  told(about().saving);
  return inPlace(() => {
    data.set("base", document.querySelector("#p-top input[name=base]").value);
    return take(form.action, { method: "POST", body: data }, { sent: form });
  });
}

// A press that has no form of its own on the page: the fields of the first form, and these.
export function post(address, fields) {
  const data = new FormData(document.querySelector("#p-top form"));
  for (const [name, value] of Object.entries({ ...size(), ...fields })) data.set(name, value);
  told(about().saving);
  return inPlace(() => {
    data.set("base", document.querySelector("#p-top input[name=base]").value);
    return take(address, { method: "POST", body: data });
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-in-place")) return;
  event.preventDefault();
  if (form.method === "post") send(form, event.submitter);
  else {
    const url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form, event.submitter)).toString();
    look(url);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-place], a.own");
  if (!link || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  event.preventDefault();
  look(link.href.baseVal ?? link.href);
});

document.addEventListener("change", (event) => {
  if (event.target.form?.matches("[data-auto]")) event.target.form.requestSubmit();
});

// Conflicts: ring and row are one selection, which outlives what is shown anew.
let chosen = null;
document.addEventListener("planner:changed", () => chosen && choose(chosen));
function choose(number) {
  chosen = number;
  for (const each of document.querySelectorAll("[data-conflict]"))
    each.classList.toggle("on", each.dataset.conflict === String(number));
}
document.addEventListener("click", (event) => {
  const ring = event.target.closest("a.ring");
  const row = event.target.closest("#p-conf li");
  if (ring) {
    event.preventDefault();
    choose(ring.dataset.conflict);
    part(`conflict-${ring.dataset.conflict}`)?.scrollIntoView({ block: "nearest" });
    part(`conflict-${ring.dataset.conflict}`)?.focus();
  } else if (row) choose(row.dataset.conflict);
});

// Cells: Enter keeps, up and down go on, Escape puts back, a block from a spreadsheet fills from the cell on.
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("input.cell");
  if (!cell) return;
  const column = cell.id.split("-")[0];
  if (event.key === "Escape") cell.value = cell.defaultValue;
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const all = [...document.querySelectorAll(`input.cell[id^="${column}-"]`)];
    all[all.indexOf(cell) + (event.key === "ArrowDown" ? 1 : -1)]?.select();
    event.preventDefault();
  } else if (event.key === "Enter") {
    event.preventDefault();
    const form = part("cells");
    const follow = form.elements.follow;
    const was = follow.checked;
    if (event.ctrlKey) follow.checked = false;
    send(form);
    follow.checked = was;
  }
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("#tt tr");
  for (const each of document.querySelectorAll("#tt tr.cur")) each.classList.remove("cur");
  row?.classList.add("cur");
});
document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("input.cell");
  const block = event.clipboardData.getData("text/plain");
  if (!cell || !/[\t\n]/.test(block.trim())) return;
  event.preventDefault();
  const [end, place] = cell.id.split("-");
  if (end !== "stay") post(part("paste").action, { train: trainShown(), place, end, block });
});

export function trainShown() {
  return document.querySelector(".own-list [aria-current]")?.dataset.pick ?? "";
}

function moveBy(minutes, fromHere) {
  const row = document.querySelector("#tt tr.cur");
  const fields = { train: trainShown(), minutes, part: "whole", with: about().also };
  if (fromHere && row) Object.assign(fields, { part: "from", place: row.dataset.place, with: "" });
  if (fields.train && about().mine === "1") post(about().move, fields);
}

function press(key) {
  const found = document.querySelector(`[data-key="${key}"]:not(svg)`);
  if (found && !found.disabled) found.click();
}

function nextTrain(step) {
  const all = [...document.querySelectorAll(".own-list a")];
  const now = all.findIndex((each) => each.hasAttribute("aria-current"));
  all[(now + step + all.length) % all.length]?.click();
}

function nextConflict() {
  const all = [...document.querySelectorAll("#p-conf li")];
  const next = all[(all.findIndex((each) => each.classList.contains("on")) + 1) % all.length];
  if (next) {
    choose(next.dataset.conflict);
    next.focus();
  }
}

const LETTERS = {
  i: () => press("insert"), f: () => press("solo"), 0: () => press("all"), "+": () => press("in"), "=": () => press("in"),
  "-": () => press("out"), "[": () => nextTrain(-1), "]": () => nextTrain(1), n: nextConflict, p: () => part("pick-on")?.click(), m: () => press("mend"),
  g: () => (part("p-fig").contains(document.activeElement) ? document.querySelector("input.cell") : part("p-fig"))?.focus(),
  "/": () => part("b-find").select(), "?": () => (document.querySelector(".help").open ^= true),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    event.preventDefault();
    moveBy((event.key === "ArrowRight" ? 1 : -1) * (event.ctrlKey ? 5 : 1), event.shiftKey);
  } else if ((event.ctrlKey || event.metaKey) && !field && /^[zy]$/i.test(event.key)) {
    event.preventDefault();
    press(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
  } else if (!field && !event.ctrlKey && !event.metaKey && !event.altKey && LETTERS[event.key.toLowerCase()]) {
    event.preventDefault();
    LETTERS[event.key.toLowerCase()]();
  }
});

watchPick();
watchDrag({ about, look, post });
watchView({ look });
if (part("graph") && innerWidth > 900) inPlace(() => take(withSize(location.href), {}, { only: FIGURE }));
