// Which hours and stations are shown: the wheel zooms, dragging the paper pans, the strip below shows where one is.
import { figure, nearest, paper } from "./planner-paper.js";

const LEAST_MIN = 60;

export function watchView(planner) {
  let pan = null;
  let strip = null;

  // Another window: `by` minutes later, longer or shorter by the share `grow` about `middle` (0 to 1).
  function show(sheet, by, grow, middle = 0.5) {
    const begin = sheet.begin / 60;
    const long = (sheet.frame[2] - sheet.frame[0]) / sheet.px / 60;
    return hours(begin + by - long * grow * middle, begin + by + long * (1 + grow * (1 - middle)));
  }
  function hours(from, to) {
    const url = new URL(location.href);
    url.searchParams.set("from", Math.round(from));
    url.searchParams.set("to", Math.round(to));
    return planner.look(url);
  }

  function slide(sheet, minutes) {
    const by = minutes * 60 * sheet.px;
    const [left, top, right, bottom] = sheet.frame;
    sheet.svg.querySelectorAll(".graph-inside").forEach((each) => each.setAttribute("viewBox", `${left - by} ${top} ${right - left} ${bottom - top}`));
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const over = event.target.closest("#overview");
    if (over) {
      const matrix = over.getScreenCTM().inverse();
      const minute = (each) => Number(over.dataset.begin) + (new DOMPoint(each.clientX, each.clientY).matrixTransform(matrix).x - Number(over.dataset.left)) / Number(over.dataset.px);
      const [from, to] = over.dataset.hours.split(" ").map(Number);
      const inside = event.target.closest(".ov-window, .ov-edge");
      const middle = inside ? 0 : minute(event) - (from + to) / 2;
      strip = { over, minute, from, to, edge: event.target.dataset.edge ?? "", begin: minute(event) - middle, id: event.pointerId };
      over.setPointerCapture(event.pointerId);
      event.preventDefault();
      if (!inside) moveStrip(event);
      return;
    }
    const sheet = figure().contains(event.target) && innerWidth > 900 && !event.target.closest("a, .ring, .handle, g[data-train]") ? paper() : null;
    if (!sheet) return;
    pan = { sheet, begin: sheet.at(event), minutes: 0, id: event.pointerId };
    event.preventDefault();
    figure().setPointerCapture(event.pointerId);
  });

  function moveStrip(event) {
    const by = strip.minute(event) - strip.begin;
    let [from, to] = [strip.from + (strip.edge === "end" ? 0 : by), strip.to + (strip.edge === "begin" ? 0 : by)];
    if (to - from < LEAST_MIN) [from, to] = strip.edge === "begin" ? [to - LEAST_MIN, to] : [from, from + LEAST_MIN];
    strip.now = [from, to];
    const x = (minute) => Number(strip.over.dataset.left) + (minute - Number(strip.over.dataset.begin)) * Number(strip.over.dataset.px);
    const box = strip.over.querySelector(".ov-window");
    box.setAttribute("x", x(from));
    box.setAttribute("width", x(to) - x(from));
    strip.over.querySelectorAll(".ov-edge").forEach((each, n) => each.setAttribute("x", x([from, to][n]) - 4));
  }

  document.addEventListener("pointermove", (event) => {
    point(event);
    if (strip?.id === event.pointerId) moveStrip(event);
    if (!pan || event.pointerId !== pan.id) return;
    pan.minutes = Math.round((pan.sheet.at(event).x - pan.begin.x) / pan.sheet.px / 60);
    slide(pan.sheet, pan.minutes);
  });
  document.addEventListener("pointerup", () => {
    if (strip?.now) hours(...strip.now);
    if (pan?.minutes) show(pan.sheet, -pan.minutes, 0);
    pan = strip = null;
  });
  document.addEventListener("pointercancel", () => {
    if (pan) slide(pan.sheet, 0);
    pan = strip = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !pan) return;
    slide(pan.sheet, 0);
    pan = null;
  });

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

  let wheeling = 0;
  document.addEventListener(
    "wheel",
    (event) => {
      const held = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      const sheet = held && figure().contains(event.target) ? paper() : null;
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
    const sheet = figure().contains(event.target) ? paper() : null;
    if (!sheet) return;
    const { x, y } = sheet.at(event);
    const minute = Math.round((sheet.begin + (x - sheet.frame[0]) / sheet.px) / 60);
    const two = (number) => String(number).padStart(2, "0");
    const clock = `${two(Math.floor((((minute / 60) % 24) + 24) % 24))}:${two(((minute % 60) + 60) % 60)}`;
    document.getElementById("pointer").textContent = `${clock} · ${sheet.names[nearest(sheet, y)]}`;
  }

  // The hours of the strip stand where its minutes do.
  function placed() {
    for (const each of document.querySelectorAll(".ov-hours a")) each.style.left = `${each.dataset.x}px`;
  }
  document.addEventListener("planner:changed", placed);
  placed();
}
