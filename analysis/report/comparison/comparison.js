"use strict";
/* Plays a moment of one recording at a time. Without it the page reads the same. */
(() => {
  const LEAD = 0.3; // seconds that are heard before a moment
  const chips = [...document.querySelectorAll("[data-sound]")];
  let current = null;
  let sound = null;

  const stop = () => {
    if (sound) sound.pause();
    if (current) {
      current.classList.remove("playing");
      current.setAttribute("aria-pressed", "false");
    }
    current = sound = null;
  };
  const watch = () => {
    if (!current) return;
    if (sound.ended || sound.currentTime >= Number(current.dataset.end)) stop();
    else requestAnimationFrame(watch);
  };
  const play = (chip) => {
    const again = chip === current;
    stop();
    if (again) return;
    current = chip;
    sound = document.getElementById(`sound-${chip.dataset.sound}`);
    chip.classList.add("playing");
    chip.setAttribute("aria-pressed", "true");
    sound.currentTime = Math.max(0, Number(chip.dataset.start) - LEAD);
    sound.play().then(() => requestAnimationFrame(watch), stop);
  };

  document.body.classList.add("can-play");
  for (const chip of chips) {
    chip.setAttribute("role", "button");
    chip.setAttribute("aria-pressed", "false");
    chip.tabIndex = 0;
    chip.addEventListener("click", () => play(chip));
    chip.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      play(chip);
    });
  }
})();
