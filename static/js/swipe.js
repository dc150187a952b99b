// A finger drawn to the side turns to the day before or after, as the links below the day do. Drawing up and down, two
// fingers, the edges of the screen (the browser's own), a page drawn large and fields are left alone; nothing slides.
const LEAST_PX = 80;
const SLANT = 2.5; // so many times farther to the side than up or down
const LONGEST_MS = 700;
const EDGE_PX = 28;
const OWN = "input, select, textarea, button, [role=application], .scroll, .aloud"; // what has a use of its own for a finger

let start = null;

const begin = (event) => {
  const [touch] = event.touches;
  const alone = event.touches.length === 1 && !event.target.closest(OWN);
  const inside = touch.clientX > EDGE_PX && touch.clientX < window.innerWidth - EDGE_PX;
  const large = window.visualViewport && window.visualViewport.scale > 1.05;
  start = alone && inside && !large ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
};

const end = (event) => {
  const from = start;
  start = null;
  if (!from || event.touches.length || event.timeStamp - from.at > LONGEST_MS || String(window.getSelection())) return;
  const [touch] = event.changedTouches;
  const across = touch.clientX - from.x;
  if (Math.abs(across) < LEAST_PX || Math.abs(across) < SLANT * Math.abs(touch.clientY - from.y)) return;
  const other = document.querySelector(`.between a[rel=${across < 0 ? "next" : "prev"}]`);
  if (other) window.location.assign(other.href);
};

const give = { passive: true };
document.addEventListener("touchstart", begin, give);
document.addEventListener("touchmove", (event) => { if (event.touches.length > 1) start = null; }, give);
document.addEventListener("touchcancel", () => { start = null; }, give);
document.addEventListener("touchend", end, give);
