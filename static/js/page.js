// Small helps on top of pages that work without them: print, and progress that renews itself.
document.documentElement.classList.add("js");

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) { button.remove(); return; }
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
});

// A link to something folded away opens it, and goes there: not every browser does.
const unfold = () => {
  const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const folded = target && target.closest("details:not([open])");
  if (folded) { folded.open = true; target.scrollIntoView(); }
  if (target && target.matches("details [tabindex]")) target.focus();
};
window.addEventListener("hashchange", unfold);
unfold();

const work = document.querySelector("[data-progress]");
if (work) {
  const look = async () => {
    const answer = await fetch(work.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && answer.ok) {
      const state = await answer.json();
      if (state.ended) { window.location.assign(state.next); return; }
      work.querySelector("[data-words]").textContent = state.words;
      const bar = work.querySelector("progress");
      if (state.total) { bar.max = state.total; bar.value = state.done; }
    }
    window.setTimeout(look, 1000);
  };
  window.setTimeout(look, 500);
}

// What is worked out beside a trip comes into the page when it is there.
const LOOKS = 60;
const comesBeside = async (looks) => {
  const section = document.querySelector("#beside[data-coming]");
  if (!section || looks > LOOKS) return;
  const answer = await fetch(window.location.pathname).catch(() => null);
  const fresh = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("beside");
  if (fresh && !("coming" in fresh.dataset)) { section.replaceWith(fresh); return; }
  window.setTimeout(() => comesBeside(looks + 1), 3000);
};
window.setTimeout(() => comesBeside(0), 2000);
