// On the day itself: what comes next, by this device's clock, also where the page was kept for when there is no network.
const box = document.querySelector("[data-next]");
const MINUTE_MS = 60_000;

const nowThere = () => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(new Date());
  const part = (type) => parts.find((one) => one.type === type).value;
  return { date: `${part("year")}-${part("month")}-${part("day")}`, minute: Number(part("hour")) * 60 + Number(part("minute")) };
};

const renew = () => {
  const { date, minute } = nowThere();
  box.hidden = date !== box.dataset.date;
  if (box.hidden) return;
  const next = [...document.querySelectorAll(".entries > li[data-goes=yes]")].find((entry) => Number(entry.dataset.until) > minute);
  const words = box.querySelector("[data-next-words]");
  const when = next && next.querySelector(".time, .way strong").firstChild.textContent.trim();
  words.textContent = next ? `${when} · ${next.querySelector("[data-head]").textContent}` : words.dataset.over;
};

renew();
window.setInterval(renew, MINUTE_MS);
