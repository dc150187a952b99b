// A path asked for by two presses on the diagram: where and about when it sets out, and where it goes. Both only fill in
// the form that does the same by keyboard, and send it.
import { chipAt, chipGone, chipSays, figure, nearest, paper, shape } from "./planner-paper.js";

export function watchPick() {
  let first = null;
  const picking = () => document.body.classList.contains("picking");
  const two = (number) => String(number).padStart(2, "0");
  const clock = (minute) => `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}${minute >= 1440 ? `+${Math.floor(minute / 1440)}` : ""}`;

  function leave() {
    document.body.classList.remove("picking");
    document.querySelectorAll(".picked").forEach((each) => each.remove());
    document.getElementById("pick-on")?.setAttribute("aria-pressed", "false");
    first = null;
    chipGone();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#pick-on");
    if (!button) return;
    const on = !picking();
    leave();
    document.body.classList.toggle("picking", on);
    button.setAttribute("aria-pressed", String(on));
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && picking() && leave());

  const kept = (event) => {
    if (!picking() || !figure().contains(event.target)) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };
  document.addEventListener("pointerdown", kept, true);
  document.addEventListener(
    "click",
    (event) => {
      const sheet = kept(event) ? paper() : null;
      if (!sheet) return;
      const { x, y } = sheet.at(event);
      const place = nearest(sheet, y);
      const minute = Math.max(0, Math.round((sheet.begin + (x - sheet.frame[0]) / sheet.px) / 60));
      if (!first) {
        first = { place, minute };
        document.querySelector("#over > svg").append(shape("circle", { class: "picked", cx: x, cy: sheet.ys[place], r: 6 }));
        chipSays([`${sheet.names[place]} ${clock(minute)} → ?`]);
        chipAt(event.clientX, event.clientY);
        return;
      }
      if (place === first.place) return;
      const fields = { "k-from": sheet.stations[first.place], "k-at": clock(first.minute), "k-to": sheet.stations[place] };
      leave();
      for (const [id, value] of Object.entries(fields)) document.getElementById(id).value = value;
      document.getElementById("pick").requestSubmit();
    },
    true,
  );
}
