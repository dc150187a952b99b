// The map of a trip: nothing of it is loaded until the reader opens it. It is drawn from our own lines, without tiles; it
// stands still between two positions. The list below says the same and leads to each point.
const section = document.querySelector("[data-map]");
const opener = section.querySelector("[data-open]");
const box = section.querySelector("#map-box");
const ground = section.querySelector("[data-ground]");
const ENGLISH = document.documentElement.lang === "en";
const STATION_NAMES_FROM = 11; // zoom levels: farther out, names would lie on top of each other
const CLOSEST = 13; // nearer by, our lines are too rough
const STILL = { animate: false };

const styles = (addresses) => Promise.all(addresses.split(" ").map((address) => new Promise((done, fail) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  link.onload = done;
  link.onerror = fail;
  document.head.append(link);
})));

const load = async () => {
  const { script, base } = ground.dataset;
  const asked = fetch(base).then((answer) => { if (!answer.ok) throw new Error(base); return answer.json(); });
  const [land] = await Promise.all([asked, import(script), styles(ground.dataset.styles)]);
  return land;
};

const turned = (points) => points.map(([lon, lat]) => [lat, lon]);

const name = (words, small) => {
  const text = document.createElement("span");
  text.className = small ? "map-name small" : "map-name";
  text.textContent = words;
  return window.L.divIcon({ html: text, className: "", iconSize: [0, 0] });
};

const drawBase = (map, land) => {
  const { L } = window;
  const area = (rings, className) => L.polygon(rings.map((ring) => [turned(ring)]), { className, interactive: false, smoothFactor: 0.5 }).addTo(map);
  area(land.land, "map-land");
  area(land.cities, "map-city");
  area(land.lakes, "map-lake");
  const at = ([lon, lat]) => [lat, lon];
  const line = (points, className) => L.polyline(points, { className, interactive: false }).addTo(map);
  line(land.railways.map((ends) => ends.map((end) => at(land.stations[end]))), "map-railway");
  line(JSON.parse(ground.dataset.way), "map-way");
  const label = (point, small) => L.marker(at(point), { icon: name(point[ENGLISH ? 3 : 2], small), interactive: false, keyboard: false, zIndexOffset: -1000 });
  const cities = L.layerGroup(land.names.map((point) => label(point)));
  const stations = L.layerGroup(land.stations.filter((point) => point.length > 2).map((point) => label(point, true)));
  const fitNames = () => {
    const near = map.getZoom() >= STATION_NAMES_FROM;
    (near ? stations : cities).addTo(map);
    (near ? cities : stations).remove();
  };
  map.on("zoomend", fitNames);
  return fitNames;
};

const pin = (map, entry) => {
  const { L } = window;
  const { lat, lon, kind } = entry.dataset;
  const words = entry.querySelector("[data-name]");
  const marker = L.marker([lat, lon], {
    icon: L.divIcon({ html: entry.querySelector("[data-sign]").outerHTML, className: "map-pin", iconSize: [0, 0] }),
    keyboard: false, // the list does it
    zIndexOffset: kind === "place" ? 1000 : 0,
  }).addTo(map);
  const tip = document.createElement("span");
  tip.textContent = words.textContent;
  tip.lang = words.lang || document.documentElement.lang;
  marker.bindTooltip(tip, { direction: "top", offset: [0, -24], opacity: 1 });
  return marker;
};

// What an entry of the list says becomes a button.
const pressable = (entry) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.append(...entry.children);
  entry.append(button);
  return button;
};

const open = async () => {
  const land = await load();
  const { L } = window;
  box.hidden = false;
  const map = L.map(ground, {
    zoomControl: false, attributionControl: true, minZoom: 7, maxZoom: CLOSEST, scrollWheelZoom: false, inertia: false,
    zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, renderer: L.svg({ padding: 0.5 }),
    dragging: !window.matchMedia("(pointer: coarse)").matches, // one finger moves the page, not the map
    maxBounds: land.bounds, maxBoundsViscosity: 1, keyboardPanDelta: 120,
  });
  map.panBy = (way, options) => L.Map.prototype.panBy.call(map, way, { ...options, ...STILL }); // keys and bounds use it
  const fitNames = drawBase(map, land);
  const entries = [...section.querySelectorAll("[data-lat]")];
  const markers = new Map(entries.map((entry) => [entry, pin(map, entry)]));
  const fit = (some) => map.fitBounds(L.latLngBounds(some.map((entry) => markers.get(entry).getLatLng())), { padding: [50, 50], maxZoom: 12, ...STILL });
  fit(entries);
  fitNames();

  const choose = (entry) => {
    markers.forEach((marker, other) => {
      marker.getElement().classList.toggle("chosen", other === entry);
      marker.setZIndexOffset(other === entry ? 2000 : other.dataset.kind === "place" ? 1000 : 0);
      if (other === entry) marker.openTooltip(); else marker.closeTooltip();
    });
  };
  const look = (words) => {
    ground.scrollIntoView({ block: "center" });
    ground.focus({ preventScroll: true });
    section.querySelector("[data-said]").textContent = words;
  };
  markers.forEach((marker, entry) => marker.on("click", () => choose(entry)));
  entries.forEach((entry) => pressable(entry).addEventListener("click", () => {
    map.setView(markers.get(entry).getLatLng(), Math.max(map.getZoom(), 12), STILL);
    choose(entry);
    look(entry.querySelector("[data-name]").textContent);
  }));
  section.querySelectorAll("[data-day]").forEach((day) => day.querySelector("[data-day-open]").addEventListener("click", () => {
    fit([...day.querySelectorAll("[data-lat]")]);
    look(day.querySelector("strong").textContent);
  }));
  box.querySelectorAll("[data-zoom]").forEach((one) => one.addEventListener("click", () => map.setZoom(map.getZoom() + Number(one.dataset.zoom), STILL)));
  box.querySelectorAll("[data-move]").forEach((one) => one.addEventListener("click", () => {
    const [right, down] = one.dataset.move.split(",").map(Number);
    const { x, y } = map.getSize();
    map.panBy([(right * x) / 3, (down * y) / 3]);
  }));
  box.querySelector("[data-whole]").addEventListener("click", () => fit(entries));
  section.querySelectorAll("[data-press], [data-day-open]").forEach((one) => { one.hidden = false; });
};

let opening = null;
opener.addEventListener("click", async () => {
  const failed = section.querySelector("[data-failed]");
  try {
    if (!opening) {
      opening = open();
    } else {
      await opening;
      box.hidden = !box.hidden;
    }
    await opening;
    failed.hidden = true;
  } catch {
    opening = null;
    failed.hidden = false;
  }
  opener.setAttribute("aria-expanded", String(!box.hidden));
});
