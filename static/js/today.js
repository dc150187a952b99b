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

renew();
window.setInterval(renew, MINUTE_MS);
