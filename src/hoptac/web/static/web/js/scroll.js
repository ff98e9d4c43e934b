// Changing the day keeps the reader's place: links and forms of the date bar lead to the same page, which opens where it was left.
const KEY = "ht-place";

export function start(root) {
  for (const bar of root.querySelectorAll("[data-datebar]")) {
    bar.addEventListener("click", (event) => event.target.closest("a[href]") && keep());
    bar.addEventListener("submit", keep);
  }
  window.addEventListener("ht:day", keep);
  restore();
}

function keep() {
  if (window.scrollY < 40) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, y: window.scrollY, at: Date.now() }));
  } catch (error) {
    // storage may be forbidden; the page then opens at its top
  }
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    sessionStorage.removeItem(KEY);
    if (kept && kept.path === location.pathname && Date.now() - kept.at < 30000 && !location.hash) window.scrollTo({ top: kept.y, behavior: "instant" });
  } catch (error) {
    // see keep()
  }
}
