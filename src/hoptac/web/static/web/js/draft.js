// Drafts: form[data-draft="name"] keeps what is typed in this browser until it is sent. Never a password, a file, a hidden field, or a field marked
// data-personal (or whose autocomplete speaks of a person). form[data-queue] waits for the line and then sends itself.
import { say } from "./toast.js";
import { words } from "./words.js";

const KEY = "ht-draft:";
const LASTS = 14 * 24 * 3600 * 1000;
const PERSONAL = /\b(name|given-name|family-name|username|email|tel|bday|sex|street-address|address-line\d|one-time-code|current-password|new-password|cc-\w+)\b/;

export function start(root) {
  sweep();
  for (const form of root.querySelectorAll("form[data-draft], form[data-queue]")) attach(form);
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(KEY));
  } catch (error) {
    return [];
  }
}

function sweep() {
  for (const key of keys()) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > LASTS) localStorage.removeItem(key);
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch (error) {
    return null;
  }
}

function keptFields(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !["password", "file", "hidden", "submit", "button", "reset"].includes(field.type) &&
      !("personal" in field.dataset) &&
      !field.closest("[data-personal]") &&
      !PERSONAL.test(field.autocomplete || ""),
  );
}

function values(form) {
  const found = {};
  for (const field of keptFields(form)) {
    const at = (found[field.name] ||= []);
    if (field.type === "checkbox" || field.type === "radio") field.checked && at.push(field.value);
    else if (field.multiple) at.push(...[...field.selectedOptions].map((one) => one.value));
    else at.push(field.value);
  }
  return found;
}

function fill(form, kept) {
  const left = structuredClone(kept);
  for (const field of keptFields(form)) {
    const said = left[field.name];
    if (!said) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept[field.name].includes(field.value);
    else if (field.multiple) for (const one of field.options) one.selected = said.includes(one.value);
    else if (said.length) field.value = said.shift();
  }
}

function attach(form) {
  // The name, the language-free page and who is signed in: another person at this machine is not shown this draft.
  const key = KEY + [form.dataset.draft || "", location.pathname.replace(/^\/en\//, "/"), words.viewer || ""].join("|");
  const state = form.querySelector("[data-draft-state]") || form.appendChild(status());
  const first = JSON.stringify(values(form));
  const failed = form.querySelector('[aria-invalid="true"]') || document.querySelector("[data-focus]"); // came back with errors: the server kept the text
  let timer = 0;
  let waiting = false;

  const tell = (text, tone = "ok") => {
    state.textContent = text;
    state.dataset.tone = tone;
  };
  const keep = (whole) => {
    const now = values(form);
    if (JSON.stringify(now) === first && !(whole === true)) return;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: now }));
      tell((navigator.onLine ? words.saved : words.savedOff).replace("%", clock(Date.now())), navigator.onLine ? "ok" : "off");
    } catch (error) {
      tell(words.notSaved, "off");
    }
  };
  const kept = read(key);
  if (kept && !failed && JSON.stringify(kept.values) !== first) {
    const before = values(form);
    fill(form, kept.values);
    offer(form, state, kept.at, () => {
      fill(form, before);
      localStorage.removeItem(key);
      tell("");
    });
    form.dispatchEvent(new CustomEvent("ht:restored"));
  }
  form.addEventListener("input", () => {
    tell(words.saving, "wait");
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  });
  window.addEventListener("pagehide", () => !form.dataset.sent && keep());
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    keep(true);
    if (navigator.onLine) {
      form.dataset.sent = "1";
      sessionStorage.setItem("ht-sent", key);
      return;
    }
    event.preventDefault();
    waiting = "queue" in form.dataset;
    notice(form, waiting);
  });
  window.addEventListener("online", () => {
    form.querySelector(".ht-offline")?.remove();
    if (waiting) {
      waiting = false;
      tell(words.sending, "wait");
      form.requestSubmit();
    } else keep();
  });
  window.addEventListener("offline", () => {
    keep();
    notice(form, waiting);
  });
  if (!navigator.onLine) notice(form, false);
}

function status() {
  const made = document.createElement("p");
  made.className = "ht-saved";
  made.dataset.draftState = "";
  made.setAttribute("role", "status");
  return made;
}

function offer(form, state, at, drop) {
  const box = document.createElement("div");
  box.className = "ht-state ht-state--note ht-restored";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = words.restored.replace("%", clock(at));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ht-linkbtn";
  button.textContent = words.dropDraft;
  button.addEventListener("click", () => {
    drop();
    box.remove();
    say(words.dropped);
  });
  box.append(text, button);
  form.prepend(box);
}

function notice(form, queued) {
  let box = form.querySelector(".ht-offline");
  if (!box) {
    box = document.createElement("div");
    box.className = "ht-state ht-state--warn ht-offline";
    box.setAttribute("role", "alert");
    (form.querySelector(".ht-form__a") || form.lastElementChild).before(box);
  }
  box.textContent = queued ? words.offlineQueued : words.offline;
}

function clock(at) {
  const then = new Date(at);
  const two = (n) => String(n).padStart(2, "0");
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  return then.toDateString() === new Date().toDateString() ? time : `${time} ${two(then.getDate())}/${two(then.getMonth() + 1)}`;
}
