// The calendar of the date bar: [data-datebar] holds [data-datebar-input] and [data-datebar-toggle]. Arrows walk, Enter chooses, Escape closes.
import { addDays, addMonths, iso, parse, same, show } from "./days.js";
import { words } from "./words.js";

export function start(root) {
  for (const form of root.querySelectorAll("[data-datebar]")) attach(form);
}

function attach(form) {
  const input = form.querySelector("[data-datebar-input]");
  const toggle = form.querySelector("[data-datebar-toggle]");
  const today = parse(input.dataset.today);
  let panel = null;
  let cursor = null;

  toggle.type = "button";
  toggle.setAttribute("aria-label", toggle.dataset.openLabel);
  toggle.setAttribute("aria-haspopup", "dialog");
  toggle.setAttribute("aria-expanded", "false");

  // The address carries the day as yyyy-mm-dd, and not at all where it is today: one page, one address.
  const go = (day) => {
    const query = new URLSearchParams(new FormData(form));
    query.delete(input.name);
    if (!same(day, today)) query.set(input.name, iso(day));
    window.dispatchEvent(new Event("ht:day"));
    const tail = query.toString();
    window.location.assign(form.action + (tail ? `?${tail}` : ""));
  };
  const close = (focus) => {
    if (!panel) return;
    panel.remove();
    panel = null;
    toggle.setAttribute("aria-expanded", "false");
    if (focus) toggle.focus();
  };
  const open = () => {
    cursor = parse(input.value) || today;
    panel = document.createElement("div");
    panel.className = "ht-cal";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", words.calendar);
    panel.addEventListener("keydown", onKey);
    toggle.parentElement.append(panel);
    toggle.setAttribute("aria-expanded", "true");
    draw(true);
  };
  const draw = (focus) => {
    panel.replaceChildren(head(), grid(), foot());
    if (focus) panel.querySelector('[tabindex="0"]').focus();
  };
  const move = (day, focus) => {
    cursor = day;
    const held = document.activeElement?.getAttribute("aria-label");
    draw(focus);
    // The button that was pressed is made anew: the keyboard stays on it.
    if (!focus && held) [...panel.querySelectorAll(".ht-cal__h button")].find((made) => made.getAttribute("aria-label") === held)?.focus();
  };

  const head = () => {
    const row = element("div", "ht-cal__h");
    const title = element("strong", "", `${words.month} ${cursor.getMonth() + 1}/${cursor.getFullYear()}`);
    title.setAttribute("aria-live", "polite");
    row.append(
      button("«", words.prevYear, () => move(addMonths(cursor, -12))),
      button("‹", words.prevMonth, () => move(addMonths(cursor, -1))),
      title,
      button("›", words.nextMonth, () => move(addMonths(cursor, 1))),
      button("»", words.nextYear, () => move(addMonths(cursor, 12))),
    );
    return row;
  };
  const grid = () => {
    const box = element("div", "ht-cal__d");
    for (const name of words.weekdays.split(" ")) box.append(element("span", "", name));
    const first = new Date(cursor.getFullYear(), cursor.getMonth(), 1);
    const shift = (first.getDay() + 6) % 7;
    const chosen = parse(input.value);
    for (let i = 0; i < 42; i += 1) {
      const day = addDays(first, i - shift);
      const cell = button(String(day.getDate()), show(day), () => go(day));
      cell.classList.toggle("is-out", day.getMonth() !== cursor.getMonth());
      cell.classList.toggle("is-today", same(day, today));
      cell.setAttribute("aria-pressed", String(same(day, chosen)));
      cell.tabIndex = same(day, cursor) ? 0 : -1;
      box.append(cell);
    }
    return box;
  };
  const foot = () => {
    const row = element("div", "ht-cal__f");
    const yearEnd = new Date(cursor.getFullYear() - 1, 11, 31);
    row.append(
      button(`${words.yearEnd}: ${show(yearEnd)}`, "", () => go(yearEnd), "ht-btn ht-btn--sm"),
      button(words.today, "", () => go(today), "ht-btn ht-btn--sm"),
    );
    return row;
  };
  const onKey = (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    if (event.key === "Escape") close(true);
    else if (event.target.closest(".ht-cal__d") && event.key in steps) move(addDays(cursor, steps[event.key]), true);
    else if (event.key === "PageUp") move(addMonths(cursor, event.shiftKey ? -12 : -1), true);
    else if (event.key === "PageDown") move(addMonths(cursor, event.shiftKey ? 12 : 1), true);
    else return;
    event.preventDefault();
  };

  toggle.addEventListener("click", () => (panel ? close() : open()));
  document.addEventListener("click", (event) => {
    if (panel && event.target.isConnected && !toggle.parentElement.contains(event.target)) close();
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = parse(input.value);
    if (day) return go(day);
    input.setCustomValidity(words.badDay);
    input.reportValidity();
  });
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function button(text, label, action, className) {
  const made = element("button", className || "", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", action);
  return made;
}
