// Keys: `/` to the search box; J and K to the next and previous finding, or arrows between a[data-next] and a[data-prev].

export function start() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") focusSearch(event);
    else if (event.key === "j" || event.key === "J") follow("[data-next]", event);
    else if (event.key === "k" || event.key === "K") follow("[data-prev]", event);
  });
}

function typing(target) {
  return target.closest?.("input, textarea, select, [contenteditable]") !== null;
}

function focusSearch(event) {
  const box = document.querySelector("[data-search-key]");
  if (!box || box.offsetParent === null) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function follow(selector, event) {
  const link = document.querySelector(selector);
  if (!link) return;
  event.preventDefault();
  link.click();
}
