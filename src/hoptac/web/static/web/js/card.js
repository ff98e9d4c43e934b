// The card of a figure: a[data-card] carries value, place, day, map, basis, source; hover, keyboard focus or a long tap shows them in one breath.
import { words } from "./words.js";

const PARTS = ["place", "day", "map", "basis", "source", "note"];
let card = null;
let timer = 0;
let tapped = null;

export function start() {
  document.addEventListener("pointerover", (event) => {
    const figure = event.pointerType === "mouse" && event.target.closest?.("a[data-card]");
    if (figure) later(figure, 180);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.target.closest?.("a[data-card]")) hide();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("a[data-card]:focus-visible")) later(event.target, 0);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("scroll", hide, { passive: true, capture: true });
  document.addEventListener("touchstart", onTouch, { passive: true });
  document.addEventListener("click", onTap, true);
}

function onTouch(event) {
  if (event.target.closest?.(".ht-card")) return;
  const held = tapped;
  hide();
  const figure = event.target.closest?.("a[data-card]");
  if (!figure) return;
  if (figure.matches("[data-tap]")) {
    tapped = held === figure ? figure : null;
    return;
  }
  later(figure, 420);
  figure.addEventListener("touchend", () => clearTimeout(timer), { once: true });
  figure.addEventListener("contextmenu", (menu) => card && menu.preventDefault(), { once: true });
}

// A tile of a map is too small for a finger to be sure: the first tap says what it is, the second (or the link in the card) opens it.
function onTap(event) {
  if (event.pointerType !== "touch") return;
  const tile = event.target.closest?.("a[data-tap]");
  if (!tile || tapped === tile) return;
  event.preventDefault();
  event.stopPropagation();
  show(tile);
  tapped = tile;
  const open = document.createElement("a");
  open.href = tile.getAttribute("href");
  open.className = "ht-card__go";
  open.textContent = words.open;
  card.append(open);
  card.removeAttribute("aria-hidden");
}

function later(figure, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => show(figure), wait);
}

function hide(event) {
  if (event?.target?.closest?.(".ht-card") || event?.relatedTarget?.closest?.(".ht-card")) return;
  clearTimeout(timer);
  tapped = null;
  card?.remove();
  card = null;
}

function show(figure) {
  hide();
  if (figure.title) {
    figure.dataset.title = figure.title;
    figure.removeAttribute("title"); // the browser's own tip would cover the card
  }
  figure.querySelector?.("title")?.remove();
  card = document.createElement("div");
  card.className = "ht-card";
  card.setAttribute("aria-hidden", "true");
  const value = document.createElement("p");
  value.className = "ht-card__v";
  value.textContent = figure.dataset.cardValue;
  const list = document.createElement("dl");
  for (const part of PARTS) {
    const text = figure.dataset["card" + part[0].toUpperCase() + part.slice(1)];
    if (text) list.append(pair(words[part], text));
  }
  card.append(value);
  if (figure.dataset.cardLine) {
    const line = document.createElement("p");
    line.textContent = figure.dataset.cardLine;
    card.append(line);
  }
  card.append(list);
  document.body.append(card);
  place(figure);
}

function pair(name, text) {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const told = document.createElement("dd");
  term.textContent = name;
  told.textContent = text;
  row.append(term, told);
  return row;
}

function place(figure) {
  const box = figure.getBoundingClientRect();
  const gap = 10;
  const above = box.top > card.offsetHeight + gap + 60;
  const left = Math.max(12, Math.min(box.left - 8, document.documentElement.clientWidth - card.offsetWidth - 12));
  const top = above ? box.top - card.offsetHeight - gap : box.bottom + gap;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
}
