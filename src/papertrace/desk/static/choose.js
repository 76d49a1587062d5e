// Words of the page chosen for a field: a box drawn with the pointer, or words taken by arrow keys.
// It only names the spot (page and box, or page and places of words); the desk reads what it says.
"use strict";

(() => {
  const figure = document.querySelector("[data-zoom]");
  const svg = figure && figure.querySelector("svg");
  const told = document.querySelector("[data-choosing-told]");
  const buttons = [...document.querySelectorAll("[data-draw]")];
  if (!svg || !told || buttons.length === 0) return;
  const words = [...svg.querySelectorAll("rect[data-word]")];
  const shapes = words.map((w) => w.getBBox());
  const middle = (at) => [shapes[at].x + shapes[at].width / 2, shapes[at].y + shapes[at].height / 2];
  let button = null;
  let first = 0;
  let last = 0;
  let begun = null;
  let frame = null;

  const input = () => document.querySelector(`[data-spot="${CSS.escape(button.dataset.draw)}"]`);

  function paint() {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    words.forEach((w, at) => w.classList.toggle("taken", button !== null && begun === null && at >= low && at <= high));
    if (!button || words.length === 0) return;
    told.textContent = words.slice(low, high + 1).map((w) => w.dataset.word).join("");
    words[last].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function leave() {
    const back = button;
    button = null;
    begun = null;
    figure.classList.remove("drawing");
    svg.removeAttribute("tabindex");
    svg.removeAttribute("role");
    svg.removeAttribute("aria-label");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    if (back) back.focus();
  }

  // what is taken stands for the field: a value typed before gives way to what the words say
  function take(spot, said) {
    const name = button.dataset.draw;
    if (button.dataset.into) {
      const read = document.getElementById(button.dataset.into);
      read.value = said;
      leave();
      read.focus();
      return;
    }
    input().value = spot;
    const shown = document.getElementById(`words-${name}`);
    shown.value = said;
    document.getElementById(`value-${name}`).value = "";
    told.textContent = `${name}: ${said}`;
    leave();
    shown.focus();
  }

  function choose(one) {
    button = one;
    const about = `field-${one.dataset.draw}`;
    const mark = svg.querySelector(`rect[data-about="${CSS.escape(about)}"]`);
    const box = mark && mark.getBBox();
    const inside = (at) => {
      const [x, y] = middle(at);
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    };
    const here = box ? words.findIndex((_, at) => inside(at)) : -1;
    first = last = Math.max(0, here);
    figure.classList.add("drawing");
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "application");
    svg.setAttribute("aria-label", told.dataset.how);
    svg.removeAttribute("aria-hidden");
    svg.removeAttribute("focusable");
    const folded = one.closest("details");
    if (folded) folded.open = true;
    svg.focus({ preventScroll: true });
    paint();
    told.textContent = told.dataset.how;
  }

  // the nearest word of the next line above or below
  function beside(at, down) {
    const [x, y] = middle(at);
    const high = shapes[at].height;
    let best = at;
    let least = Infinity;
    words.forEach((_, n) => {
      const [a, b] = middle(n);
      const far = down ? b - y : y - b;
      if (far < high * 0.5) return;
      const away = far * 4 + Math.abs(a - x);
      if (away < least) [best, least] = [n, away];
    });
    return best;
  }

  for (const one of buttons) {
    one.hidden = false;
    one.addEventListener("click", () => choose(one));
  }
  for (const one of buttons.filter((b) => !b.dataset.into)) {
    document.getElementById(`words-${one.dataset.draw}`).addEventListener("input", () => {
      document.querySelector(`[data-spot="${CSS.escape(one.dataset.draw)}"]`).value = "";
    });
  }

  svg.addEventListener("keydown", (event) => {
    if (!button || words.length === 0) return;
    const moves = {
      ArrowRight: () => Math.min(words.length - 1, last + 1),
      ArrowLeft: () => Math.max(0, last - 1),
      ArrowDown: () => beside(last, true),
      ArrowUp: () => beside(last, false),
      Home: () => 0,
      End: () => words.length - 1,
    };
    if (event.key in moves) {
      last = moves[event.key]();
      if (!event.shiftKey) first = last;
      paint();
    } else if (event.key === "Enter") {
      const [low, high] = [Math.min(first, last), Math.max(first, last)];
      take(`p${button.dataset.page} words ${low}-${high}`, told.textContent === told.dataset.how ? words[first].dataset.word : told.textContent);
    } else if (event.key === "Escape") {
      leave();
      paint();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const point = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const around = (a, b) => [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y)];

  svg.addEventListener("pointerdown", (event) => {
    if (!button || event.button !== 0) return;
    begun = point(event);
    svg.setPointerCapture(event.pointerId);
    frame = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    frame.setAttribute("class", "drawn");
    svg.append(frame);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const [x0, y0, x1, y1] = around(begun, point(event));
    for (const [name, value] of [["x", x0], ["y", y0], ["width", x1 - x0], ["height", y1 - y0]]) frame.setAttribute(name, value);
  });
  svg.addEventListener("pointerup", (event) => {
    if (!begun) return;
    const box = around(begun, point(event));
    const said = words.filter((_, at) => {
      const [x, y] = middle(at);
      return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
    });
    begun = null;
    if (said.length === 0) {
      frame.remove();
      return;
    }
    take(`p${button.dataset.page} box ${box.map((n) => n.toFixed(2)).join(" ")}`, said.map((w) => w.dataset.word).join(""));
  });
  svg.addEventListener("pointercancel", () => {
    begun = null;
    if (frame) frame.remove();
  });
})();

// a group is accepted with one key once every row of it was on the screen; not before
(() => {
  const form = document.querySelector("[data-whole]");
  if (!form) return;
  const left = new Set(document.querySelectorAll("[data-row]"));
  const button = form.querySelector("button");
  const looked = form.querySelector("[name=looked]");
  const told = form.querySelector("[data-unlooked]");
  const soonest = performance.now() + 300 * left.size; // nobody compares faster
  const settle = () => {
    const early = left.size > 0 || performance.now() < soonest;
    button.disabled = early;
    told.textContent = early ? told.dataset.unlooked : "";
    if (!early) looked.checked = true;
    else if (left.size === 0) setTimeout(settle, 100);
  };
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) left.delete(one.target);
    settle();
  }, { threshold: 0.6 });
  for (const row of left) watch.observe(row);
  settle();
})();

// the selected words of a draft go with it, counted in characters as the desk counts them
(() => {
  const button = document.querySelector("[data-selected]");
  const text = document.getElementById("text");
  if (!button || !text) return;
  button.addEventListener("click", () => {
    const count = (end) => [...text.value.slice(0, end)].length;
    const { selectionStart: start, selectionEnd: end } = text;
    button.form.elements.start.value = end > start ? count(start) : "";
    button.form.elements.end.value = end > start ? count(end) : "";
  });
})();

// a test that reads originals again: what came of it is told when it is there
(() => {
  const place = document.querySelector("[data-reread]");
  if (!place) return;
  const ask = async () => {
    const answer = await fetch(place.dataset.reread);
    if (!answer.ok) return;
    const now = await answer.json();
    if (now.state === "running") setTimeout(ask, 1000);
    else if (now.state === "failed") place.textContent = `${now.code} ${now.message}`;
    else if (now.state === "done") {
      let told = place.dataset.done;
      for (const count of [now.passed, now.failed, now.unproven]) told = told.replace("{}", count);
      place.textContent = told;
    }
  };
  setTimeout(ask, 1000);
})();
