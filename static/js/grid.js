// A visit is dragged to another day: the same as the button that moves it there.
let held = null;
const rowOf = (event) => event.target.closest?.("tr[data-day]");

document.addEventListener("pointerover", (event) => {
  const one = event.target.closest?.(".visit");
  if (one) one.draggable = true;
});
document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(".visit") ?? null;
});
document.addEventListener("dragover", (event) => {
  if (held && rowOf(event) && rowOf(event) !== held.closest("tr")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const row = rowOf(event);
  const button = held && row && held.querySelector(`button[name=day][value="${row.dataset.day}"]`);
  held = null;
  if (button) { event.preventDefault(); button.form.requestSubmit(button); }
});
