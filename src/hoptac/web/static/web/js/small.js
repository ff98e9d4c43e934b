// Small things: light and dark, copying the page's address, showing a password, menus that close, the error summary that takes the focus, day fields.
import { parse, show } from "./days.js";
import { say } from "./toast.js";
import { words } from "./words.js";

export function start(root) {
  theme(root);
  copyLink(root);
  passwords(root);
  menus();
  dayFields(root);
  folds(root);
  drafts();
  root.querySelector("[data-focus]")?.focus();
}

// On a phone the lesser sections start folded, unless the address leads into one; paper and a wide window show them.
function folds(root) {
  const narrow = matchMedia("(max-width: 640px)");
  const all = [...root.querySelectorAll("details[data-fold]")];
  const aim = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const set = () => {
    for (const fold of all) fold.open = !narrow.matches || Boolean(aim && fold.parentElement.contains(aim));
  };
  set();
  narrow.addEventListener("change", set);
  addEventListener("beforeprint", () => all.forEach((fold) => (fold.open = true)));
}

function theme(root) {
  for (const button of root.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const page = document.documentElement;
      const dark = page.dataset.theme ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      page.dataset.theme = dark ? "light" : "dark";
      try {
        localStorage.setItem("ht-theme", page.dataset.theme);
      } catch (error) {
        // the choice then lasts for this page only
      }
    });
  }
}

function copyLink(root) {
  for (const button of root.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(button.dataset.copyLink || location.href, location.href).href);
      say(words.copied);
    });
  }
}

function passwords(root) {
  for (const button of root.querySelectorAll("[data-show-password]")) {
    const field = document.getElementById(button.dataset.showPassword);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.lastChild.textContent = shown ? words.hide : words.show;
    });
  }
}

function menus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// What was sent and taken needs no draft; what met an error, a closed door or a sign-in page keeps it. Signing out leaves none behind.
function drafts() {
  try {
    const sent = sessionStorage.getItem("ht-sent");
    sessionStorage.removeItem("ht-sent");
    if (sent && !document.querySelector('input[type="password"], .ht-oops, [data-focus], [aria-invalid="true"]')) localStorage.removeItem(sent);
    document.addEventListener("submit", (event) => {
      if (!/(sign-out|sign-in\/out|log-?out)\//.test(event.target.action)) return;
      for (const key of Object.keys(localStorage)) if (key.startsWith("ht-draft:")) localStorage.removeItem(key);
    });
  } catch (error) {
    // storage may be forbidden; then there are no drafts
  }
}

function dayFields(root) {
  for (const field of root.querySelectorAll(".ht-input--day, .ht-field--day input")) {
    field.addEventListener("change", () => {
      const day = parse(field.value);
      if (day) field.value = show(day);
    });
  }
}
