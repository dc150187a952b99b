// Trains and possessions taken hold of on the diagram, by the pointer or by the arrow keys: what it would come to is
// asked while they move, one question at a time; let go, it is kept as one step.
import { chipAt, chipGone, chipSays, figure, line, nearest, paper, shape, signed } from "./planner-paper.js";

const RADIUS = 9;
const REST_MS = 600; // after the last arrow key, what was moved is kept
const SLACK = 3; // px a press may move and still be a press

export function watchDrag(planner) {
  const about = planner.about;
  let drag = null;
  let pressed = null;

  const placeOf = (sheet, y) => {
    const name = sheet.stations[nearest(sheet, y)];
    return [...document.querySelectorAll("#tt tbody tr")].find((row) => row.dataset.station === name)?.dataset.place ?? null;
  };

  function taken(event, sheet) {
    const handle = event.target.closest(".handle");
    const own = event.target.closest("a.own");
    const shut = event.target.closest("a.shut");
    const begin = sheet.at(event);
    if (handle) return { part: handle.dataset.end === "depart" ? "from" : "upto", place: handle.dataset.place, begin };
    if (own?.matches(".on, .also")) {
      const part = own.matches(".on") && event.shiftKey ? "from" : own.matches(".on") && event.altKey ? "upto" : "whole";
      const place = placeOf(sheet, begin.y);
      return part !== "whole" && place === null ? null : { part, place, begin };
    }
    if (shut) return { shut, edge: event.target.dataset.edge ?? "", begin, part: "whole", place: null };
    return null;
  }

  document.addEventListener("pointerdown", (event) => {
    const sheet = event.button === 0 && figure().contains(event.target) ? paper() : null;
    pressed = { x: event.clientX, y: event.clientY, moved: false, on: event.target };
    if (!sheet || innerWidth <= 900 || about().mine !== "1") return;
    const found = taken(event, sheet);
    if (!found) return;
    put(true);
    drag = { sheet, minutes: 0, asked: null, id: event.pointerId, train: about().train, with: found.part === "whole" && !found.shut ? about().also : "", ...found };
    event.preventDefault();
    figure().setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK) pressed.moved = true;
    if (!drag || event.pointerId !== drag.id) return;
    const minutes = Math.round((drag.sheet.at(event).x - drag.begin.x) / drag.sheet.px / 60);
    drag.at = [event.clientX, event.clientY];
    if (minutes !== drag.minutes) moved(minutes);
    else if (drag.answer || drag.minutes) chipAt(...drag.at);
  });

  function moved(minutes) {
    drag.minutes = minutes;
    document.body.classList.add("dragging");
    document.body.classList.toggle("dragging-shut", Boolean(drag.shut));
    follow();
    if (!drag.answer) chipSays([`${signed(minutes)} ${about().minutes}`]);
    chipAt(...drag.at);
    ask();
  }

  // At once, before the site has answered: the line and the box follow the hand.
  function follow() {
    const by = (drag.minutes - (drag.drawn ?? 0)) * 60 * drag.sheet.px;
    for (const each of document.querySelectorAll(".dragged")) if (drag.part === "whole") each.setAttribute("transform", `translate(${by} 0)`);
    if (drag.shut) {
      const px = drag.minutes * 60 * drag.sheet.px;
      const box = drag.shut.querySelector("rect");
      drag.was ??= { x: Number(box.getAttribute("x")), width: Number(box.getAttribute("width")) };
      box.setAttribute("x", drag.was.x + (drag.edge === "end" ? 0 : px));
      box.setAttribute("width", Math.max(1, drag.was.width + (drag.edge === "begin" ? -px : drag.edge === "end" ? px : 0)));
    } else if (!drag.drawn && drag.part === "whole" && !document.querySelector(".dragged")) {
      for (const own of document.querySelectorAll(".own.on .own-line, .own.also .own-line")) {
        const copy = shape("polyline", { class: "dragged", points: own.getAttribute("points"), transform: `translate(${by} 0)` });
        document.querySelector("#over > svg").append(copy);
      }
    }
  }

  const fields = (now) => ({
    train: now.train, minutes: now.minutes, part: now.part, place: now.place ?? "", with: now.with,
    ...(now.shut ? { shut: now.shut.dataset.shut, edge: now.edge } : {}),
  });

  // The window stays where it is, whatever hours the train has now.
  const hours = ({ begin, frame, px }) => ({ from: Math.round(begin / 60), to: Math.round((begin + (frame[2] - frame[0]) / px) / 60) });

  // Asked again as soon as the answer before is there, for the latest place only.
  async function ask() {
    const now = drag;
    if (!now || now.asked !== null) return;
    now.asked = now.minutes;
    const data = new FormData(document.querySelector("#p-top form"));
    for (const [name, value] of Object.entries(fields(now))) data.set(name, value);
    try {
      const answer = await (await fetch(about().try, { method: "POST", body: data })).json();
      if (drag === now) drawn(answer, now.asked);
    } finally {
      const asked = now.asked;
      now.asked = null;
      if (drag === now && now.minutes !== asked) ask();
    }
  }

  function drawn(answer, minutes) {
    drag.answer = answer;
    const first = `${signed(minutes)} ${about().minutes}`;
    chipSays(answer.wrong ? [first, answer.wrong] : [`${first} · ${answer.times}`, answer.said, ...(answer.words ?? [])], answer.wrong);
    chipAt(...drag.at);
    if (answer.wrong) return;
    drag.drawn = minutes;
    const { sheet } = drag;
    const over = document.getElementById("over");
    over.querySelectorAll(".dragged, .tried").forEach((each) => each.remove());
    const inside = over.querySelector("svg");
    if (!drag.shut)
      for (const way of [answer.way, ...answer.ways]) inside.append(shape("polyline", { class: "dragged", points: line(sheet, way) }));
    for (const conflict of answer.conflicts) {
      const [from, to] = conflict.where.split(" → ").map((name) => sheet.stations.indexOf(name));
      const time = (place) => answer.way.find((each) => each[0] === sheet.stations[place]);
      if (from < 0 || (to !== undefined && to < 0)) continue;
      const [one, other] = [time(from), time(to ?? from)];
      if (!one || !other || conflict.train !== drag.train) continue;
      const ring = shape("g", { class: "ring tried" });
      ring.append(shape("circle", { cx: sheet.x((one[2] + other[1]) / 2), cy: (sheet.ys[from] + sheet.ys[to ?? from]) / 2, r: RADIUS }));
      inside.append(ring);
    }
    follow();
    if (drag.shut) return;
    document.querySelectorAll("#tt tbody tr").forEach((row, n) => {
      ["arrive", "depart"].forEach((end, which) => {
        const cell = row.querySelector(`[id="${end}-${n}"]`);
        if (cell) cell.value = (answer.cells[n] ?? [])[which];
      });
    });
  }

  function put(keep) {
    const done = drag;
    drag = null;
    if (!done) return;
    clearTimeout(done.timer);
    document.body.classList.remove("dragging", "dragging-shut");
    chipGone();
    const back = () => {
      document.querySelectorAll(".dragged, .tried").forEach((each) => each.remove());
      document.querySelectorAll("input.cell").forEach((cell) => (cell.value = cell.defaultValue));
      if (done.was && done.shut.isConnected) for (const [name, value] of Object.entries(done.was)) done.shut.querySelector("rect").setAttribute(name, value);
    };
    if (!keep || !done.minutes) back();
    else {
      done.moved = true;
      planner.post(done.shut ? about().shut : about().move, { ...fields(done), ...hours(done.sheet) }).then(() => document.querySelector(".dragged") && back());
    }
  }

  document.addEventListener("pointerup", (event) => drag && event.pointerId === drag.id && put(true));
  document.addEventListener("pointercancel", (event) => drag && event.pointerId === drag.id && put(false));

  // A press without moving: on a train its card, with Shift or Ctrl it moves along; on any other train it is chosen.
  document.addEventListener(
    "click",
    (event) => {
      if (!figure().contains(event.target)) return;
      const target = event.detail && pressed ? pressed.on : event.target;
      if (event.detail && pressed?.moved) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      const own = target.closest("a.own, .handle");
      const name = own?.dataset.train ?? (own ? about().train : target.closest("g[data-train]")?.dataset.train);
      if (!name) return;
      event.preventDefault();
      event.stopPropagation();
      press(name, event.shiftKey || event.ctrlKey || event.metaKey, Boolean(own));
    },
    true,
  );

  function press(name, together, own) {
    const url = new URL(location.href);
    if (own && together) {
      const also = new Set(about().also.split(" ").filter(Boolean));
      if (name !== about().train && !also.delete(name)) also.add(name);
      url.searchParams.set("also", [...also].join(" "));
    } else if (own && name !== about().train) {
      url.searchParams.set("train", name);
      url.searchParams.delete("also");
    } else url.searchParams.set("card", name);
    return planner.look(url).then(() => document.getElementById("h-card")?.focus());
  }

  // Arrow keys on the diagram: to the sides they move what a pointer would, up and down they choose the call.
  const MOVES = { ArrowLeft: -1, ArrowRight: 1 };
  const rows = () => [...document.querySelectorAll("#tt tbody tr")];
  function choose(step) {
    const all = rows();
    const now = all.findIndex((row) => row.classList.contains("cur"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    for (const row of all) row.classList.toggle("cur", row === next);
    for (const each of document.querySelectorAll(".handle")) each.classList.toggle("at", each.dataset.place === next?.dataset.place);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (drag) put(false);
      else document.querySelector("#p-card [data-key=close]")?.click();
      return;
    }
    if (!figure().contains(event.target) || innerWidth <= 900) return;
    if (drag?.keys && event.key === "Enter") put(true);
    else if (event.key === "Enter" && event.target.dataset.train && !event.target.matches("a")) press(event.target.dataset.train, false, false);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") choose(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key in MOVES && about().mine === "1" && !(drag && !drag.keys)) nudge(event);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);  // before the page's own keys, which move the chosen train

  function nudge(event) {
    const sheet = paper();
    const shut = event.target.closest("a.shut");
    if (!sheet || (!shut && !about().train)) return;
    const current = document.querySelector("#tt tr.cur")?.dataset.place ?? null;
    const part = !shut && current !== null && event.shiftKey ? "from" : !shut && current !== null && event.altKey ? "upto" : "whole";
    const edge = shut ? (event.shiftKey ? "end" : event.altKey ? "begin" : "") : undefined;
    if (drag && (drag.part !== part || drag.edge !== edge)) put(true);
    const box = figure().getBoundingClientRect();
    drag ??= { sheet, minutes: 0, asked: null, keys: true, part, place: part === "whole" ? null : current, shut, edge,
      train: about().train, with: part === "whole" && !shut ? about().also : "", at: [box.left + sheet.frame[0], box.top + 90] };
    clearTimeout(drag.timer);
    const mine = drag;
    drag.timer = setTimeout(() => drag === mine && put(true), REST_MS);
    moved(drag.minutes + MOVES[event.key] * (event.ctrlKey ? 5 : 1));
  }
}
