// Choosing rows of a table: form[data-bulk] with a checkbox a row (name "ids"), one for the page, one for all that the filters find, and a bar of acts.
export function start(root) {
  for (const form of root.querySelectorAll("form[data-bulk]")) attach(form);
}

function attach(form) {
  const bar = form.querySelector("[data-bulk-bar]");
  const count = form.querySelector("[data-bulk-count]");
  const page = form.querySelector("[data-bulk-page]");
  const all = form.querySelector("[data-bulk-all]");
  const rows = () => [...form.querySelectorAll("input[name=ids]")];
  let last = null;

  const show = () => {
    const chosen = rows().filter((row) => row.checked).length;
    const whole = Boolean(all?.checked);
    bar.classList.toggle("is-idle", !chosen && !whole);
    count.textContent = whole ? count.dataset.all : count.dataset.some.replace("%", chosen);
    if (page) {
      page.checked = chosen > 0 && chosen === rows().length;
      page.indeterminate = chosen > 0 && chosen < rows().length;
    }
    for (const row of rows()) row.closest("tr").classList.toggle("is-on", row.checked || whole);
    for (const button of bar.querySelectorAll("button[name=act]")) button.disabled = !chosen && !whole;
  };
  form.addEventListener("click", (event) => {
    if (event.target.name !== "ids") return;
    const list = rows();
    if (event.shiftKey && last) {
      const [from, to] = [list.indexOf(last), list.indexOf(event.target)].sort((a, b) => a - b);
      for (const row of list.slice(from, to + 1)) row.checked = event.target.checked;
    }
    last = event.target;
  });
  form.addEventListener("change", (event) => {
    if (event.target === page) for (const row of rows()) row.checked = page.checked;
    if (event.target !== all && all && !event.target.checked) all.checked = false;
    show();
  });
  form.querySelector("[data-bulk-clear]")?.addEventListener("click", () => {
    for (const row of rows()) row.checked = false;
    if (all) all.checked = false;
    show();
  });
  if (page) page.closest("label").hidden = false;
  form.classList.add("is-live");
  show();
}
