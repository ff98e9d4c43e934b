// Toasts: [data-toast] already in the page, and window event "ht:toast" with {text}. They close by hand or by themselves after a while.
import { words } from "./words.js";

export function start(root) {
  for (const toast of root.querySelectorAll("[data-toast]")) live(toast);
}

export function say(text) {
  const toast = document.createElement("div");
  toast.className = "ht-toast";
  toast.setAttribute("role", "status");
  const space = document.createElement("span");
  const words_ = document.createElement("span");
  words_.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", words.close);
  close.textContent = "×";
  toast.append(space, words_, close);
  stack().append(toast);
  live(toast, 6000);
}

function stack() {
  let box = document.querySelector(".ht-toasts");
  if (!box) {
    box = document.createElement("div");
    box.className = "ht-toasts";
    document.body.append(box);
  }
  return box;
}

function live(toast, wait) {
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  if (wait) setTimeout(() => toast.remove(), wait);
}

window.addEventListener("ht:toast", (event) => say(event.detail.text));
document.addEventListener("htmx:sendError", () => say(words.lost));
