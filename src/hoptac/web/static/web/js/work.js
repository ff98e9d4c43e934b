// Progress of long work: [data-work="address"] asks the address for JSON {done, total, text, state, url} and shows it until the work has ended.
import { words } from "./words.js";

export function start(root) {
  for (const box of root.querySelectorAll("[data-work]:not([data-work=''])")) follow(box);
}

function follow(box) {
  let wait = 1000;
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.work, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      const bar = box.querySelector("progress");
      bar.max = now.total || 1;
      bar.value = now.done;
      box.querySelector("[data-work-text]").textContent = now.text;
      box.querySelector("[data-work-lost]").hidden = true;
      wait = 1000;
      if (now.state !== "running") return location.assign(now.url || location.href);
    } catch (error) {
      const lost = box.querySelector("[data-work-lost]");
      lost.textContent = words.workLost;
      lost.hidden = false;
      wait = Math.min(wait * 2, 15000);
    }
    setTimeout(ask, wait);
  };
  ask();
}
