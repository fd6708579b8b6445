"use strict";
/* Plays the answer: by word, by mark, by sentence. Without it the page reads the same. */
(() => {
  const LEAD = 2; // seconds that are heard before a mark
  const AGAIN = 1; // seconds into a sentence after which "back" goes to its own start
  const byId = (id) => document.getElementById(id);
  const sound = byId("sound");
  const player = byId("player");
  const text = byId("text");
  const starts = player.dataset.sentences.trim().split(/\s+/).filter(Boolean).map(Number);
  const pieces = text ? [...text.querySelectorAll("[data-s]")] : [];
  const spans = pieces
    .map((at) => ({ at, start: Number(at.dataset.s), end: Number(at.dataset.e) }))
    .sort((a, b) => a.start - b.start);
  const duration = () => (Number.isFinite(sound.duration) ? sound.duration : Number(player.dataset.duration));
  let current = null;
  let follow = true;

  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };

  const go = (seconds, play) => {
    follow = true;
    sound.currentTime = Math.min(Math.max(seconds, 0), duration());
    if (play) start();
    show();
  };
  const start = () => {
    sound.play().catch((problem) => {
      if (problem.name !== "AbortError") trouble();
    });
  };
  const toggle = () => (sound.paused ? start() : sound.pause());
  const trouble = () => {
    byId("trouble").textContent =
      "The recording can't be played. If it's a separate file, keep it in the same folder as this page.";
  };

  const sentence = (seconds) => {
    let found = 0;
    while (found + 1 < starts.length && starts[found + 1] <= seconds + 0.05) found += 1;
    return found;
  };
  const step = (by) => {
    if (!starts.length) return go(sound.currentTime + 5 * by, false);
    const here = sentence(sound.currentTime);
    const again = by < 0 && sound.currentTime - starts[here] > AGAIN;
    const next = Math.min(Math.max(here + (again ? 0 : by), 0), starts.length - 1);
    go(starts[next], false);
  };

  const heard = (seconds) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle].start <= seconds) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= Math.max(0, low - 4); i -= 1) {
      if (seconds < spans[i].end) return spans[i].at;
    }
    return null;
  };

  const show = () => {
    const seconds = sound.currentTime;
    byId("now").textContent = clock(seconds);
    const seek = byId("seek");
    seek.value = String(seconds);
    seek.setAttribute("aria-valuetext", `${clock(seconds)} of ${clock(duration())}`);
    const head = byId("playhead");
    if (head) {
      const x = `${(100 * seconds) / Number(byId("timeline").dataset.duration)}%`;
      head.setAttribute("x1", x);
      head.setAttribute("x2", x);
      head.setAttribute("visibility", "visible");
    }
    mark(heard(seconds));
  };
  const mark = (piece) => {
    if (piece === current) return;
    if (current) unmark(current);
    current = piece;
    if (!piece) return;
    piece.classList.add("now");
    piece.closest(".sentence").classList.add("current");
    if (follow && !sound.paused) reveal(piece);
  };
  const unmark = (piece) => {
    piece.classList.remove("now");
    piece.closest(".sentence").classList.remove("current");
  };
  const reveal = (piece) => {
    const box = piece.getBoundingClientRect();
    const room = window.innerHeight - player.offsetHeight;
    const near = box.bottom > -room && box.top < 2 * room;
    const outside = box.top < 0 || box.bottom > room;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (near && outside) piece.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };

  const frame = () => {
    show();
    if (!sound.paused) requestAnimationFrame(frame);
  };
  const state = () => {
    player.classList.toggle("playing", !sound.paused);
    byId("toggle").setAttribute("aria-label", sound.paused ? "Play" : "Pause");
  };

  const hear = (element) => {
    if (element.dataset.play) go(Number(element.dataset.play) - LEAD, true);
    else if (element.classList.contains("m")) go(Number(element.dataset.s) - LEAD, true);
    else go(Number(element.dataset.s), true);
  };
  const button = (element) => {
    element.setAttribute("role", "button");
    element.tabIndex = 0;
  };

  const clicked = (event) => {
    const element = event.target.closest("[data-play], #text [data-s]");
    if (element && getSelection().isCollapsed) return hear(element);
    const figure = event.target.closest("#timeline > svg");
    if (figure) {
      const box = figure.getBoundingClientRect();
      go(((event.clientX - box.left) / box.width) * Number(byId("timeline").dataset.duration), true);
    }
  };

  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    const taken = target.closest("button, a, input, select, textarea, summary");
    const place = target.closest('[role="button"]');
    if (event.key === "Enter" && place) hear(place);
    else if (event.key === " " && !taken) place && sound.paused ? hear(place) : toggle();
    else if (event.key === "ArrowLeft" && !target.closest("input, select, textarea, .wide")) step(-1);
    else if (event.key === "ArrowRight" && !target.closest("input, select, textarea, .wide")) step(1);
    else return;
    event.preventDefault();
  };

  sound.controls = false;
  sound.preservesPitch = true;
  player.hidden = false;
  document.body.classList.add("can-play");
  if (byId("hint")) byId("hint").hidden = false;
  document.querySelectorAll("[data-play], #text .m.grave").forEach(button);
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  byId("toggle").addEventListener("click", toggle);
  byId("back").addEventListener("click", () => step(-1));
  byId("forward").addEventListener("click", () => step(1));
  byId("seek").addEventListener("input", (event) => go(Number(event.target.value), false));
  byId("speed").addEventListener("change", (event) => {
    sound.defaultPlaybackRate = sound.playbackRate = Number(event.target.value);
  });
  for (const kind of ["wheel", "touchmove"]) {
    window.addEventListener(kind, () => { follow = false; }, { passive: true });
  }
  sound.addEventListener("play", () => { state(); requestAnimationFrame(frame); });
  sound.addEventListener("pause", state);
  sound.addEventListener("seeked", show);
  sound.addEventListener("timeupdate", show);
  sound.addEventListener("error", trouble);
})();
