// Medicine times: kept on this device only, never sent. They stand among the reminders of a day (js/today.js rings them)
// and go into the calendar with the trip; the file is put together here.
const KEY = "silverway-medicine-times";
const box = document.querySelector("[data-medicine]");
const list = box.querySelector("[data-medicine-list]");
const field = box.querySelector("input");
const reminders = document.querySelector("[data-rings] > ul");

const known = () => {
  try { return JSON.parse(localStorage.getItem(KEY) || "[]").filter((time) => /^\d\d:\d\d$/.test(time)); } catch { return []; }
};
const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const save = (times) => {
  localStorage.setItem(KEY, JSON.stringify([...new Set(times)].sort()));
  show();
};

const line = (time) => {
  const made = document.createElement("li");
  const when = document.createElement("strong");
  when.textContent = time;
  made.append(when, ` ${box.dataset.word}`);
  return made;
};

const row = (time) => {
  const made = line(time);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = box.dataset.remove;
  button.setAttribute("aria-label", `${box.dataset.remove} ${time} ${box.dataset.word}`);
  button.addEventListener("click", () => { save(known().filter((one) => one !== time)); field.focus(); });
  made.append(" ", button);
  return made;
};

const show = () => {
  list.replaceChildren(...known().map(row));
  if (!reminders) return;
  reminders.querySelectorAll("[data-taken]").forEach((one) => one.remove());
  for (const time of known()) {
    const made = line(time);
    made.dataset.ring = minuteOf(time);
    made.dataset.taken = "";
    const later = [...reminders.children].find((one) => Number(one.dataset.ring) > minuteOf(time));
    reminders.insertBefore(made, later || null);
  }
  document.dispatchEvent(new Event("reminders"));
};

// An appointment a day at each time, with an alarm at that minute (RFC 5545).
const appointments = () => box.dataset.dates.split(" ").flatMap((date) => known().map((time) => {
  const day = date.replaceAll("-", "");
  const at = `${day}T${time.replace(":", "")}00`;
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const { word } = box.dataset;
  return ["BEGIN:VEVENT", `UID:medicine-${at}@silverway`, `DTSTAMP:${stamp}`, `DTSTART;TZID=Asia/Shanghai:${at}`, "DURATION:PT5M", `SUMMARY:${word}`, "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${word}`, "TRIGGER:PT0S", "END:VALARM", "END:VEVENT", ""].join("\r\n");
}));

const download = async () => {
  const answer = await fetch(box.dataset.calendar).catch(() => null);
  if (!answer || !answer.ok) { window.location.assign(box.dataset.calendar); return; }
  const whole = (await answer.text()).replace(/END:VCALENDAR\s*$/, `${appointments().join("")}END:VCALENDAR\r\n`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([whole], { type: "text/calendar" }));
  link.download = "silverway.ics";
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

if (window.localStorage) {
  box.hidden = false;
  box.querySelector("[data-medicine-keep]").addEventListener("click", () => { if (field.value) save([...known(), field.value]); });
  box.querySelector("[data-medicine-calendar]").addEventListener("click", download);
  show();
}
