// The family's telephone number: kept on this device only, never sent.
const KEY = "silverway-family-phone";
const box = document.querySelector("[data-family]");
const call = box.querySelector("[data-family-call]");
const field = box.querySelector("input");

const show = (number) => {
  call.hidden = !number;
  call.href = `tel:${number.replace(/[^\d+]/g, "")}`;
  call.querySelector("strong").textContent = number;
  field.value = number;
};

if (window.localStorage) {
  box.hidden = false;
  show(localStorage.getItem(KEY) || "");
  box.querySelector("[data-family-keep]").addEventListener("click", () => {
    localStorage.setItem(KEY, field.value.trim());
    show(field.value.trim());
    box.querySelector("details").open = false;
    if (field.value.trim()) call.focus();
  });
}
