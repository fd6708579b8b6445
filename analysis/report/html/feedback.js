"use strict";
/* The mentor's form: marks at moments, ratings, a comment, saved as a file. It sends nothing. */
(() => {
  const byId = (id) => document.getElementById(id);
  const section = byId("feedback");
  const duration = Number(section.dataset.duration);
  const sound = byId("sound");
  const figure = document.querySelector("#timeline > svg");
  const ratings = [...new Set([...section.querySelectorAll("[type=radio]")].map((at) => at.name))];
  const MOST = 100; // marks, as in analysis/feedback/reading.py
  let changed = false;

  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };
  const seconds = (text) => {
    const found = /^\s*(?:(\d{1,3}):)?(\d{1,5}(?:[.,]\d+)?)\s*$/.exec(text);
    if (!found || (found[1] && Number(found[2].replace(",", ".")) >= 60)) return NaN;
    const all = 60 * Number(found[1] || 0) + Number(found[2].replace(",", "."));
    return all <= Math.ceil(duration) ? Math.min(all, duration) : NaN;
  };
  const element = (name, values) => Object.assign(document.createElement(name), { type: "button", ...values });
  const say = (text, wrong) => {
    byId("feedback-status").textContent = text;
    byId("feedback-status").classList.toggle("wrong", Boolean(wrong));
  };
  const touch = () => {
    changed = true;
    say("");
  };

  // Marks

  const rows = () => [...byId("marks").children];
  const time = (row) => {
    // what is shown is rounded down: an unchanged time is the exact one
    const exact = Number(row.dataset.at);
    const shown = row.querySelector(".at").value;
    return shown === clock(exact) ? exact : seconds(shown);
  };
  const wordAt = (at) =>
    [...document.querySelectorAll("#text .w")].filter((w) => Number(w.dataset.s) <= at + 0.05).pop();
  const near = (at) => {
    const words = [...document.querySelectorAll("#text .w")].filter(
      (w) => Number(w.dataset.e) > at - 1 && Number(w.dataset.s) < at + 2);
    return words.length ? `“… ${words.map((w) => w.textContent).join(" ")} …”` : "";
  };
  const show = () => {
    document.querySelectorAll(".flag").forEach((flag) => flag.remove());
    document.querySelectorAll(".flagged").forEach((word) => word.classList.remove("flagged"));
    rows().forEach((row, index) => {
      const at = time(row);
      row.querySelector(".near").textContent = Number.isNaN(at) ? "" : near(at);
      row.querySelector(".at").setAttribute("aria-label", `Time of moment ${index + 1}`);
      row.querySelector(".what").setAttribute("aria-label", `Comment on moment ${index + 1}`);
      row.querySelector(".remove").setAttribute("aria-label", `Remove moment ${index + 1}`);
      const play = row.querySelector(".play");
      play.hidden = !sound || Number.isNaN(at);
      play.dataset.play = String(at);
      play.setAttribute("aria-label", `Play moment ${index + 1}`);
      if (Number.isNaN(at)) return;
      const word = wordAt(at);
      if (word) word.classList.add("flagged");
      flag(at, index + 1);
    });
  };
  const flag = (at, number) => {
    if (!figure) return;
    const svg = (name, values) => {
      const made = document.createElementNS(figure.namespaceURI, name);
      for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
      return made;
    };
    const group = svg("g", { class: "flag" });
    const x = `${(100 * at) / Number(byId("timeline").dataset.duration)}%`;
    const height = Number(figure.getAttribute("height"));
    group.append(svg("line", { x1: x, x2: x, y1: 0, y2: height - 14 }));
    const label = svg("text", { x, y: height - 2 });
    label.textContent = String(number);
    group.append(label);
    figure.append(group);
  };
  const add = (at, comment) => {
    if (rows().length >= MOST) {
      say(`There can be ${MOST} moments.`, true);
      return null;
    }
    const row = document.createElement("li");
    row.dataset.at = String(Math.round(at * 100) / 100);
    const line = element("div", { className: "row" });
    const when = element("input", { type: "text", className: "at", value: clock(at), maxLength: 9 });
    const what = element("input", { type: "text", className: "what", value: comment, maxLength: 500, dir: "auto" });
    const play = element("button", { className: "play", textContent: "▶" });
    const remove = element("button", { className: "remove", textContent: "✕" });
    remove.addEventListener("click", () => {
      touch();
      row.remove();
      show();
      byId("add-mark").focus();
    });
    when.addEventListener("change", () => { when.removeAttribute("aria-invalid"); show(); });
    line.append(when, what, play, remove);
    row.append(line, element("p", { className: "near", dir: "auto" }));
    byId("marks").append(row);
    return row;
  };
  const mark = (at, field) => {
    if (sound) sound.pause();
    const row = add(Math.min(Math.max(at, 0), duration), "");
    if (!row) return;
    touch();
    show();
    const wanted = row.querySelector(field || ".what");
    wanted.focus();
    wanted.select();
  };

  // The file

  const wrong = (field, text) => {
    field.setAttribute("aria-invalid", "true");
    field.focus();
    say(text, true);
    return null;
  };
  const collect = () => {
    section.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    const name = byId("mentor").value.trim();
    if (!name) return wrong(byId("mentor"), "Add your name or initials, so that two mentors aren’t mixed up.");
    const marks = [];
    for (const row of rows()) {
      const at = time(row);
      const what = row.querySelector(".what");
      if (Number.isNaN(at)) return wrong(row.querySelector(".at"), `Type a time from 0:00 to ${clock(duration)}.`);
      if (!what.value.trim()) return wrong(what, `Write a comment on the moment at ${clock(at)}, or remove it.`);
      marks.push({ at: Math.round(at * 100) / 100, comment: what.value.trim() });
    }
    const given = {};
    for (const rating of ratings) {
      const chosen = section.querySelector(`[name="${rating}"]:checked`);
      if (chosen && chosen.value) given[rating] = Number(chosen.value);
    }
    const comment = byId("comment").value.trim();
    if (!marks.length && !comment && !Object.keys(given).length) {
      return wrong(byId("comment"), "Nothing is filled in yet.");
    }
    marks.sort((a, b) => a.at - b.at);
    const answer = section.dataset.answer;
    return { format: "viva-feedback", version: 1, answer, mentor: name, ratings: given, comment, marks };
  };
  const save = () => {
    const found = collect();
    if (!found) return;
    const text = JSON.stringify(found, null, 1);
    const slug = found.mentor.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 30);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `feedback-${found.answer.slice(0, 8)}${slug && "-"}${slug}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    changed = false;
    byId("by-hand").hidden = false;
    byId("file-text").value = text;
    say(`Saved as ${link.download} in your downloads. Send that file back.`);
    if (byId("viva-says")) byId("viva-says").open = true;
  };
  const fill = (found) => {
    byId("mentor").value = String(found.mentor);
    byId("comment").value = String(found.comment);
    for (const rating of ratings) {
      const value = String(found.ratings[rating] || "");
      const chosen = [...section.querySelectorAll(`[name="${rating}"]`)].find((at) => at.value === value);
      if (chosen) chosen.checked = true;
    }
    byId("marks").replaceChildren();
    for (const { at, comment } of found.marks) {
      if (at >= 0 && at <= duration) add(at, String(comment));
    }
    show();
    changed = false;
    say("Filled in from the file.");
  };
  const open = async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    if (changed && !window.confirm("Replace what you have filled in?")) return;
    try {
      const found = JSON.parse(await file.text());
      if (found.format !== "viva-feedback") throw new TypeError();
      if (found.answer !== section.dataset.answer) return say("That file is about another answer.", true);
      fill(found);
    } catch {
      say("That file wasn’t saved from a page like this one.", true);
    }
  };

  // Without sound, a click marks; with sound, it plays

  const place = (event) => {
    const element = event.target.closest("[data-play], #text [data-s]");
    if (element && !section.contains(element)) return Number(element.dataset.play || element.dataset.s);
    if (!figure || !figure.contains(event.target)) return NaN;
    const box = figure.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * Number(byId("timeline").dataset.duration);
  };
  const clicked = (event) => {
    const at = place(event);
    if (!Number.isNaN(at) && getSelection().isCollapsed) mark(at);
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chip = event.target.closest('.chip[role="button"]');
    if (!sound && chip && (event.key === "Enter" || event.key === " ")) mark(Number(chip.dataset.play));
    else if (sound && event.key === "m" && !event.target.closest("input, select, textarea")) mark(sound.currentTime);
    else return;
    event.preventDefault();
  };

  byId("form").hidden = false;
  byId("no-script").hidden = true;
  section.addEventListener("input", (event) => { if (event.target.type !== "file") touch(); });
  document.addEventListener("keydown", pressed);
  byId("add-mark").addEventListener("click", () => mark(sound ? sound.currentTime : 0, sound ? ".what" : ".at"));
  byId("save-file").addEventListener("click", save);
  byId("open-file").addEventListener("change", open);
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  if (sound) {
    byId("mark-now").addEventListener("click", () => mark(sound.currentTime));
  } else {
    document.body.classList.add("can-mark");
    document.addEventListener("click", clicked);
    document.querySelectorAll(".chip").forEach((chip) => {
      chip.setAttribute("role", "button");
      chip.tabIndex = 0;
      chip.setAttribute("aria-label", `Mark ${chip.textContent.trim()}`);
    });
  }
})();
