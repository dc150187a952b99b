// Reading aloud with the voice of the reader's own device: what is read is marked, and it can be paused, slowed or ended.
const SPEEDS = [0.7, 0.85, 1.1];

const starts = document.querySelectorAll("[data-read]");
const panel = document.querySelector("[data-aloud]");

const LANGUAGE = document.documentElement.lang === "en" ? "en" : "zh";
const hasVoice = () => speechSynthesis.getVoices().some((voice) => voice.lang.startsWith(LANGUAGE));

// Browsers may know their voices only after a while.
const voices = async () => {
  for (let look = 0; look < 10 && !speechSynthesis.getVoices().length; look += 1) {
    await new Promise((done) => window.setTimeout(done, 100));
  }
};

let pressed = null; // the button that began it

const reader = () => {
  const parts = [...document.querySelectorAll("main h1, main h2, main h3, main [data-speak]")]
    .filter((part) => part.checkVisibility() && part.innerText.trim() && !part.closest("[data-aloud]"));
  const where = panel.querySelector("[data-where]");
  const pause = panel.querySelector("[data-pause]");
  let at = -1;
  let turn = 0; // what an ended or cancelled part says later counts no more

  const mark = (number) => {
    parts.forEach((part, place) => part.classList.toggle("read-now", place === number));
    where.textContent = number < 0 ? "" : where.dataset.words.replace("1", number + 1).replace("2", parts.length);
  };
  const say = (number) => {
    turn += 1;
    const mine = turn;
    speechSynthesis.cancel();
    if (number >= parts.length) { stop(); return; }
    at = number;
    mark(at);
    parts[at].scrollIntoView({ block: "center" });
    const speech = new SpeechSynthesisUtterance(parts[at].innerText);
    speech.lang = LANGUAGE === "en" ? "en-GB" : "zh-CN";
    speech.rate = SPEEDS[Number(panel.querySelector("input:checked").value)];
    speech.onend = () => { if (mine === turn) say(at + 1); };
    speechSynthesis.speak(speech);
  };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    mark(-1);
    at = -1;
    panel.hidden = true;
    pressed.focus();
  };
  pause.addEventListener("click", () => {
    const waits = pause.getAttribute("aria-pressed") === "true";
    pause.setAttribute("aria-pressed", String(!waits));
    pause.textContent = waits ? pause.dataset.pause : pause.dataset.resume;
    if (waits) { say(at); } else { turn += 1; speechSynthesis.cancel(); }
  });
  panel.querySelector("[data-stop]").addEventListener("click", stop);
  panel.querySelectorAll("input").forEach((speed) => speed.addEventListener("change", () => {
    if (at >= 0 && pause.getAttribute("aria-pressed") !== "true") say(at);
  }));
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  return () => {
    pause.setAttribute("aria-pressed", "false");
    pause.textContent = pause.dataset.pause;
    panel.hidden = false;
    say(0);
  };
};

if (starts.length && panel) {
  const none = document.querySelector("[data-no-voice]");
  let begin = null;
  starts.forEach((start) => start.addEventListener("click", async (event) => {
    event.preventDefault();
    pressed = start;
    const speaks = "speechSynthesis" in window;
    if (speaks) await voices();
    if (!speaks || !hasVoice()) { none.hidden = false; none.focus(); return; }
    begin = begin || reader();
    begin();
  }));
}
