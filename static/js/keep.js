// An itinerary that was opened stays on this device, its cover and all its days; where it is read from there, it says so.
const about = document.querySelector("[data-keep]");

// Put into an empty region a moment later, so that screen readers say it.
const tell = (words) => {
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  region.className = "no-print";
  document.querySelector("h1").after(region);
  window.setTimeout(() => {
    const line = document.createElement("p");
    line.className = "note";
    line.textContent = words;
    region.append(line);
  }, 100);
};

const keep = async () => {
  await navigator.serviceWorker.register("/sw.js");
  const worker = (await navigator.serviceWorker.ready).active;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => { about.querySelector("[data-here]").hidden = !data.kept; };
  worker.postMessage({ keep: window.location.pathname, pages: about.dataset.pages.split(" ") }, [port2]);
};

const { kept } = document.documentElement.dataset;
if (kept) tell(about.dataset[kept]);
else if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") keep();
  else window.addEventListener("load", keep);
}
