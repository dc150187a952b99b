// A file let go anywhere on the page is put into its form and sent.
const form = document.getElementById("drop");
const box = form.closest("section");

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  box.classList.add("over");
});
document.addEventListener("dragleave", () => box.classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  box.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  document.getElementById("f-file").files = event.dataTransfer.files;
  form.requestSubmit();
});
