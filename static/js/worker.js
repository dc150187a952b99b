// What stays on a device for when there is no network: the pages' own files, the page OFFLINE, and itineraries that were
// opened. The site puts VERSION (a digest of static/), FILES, OFFLINE and MOST_TRIPS above these lines.
// Only what is named here is kept. Everything else, and whatever is sent, goes to the network and leaves nothing behind.
const SHELL = `silverway-shell-${VERSION}`;
const TRIPS = "silverway-trips"; // js/kept.js knows it too
const TRIP = /^\/trips\/[^/]+(\/(days|driver|listen)\/\d+|\/today|\/call|\/more(\/\w+)?)?$/; // its cover, its days and what goes with them
const COVER = /^\/trips\/[^/]+$/;
const TODAY = /\/today$/;
const FILE = /^\/(static\/|basemap\.json$)/;
const PATIENCE_MS = 4000;
const CHINA_MS = 8 * 3600 * 1000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll([...FILES, OFFLINE])));
});

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith("silverway-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (FILE.test(pathname)) event.respondWith(file(request));
  else if (TRIP.test(pathname)) event.respondWith(trip(event, pathname, !searchParams.has("whole")));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

// A page asks for itself to be kept: it was there before this worker was.
self.addEventListener("message", (event) => event.waitUntil((async () => {
  const { keep, pages } = event.data;
  const fetched = await Promise.all([keep, ...pages].filter((path) => TRIP.test(path)).map(async (path) => {
    const trips = await caches.open(TRIPS);
    if (path !== keep && (await trips.match(path))) return true;
    const address = COVER.test(path) ? `${path}?whole=1` : path; // else it leads to the day of today
    return fetch(address, { cache: path === keep ? "force-cache" : "default" }).then((answer) => keepTrip(path, answer, path === keep), () => false);
  }));
  event.ports[0].postMessage({ kept: fetched.length > 0 && fetched.every(Boolean) });
})()));

// A file's address names its version: what is kept under it is right. Without a network another version is better than none.
const file = async (request) => {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const copy = answer.clone();
      await shell.delete(request, { ignoreSearch: true });
      await shell.put(request, copy);
    }
    return answer;
  } catch {
    return (await shell.match(request, { ignoreSearch: true })) || Response.error();
  }
};

// An itinerary as it is now; as it was kept if there is no network, a slow one, or the site is down. As on the site, its
// address opens at the day of today, unless the whole is asked for.
const trip = async (event, path, atToday) => {
  const asked = fetch(event.request);
  const isPage = event.request.mode === "navigate";
  event.waitUntil(asked.then((answer) => keepTrip(path, answer.clone(), isPage)).catch(() => {}));
  if (!isPage) return asked;
  const opensAtToday = TODAY.test(path) || (COVER.test(path) && atToday);
  const kept = await (opensAtToday ? keptToday(path.replace(TODAY, "")) : keptTrip(path));
  if (!kept) return asked.catch(() => offlinePage());
  try {
    const answer = await inTime(asked);
    if (!answer) return marked(kept, "slow");
    return answer.status < 500 ? answer : marked(kept, "down");
  } catch {
    return marked(kept, "offline");
  }
};

const page = (request) => fetch(request).catch(() => offlinePage());

const offlinePage = async () => marked(await (await caches.open(SHELL)).match(OFFLINE), "offline");

const inTime = (asked) => Promise.race([asked, new Promise((late) => { setTimeout(late, PATIENCE_MS); })]);

const keptTrip = async (path) => (await caches.open(TRIPS)).match(path);

// The card of the day, as the kept cover knows the days; the cover on other days.
const keptToday = async (cover) => {
  const kept = await keptTrip(cover);
  const dates = kept && (await kept.clone().text()).match(/data-dates="([^"]*)"/);
  const today = new Date(Date.now() + CHINA_MS).toISOString().slice(0, 10);
  const number = dates ? dates[1].split(" ").indexOf(today) + 1 : 0;
  return (number && (await keptTrip(`${cover}/days/${number}`))) || kept;
};

const tripOf = (request) => new URL(request.url).pathname.split("/")[2];

const keepTrip = async (path, answer, isPage = true) => {
  if (answer.status !== 200 || answer.redirected || /no-store/.test(answer.headers.get("Cache-Control"))) return false;
  const trips = await caches.open(TRIPS);
  await trips.put(path, answer);
  const keys = await trips.keys();
  const kept = [...new Set(keys.map(tripOf).reverse())].reverse(); // the one opened last at the end
  const oldest = new Set(kept.slice(0, -MOST_TRIPS));
  await Promise.all(keys.filter((one) => oldest.has(tripOf(one))).map((one) => trips.delete(one)));
  if (isPage) await (await caches.open(SHELL)).add(OFFLINE).catch(() => {}); // in the language and letters of this reader
  return true;
};

// A kept page that knows why it is shown: js/keep.js and js/kept.js say it.
const marked = async (kept, why) => {
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const text = (await kept.text()).replace("<html ", `<html data-kept="${why}" `);
  return new Response(text, { headers });
};
