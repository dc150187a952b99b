// On the day itself: what comes next, by this device's clock, also where the page was kept for when there is no network.
const box = document.querySelector("[data-next]");
const MINUTE_MS = 60_000;

const nowThere = () => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(new Date());
  const part = (type) => parts.find((one) => one.type === type).value;
  return { date: `${part("year")}-${part("month")}-${part("day")}`, minute: Number(part("hour")) * 60 + Number(part("minute")) };
};

const WAYS = ["ride", "walk"];
const STOPS = ["visit", "meal", "train"];
const entries = [...document.querySelectorAll(".entries > li[data-kind]")].map(({ dataset }) => ({ ...dataset, from: Number(dataset.from), until: Number(dataset.until) }));
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const say = (name, words) => {
  const line = box.querySelector(`[data-${name}-words]`);
  line.textContent = words;
  line.hidden = !words;
};

// As routes/presenters/cards/moments.py does it.
const renew = () => {
  const { date, minute } = nowThere();
  box.hidden = date !== box.dataset.date;
  if (box.hidden) return;
  const at = entries.find((entry) => entry.from <= minute && minute < entry.until);
  const ahead = entries.filter((entry) => entry.from > minute);
  const stop = ahead.find((entry) => STOPS.includes(entry.kind));
  const before = stop ? ahead.slice(0, ahead.indexOf(stop)) : ahead;
  const way = before.reverse().find((entry) => WAYS.includes(entry.kind));
  const { now, till, leave, stop: end, over } = box.dataset;
  say("now", at ? fill(now, at) + (at.till && fill(till, { time: at.till })) + end : "");
  const goal = stop || way; // in the evening the way itself: to the hotel, or home
  say("next", goal ? goal.what : over);
  if (stop && way) say("leave", fill(leave, { time: way.at, how: way.what }));
  else say("leave", goal ? goal.at + end : "");
  box.querySelector("form").hidden = !goal;
};

// What is to be remembered: the next is told; it rings, if that was asked for, while the page is open.
const bell = document.querySelector("[data-ring-on]");
let sound = null;
let told = nowThere().minute;

const beep = () => {
  if (navigator.vibrate) navigator.vibrate([400, 200, 400]);
  for (const start of [0, 0.5, 1]) {
    const tone = sound.createOscillator();
    tone.frequency.value = 880;
    tone.connect(sound.destination);
    tone.start(sound.currentTime + start);
    tone.stop(sound.currentTime + start + 0.3);
  }
};

const remind = () => {
  if (box.hidden) return;
  const { minute } = nowThere();
  const all = [...document.querySelectorAll("[data-ring]")].map((one) => [Number(one.dataset.ring), one.textContent]);
  const due = all.filter(([at]) => told < at && at <= minute);
  told = minute;
  if (due.length) {
    const line = document.createElement("p");
    line.className = "note";
    line.textContent = due.map(([, words]) => words).join(" ");
    document.querySelector("[data-ringing]").replaceChildren(line);
    if (sound) beep();
  }
  const next = all.find(([at]) => at > minute);
  const words = document.querySelector("[data-ring-next]");
  words.hidden = !next;
  if (next) words.textContent = fill(document.querySelector("[data-rings]").dataset.told, { what: next[1] });
};

bell.addEventListener("click", () => {
  if (sound) { sound.close(); sound = null; } else { sound = new AudioContext(); beep(); }
  bell.setAttribute("aria-pressed", String(Boolean(sound)));
});

renew();
remind();
document.addEventListener("reminders", remind);
window.setInterval(() => { renew(); remind(); }, MINUTE_MS);
