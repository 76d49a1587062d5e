// Keys, zoom, boxes that answer to what they belong to, and words chosen on the page.
// The desk reads and decides without this file; it makes the keyboard quick. It builds no markup.
"use strict";

const typing = (place) => place.closest("input:not([type=file], [type=checkbox]), textarea, select") !== null;

// a key held down, or pressed before the page's picture is there, decides nothing
const unready = (event) =>
  event.repeat || [...document.querySelectorAll(".picture img")].some((one) => !one.complete);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!wanted || wanted.hidden) return;
  event.preventDefault();
  if (wanted.matches("input, textarea")) {
    wanted.focus();
    return;
  }
  if (wanted.matches("form[method=post] button") && unready(event)) return;
  wanted.click();
  if (wanted.matches("summary")) {
    const first = wanted.parentElement.querySelector("input:not([type=hidden])");
    if (wanted.parentElement.open && first) first.focus();
  }
});

// a second press while a decision is on its way must not decide twice
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

const picture = document.querySelector("[data-zoom]");
for (const button of document.querySelectorAll("[data-zoom-step]")) {
  button.hidden = !picture;
  button.addEventListener("click", () => {
    const now = [3, 2, 1].find((n) => picture.classList.contains(`zoom-${n}`)) || 0;
    const next = Math.min(3, Math.max(0, now + Number(button.dataset.zoomStep)));
    picture.classList.remove("zoom-1", "zoom-2", "zoom-3");
    if (next) picture.classList.add(`zoom-${next}`);
    bring();
  });
}

for (const button of document.querySelectorAll("[data-turn]")) {
  button.hidden = !picture;
  button.addEventListener("click", () => {
    const now = [3, 2, 1].find((n) => picture.classList.contains(`turn-${n}`)) || 0;
    picture.classList.remove("turn-1", "turn-2", "turn-3");
    if (now < 3) picture.classList.add(`turn-${now + 1}`);
    bring();
  });
}

const boxes = [...document.querySelectorAll("rect[data-about]")];
const show = (about) => {
  for (const box of boxes) box.classList.toggle("shown", about !== "" && box.dataset.about === about);
};
for (const one of document.querySelectorAll("li[data-about], div[data-about]")) {
  for (const kind of ["mouseenter", "focusin"]) one.addEventListener(kind, () => show(one.dataset.about));
}
for (const box of boxes) {
  box.addEventListener("click", () => {
    const row = document.getElementById(box.dataset.about);
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    show(box.dataset.about);
  });
}

// bring the first box into view without moving the page itself
function bring() {
  const column = document.querySelector(".beside > .left");
  const chosen = document.querySelector(".chosen[data-about]");
  const box = (chosen && boxes.find((b) => b.dataset.about === chosen.dataset.about)) || document.querySelector("rect.hit, rect.fact");
  if (!column || !box) return;
  const where = box.getBoundingClientRect();
  const frame = column.getBoundingClientRect();
  column.scrollTop += where.top - frame.top - frame.height / 3;
  column.scrollLeft += where.left - frame.left - frame.width / 3;
  if (chosen) show(chosen.dataset.about);
}
addEventListener("load", bring);

// words of the page go into the field that was last in focus
let field = null;
for (const one of document.querySelectorAll("[data-words]")) {
  one.addEventListener("focus", () => {
    field = one;
    if (picture) picture.classList.add("choosing");
  });
}
for (const word of document.querySelectorAll("rect[data-word]")) {
  word.addEventListener("click", () => {
    if (!field) return;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    field.value = whole ? word.dataset.word : field.value + word.dataset.word;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
}

// a selected figure becomes a claim: the link in the draft, and its table among the claims
const draft = document.getElementById("text");
const claims = document.getElementById("claims");
for (const button of document.querySelectorAll("[data-cite]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    let number = 1;
    while (`${claims.value}${draft.value}`.includes(`figure-${number}`)) number += 1;
    const name = `figure-${number}`;
    const { selectionStart: start, selectionEnd: end } = draft;
    if (end > start) {
      const words = draft.value.slice(start, end);
      draft.setRangeText(`[${words}](claim:${name})`, start, end, "end");
    }
    const head = claims.value === "" ? "" : `${claims.value.trimEnd()}\n\n`;
    claims.value = `${head}[${name}]\nkind = "${button.dataset.kind}"\nfacts = ["${button.dataset.cite}"]\n`;
    draft.focus();
  });
}

const alarm = document.querySelector("[role=alert][tabindex]");
if (alarm) alarm.focus();

// an import that runs: counts are brought up to date, and the page once it has ended
const progress = document.querySelector("[data-progress]");
const told = async () => {
  const answer = await fetch(progress.dataset.progress);
  if (!answer.ok) return;
  const now = (await answer.json()).progress;
  for (const one of progress.querySelectorAll("[data-count]")) one.textContent = now[one.dataset.count];
  const rows = Object.entries(now.types).map(([name, t]) => {
    const row = document.createElement("tr");
    for (const words of [name, t.files, t.read, t.pages, t.failed]) row.insertCell().textContent = words;
    return row;
  });
  progress.querySelector("[data-types]").replaceChildren(...rows);
  if (now.running) setTimeout(told, 700);
  else location.reload();
};
if (progress) setTimeout(told, 700);
