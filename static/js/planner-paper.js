// The paper of the diagram: where on it a pointer is, and what is drawn on it while something moves.
export const figure = () => document.getElementById("p-fig");

export function paper() {
  const svg = document.getElementById("graph");
  if (!svg) return null;
  const measures = JSON.parse(svg.dataset.sheet);
  const matrix = svg.getScreenCTM().inverse();
  return {
    svg,
    ...measures,
    at: (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix),
    x: (second) => measures.frame[0] + (second - measures.begin) * measures.px,
  };
}

export const nearest = (sheet, y) => sheet.ys.reduce((best, each, n) => (Math.abs(each - y) < Math.abs(sheet.ys[best] - y) ? n : best), 0);
export const signed = (minutes) => (minutes > 0 ? `+${minutes}` : String(minutes));

export function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function line(sheet, way) {
  const points = [];
  for (const [station, arrive, depart] of way) {
    const place = sheet.stations.indexOf(station);
    if (place < 0) continue;
    points.push([sheet.x(arrive), sheet.ys[place]]);
    if (depart > arrive) points.push([sheet.x(depart), sheet.ys[place]]);
  }
  return points.map((each) => each.join()).join(" ");
}

const chip = document.getElementById("chip");
export function chipAt(x, y) {
  const box = document.getElementById("main").getBoundingClientRect();
  chip.hidden = false;
  chip.style.left = `${Math.max(4, Math.min(x - box.left + 14, box.width - chip.offsetWidth - 8))}px`;
  chip.style.top = `${Math.max(4, y - box.top - chip.offsetHeight - 10)}px`;
}
export function chipSays(lines, wrong) {
  chip.classList.toggle("wrong", Boolean(wrong));
  chip.replaceChildren(...lines.filter(Boolean).map((words) => Object.assign(document.createElement("span"), { textContent: words })));
}
export function chipGone() {
  chip.hidden = true;
  chip.classList.remove("wrong");
  chip.replaceChildren();
}
