// A train taken hold of on the diagram: as a whole, or by an arrival or a departure. While it moves the site is asked
// what that would come to, one question at a time; let go, it is kept. The wheel zooms in time, dragging the paper pans.
const RADIUS = 9;

export function watchDiagram(planner) {
  const fig = () => document.getElementById("p-fig");
  const chip = document.getElementById("chip");
  let drag = null;

  const paper = () => {
    const svg = document.getElementById("graph");
    if (!svg) return null;
    const measures = JSON.parse(svg.dataset.sheet);
    const matrix = svg.getScreenCTM().inverse();
    return { svg, ...measures, at: (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix) };
  };

  function nearestPlace(sheet, y) {
    const name = sheet.stations[sheet.ys.reduce((best, each, n) => (Math.abs(each - y) < Math.abs(sheet.ys[best] - y) ? n : best), 0)];
    const rows = [...document.querySelectorAll("#tt tbody tr")];
    const found = rows.find((row) => row.dataset.station === name);
    return found ? found.dataset.place : null;
  }

  document.addEventListener("pointerdown", (event) => {
    const sheet = event.button === 0 && fig().contains(event.target) ? paper() : null;
    if (!sheet || innerWidth <= 900) return;
    const own = event.target.closest("a.own");
    const handle = event.target.closest(".handle");
    const begin = sheet.at(event);
    if ((own && own.dataset.train === planner.trainShown()) || handle) {
      if (planner.about().mine !== "1") return;
      const part = handle ? (handle.dataset.end === "depart" ? "from" : "upto") : event.shiftKey ? "from" : event.altKey ? "upto" : "whole";
      const place = handle ? handle.dataset.place : nearestPlace(sheet, begin.y);
      if (part !== "whole" && place === null) return;
      drag = { sheet, begin, part, place, minutes: 0, asked: null, id: event.pointerId, train: planner.trainShown() };
    } else if (!own && !event.target.closest("a, .ring")) {
      drag = { sheet, begin, pan: true, id: event.pointerId, minutes: 0 };
    }
    if (drag) {
      event.preventDefault();
      fig().setPointerCapture(event.pointerId);
    }
  });

  document.addEventListener("pointermove", (event) => {
    point(event);
    if (!drag || event.pointerId !== drag.id) return;
    const now = drag.sheet.at(event);
    const minutes = Math.round((now.x - drag.begin.x) / drag.sheet.px / 60);
    if (minutes === drag.minutes) return;
    drag.minutes = minutes;
    if (drag.pan) slide(drag.sheet, minutes);
    else {
      document.body.classList.add("dragging");
      shown(event);
      ask();
    }
  });

  // What the move would come to: asked again as soon as the answer before is there, for the latest place only.
  async function ask() {
    const now = drag;
    if (!now || now.asked !== null) return;
    now.asked = now.minutes;
    const data = new FormData(document.querySelector("#p-top form"));
    for (const [name, value] of Object.entries({ train: now.train, minutes: now.minutes, part: now.part, place: now.place ?? "" }))
      data.set(name, value);
    try {
      const answer = await (await fetch(planner.about().try, { method: "POST", body: data })).json();
      if (drag === now) drawn(answer);
    } finally {
      const asked = now.asked;
      now.asked = null;
      if (drag === now && now.minutes !== asked) ask();
    }
  }

  function drawn(answer) {
    drag.answer = answer;
    chip.classList.toggle("wrong", Boolean(answer.wrong));
    chip.textContent = `${signed(drag.minutes)} ${planner.about().minutes} · ${answer.wrong ?? answer.said}`;
    if (answer.wrong) return;
    const { sheet } = drag;
    const over = document.getElementById("over");
    over.querySelectorAll(".dragged, .tried").forEach((each) => each.remove());
    const x = (second) => sheet.frame[0] + (second - sheet.begin) * sheet.px;
    const points = [];
    for (const [station, arrive, depart] of answer.way) {
      const place = sheet.stations.indexOf(station);
      if (place < 0) continue;
      points.push([x(arrive), sheet.ys[place]]);
      if (depart > arrive) points.push([x(depart), sheet.ys[place]]);
    }
    const inside = over.querySelector("svg");
    inside.append(shape("polyline", { class: "dragged", points: points.map((each) => each.join()).join(" ") }));
    for (const conflict of answer.conflicts) {
      const [from, to] = conflict.where.split(" → ").map((name) => sheet.stations.indexOf(name));
      const time = (name) => answer.way.find((each) => each[0] === sheet.stations[name]);
      if (from < 0 || (to !== undefined && to < 0)) continue;
      const [one, other] = [time(from), time(to ?? from)];
      if (!one || !other) continue;
      const ring = shape("g", { class: "ring tried" });
      ring.append(shape("circle", { cx: x((one[2] + other[1]) / 2), cy: (sheet.ys[from] + sheet.ys[to ?? from]) / 2, r: RADIUS }));
      inside.append(ring);
    }
    document.querySelectorAll("#tt tbody tr").forEach((row, n) => {
      const cells = answer.cells[n] ?? [];
      ["arrive", "depart"].forEach((end, which) => {
        const cell = row.querySelector(`[id="${end}-${n}"]`);
        if (cell) cell.value = cells[which];
      });
    });
  }

  const signed = (minutes) => (minutes > 0 ? `+${minutes}` : String(minutes));
  function shown(event) {
    const box = document.getElementById("main").getBoundingClientRect();
    chip.hidden = false;
    if (!drag.answer) chip.textContent = `${signed(drag.minutes)} ${planner.about().minutes}`;
    chip.style.left = `${event.clientX - box.left + 14}px`;
    chip.style.top = `${event.clientY - box.top - 34}px`;
  }

  function shape(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function slide(sheet, minutes) {
    const by = minutes * 60 * sheet.px;
    const [left, top, right, bottom] = sheet.frame;
    sheet.svg.querySelectorAll(".graph-inside").forEach((each) => each.setAttribute("viewBox", `${left - by} ${top} ${right - left} ${bottom - top}`));
  }

  function put(keep) {
    const done = drag;
    drag = null;
    document.body.classList.remove("dragging");
    chip.hidden = true;
    chip.classList.remove("wrong");
    if (!done) return;
    const back = () => {
      document.querySelectorAll(".dragged, .tried").forEach((each) => each.remove());
      document.querySelectorAll("input.cell").forEach((cell) => (cell.value = cell.defaultValue));
      slide(done.sheet, 0);
    };
    if (!keep || !done.minutes) back();
    else if (done.pan) show(done.sheet, -done.minutes, 0);
    else {
      const fields = { train: done.train, minutes: done.minutes, part: done.part, place: done.place ?? "" };
      planner.post(planner.about().move, fields).then(() => document.querySelector(".dragged") && back());
    }
  }

  // Another window: `by` minutes later, longer or shorter by the share `grow` about `middle` (0 to 1).
  function show(sheet, by, grow, middle = 0.5) {
    const begin = sheet.begin / 60;
    const long = (sheet.frame[2] - sheet.frame[0]) / sheet.px / 60;
    const url = new URL(location.href);
    url.searchParams.set("from", Math.round(begin + by - long * grow * middle));
    url.searchParams.set("to", Math.round(begin + by + long * (1 + grow * (1 - middle))));
    return planner.look(url);
  }

  // More or fewer stations about the one at `y`.
  function near(sheet, y, more) {
    const url = new URL(location.href);
    const low = Number(url.searchParams.get("low") ?? 0);
    const many = sheet.ys.length;
    const at = sheet.ys.filter((each) => each <= y).length / many;
    const by = Math.max(1, Math.round(many / 4)) * (more ? -1 : 1);
    if (!more && many <= 3) return;
    url.searchParams.set("low", Math.max(0, Math.round(low + by * at)));
    url.searchParams.set("high", Math.round(low + many - 1 - by * (1 - at)));
    planner.look(url);
  }

  document.addEventListener("pointerup", (event) => drag && event.pointerId === drag.id && put(true));
  document.addEventListener("pointercancel", (event) => drag && event.pointerId === drag.id && put(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) put(false);
  });
  document.addEventListener(
    "click",
    (event) => {
      const own = event.target.closest("a.own.on");
      if (own) event.preventDefault();
    },
    true,
  );

  let wheeling = 0;
  document.addEventListener(
    "wheel",
    (event) => {
      const held = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      const sheet = held && fig().contains(event.target) ? paper() : null;
      if (!sheet) return;
      event.preventDefault();
      if (Date.now() - wheeling < 150) return;
      wheeling = Date.now();
      const at = (sheet.at(event).x - sheet.frame[0]) / (sheet.frame[2] - sheet.frame[0]);
      if (event.altKey) near(sheet, sheet.at(event).y, event.deltaY > 0);
      else if (event.shiftKey && !event.ctrlKey) show(sheet, Math.sign(event.deltaY || event.deltaX) * 30, 0);
      else show(sheet, 0, event.deltaY > 0 ? 0.3 : -0.25, Math.min(Math.max(at, 0), 1));
    },
    { passive: false },
  );

  function point(event) {
    const where = document.getElementById("pointer");
    const sheet = fig().contains(event.target) ? paper() : null;
    if (!sheet) return;
    const { x, y } = sheet.at(event);
    const minute = Math.round((sheet.begin + (x - sheet.frame[0]) / sheet.px) / 60);
    const near = sheet.ys.reduce((best, each, n) => (Math.abs(each - y) < Math.abs(sheet.ys[best] - y) ? n : best), 0);
    const two = (number) => String(number).padStart(2, "0");
    const clock = `${two(Math.floor((((minute / 60) % 24) + 24) % 24))}:${two(((minute % 60) + 60) % 60)}`;
    where.textContent = `${clock} · ${sheet.names[near]}`;
  }
}
