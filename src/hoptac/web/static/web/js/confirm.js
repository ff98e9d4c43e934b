// A dialog that names what will happen: form[data-confirm="Ghi 121 dòng vào sổ?"] with data-confirm-note and data-confirm-action. Without it the form just posts.
import { words } from "./words.js";

export function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const asked = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!asked || form.dataset.confirmed) return;
    event.preventDefault();
    ask(form, event.submitter, asked);
  });
}

function ask(form, submitter, asked) {
  const from = submitter?.dataset.confirm ? submitter.dataset : form.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "ht-dialog";
  const title = document.createElement("h2");
  title.textContent = asked;
  title.id = "ht-ask";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title);
  if (from.confirmNote) {
    const note = document.createElement("p");
    note.textContent = from.confirmNote;
    dialog.append(note);
  }
  const row = document.createElement("div");
  row.className = "ht-form__a";
  const cancel = made(words.cancel, "ht-btn");
  const go = made(from.confirmAction || submitter?.textContent.trim() || asked, from.confirmTone === "bad" ? "ht-btn ht-btn--bad" : "ht-btn ht-btn--primary");
  row.append(cancel, go);
  dialog.append(row);
  document.body.append(dialog);
  cancel.addEventListener("click", () => dialog.close());
  go.addEventListener("click", () => {
    form.dataset.confirmed = "1";
    dialog.close();
    form.requestSubmit(submitter || undefined);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    setTimeout(() => delete form.dataset.confirmed, 0);
    submitter?.focus();
  });
  dialog.showModal();
}

function made(text, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = text;
  return button;
}
