// The place picker: [data-place-picker] holds an input with data-source (an address that answers ?q= with JSON) and a hidden field for the chosen key.
// Arrows walk, Enter chooses, Escape closes; without this script the field is plain text that the server reads.
import { words } from "./words.js";

export function start(root) {
  for (const box of root.querySelectorAll("[data-place-picker]")) attach(box);
}

function attach(box) {
  const input = box.querySelector("input[data-source]");
  const key = box.querySelector("input[type=hidden][data-place-key]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let found = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  list.className = "ht-pick__l";
  list.id = input.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.places);
  list.hidden = true;
  said.className = "ht-sr";
  said.setAttribute("role", "status");
  box.append(list, said);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const look = async () => {
    const text = input.value.trim();
    const mine = (asked += 1);
    if (!text) return close();
    const address = new URL(input.dataset.source, location.href);
    address.searchParams.set("q", text);
    const day = input.dataset.day && document.getElementById(input.dataset.day);
    if (day && day.value.trim()) address.searchParams.set("as_of", day.value.trim()); // the map of the day that is told in the form
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok || mine !== asked) return;
      found = (await answer.json()).places;
      draw();
    } catch (error) {
      close(); // the line is lost: what was typed is sent as it stands
    }
  };
  const draw = () => {
    at = -1;
    list.replaceChildren(...found.map(row));
    const nothing = input.dataset.noPlace || words.noPlace;
    said.textContent = found.length ? (input.dataset.noPlace ? String(found.length) : words.found.replace("%", found.length)) : nothing;
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "ht-pick__n";
      none.textContent = nothing;
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const row = (place, n) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${n}`;
    item.setAttribute("role", "option");
    const name = document.createElement("span");
    name.textContent = place.name;
    item.append(name);
    if (place.sub) {
      const sub = document.createElement("small");
      sub.textContent = place.sub;
      item.append(sub);
    }
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(place));
    return item;
  };
  const choose = (place) => {
    input.value = place.name;
    if (key) {
      key.disabled = false;
      key.value = place.key;
    }
    close();
    box.dispatchEvent(new CustomEvent("ht:place", { detail: place, bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (box.dataset.placePicker === "go") input.form.requestSubmit();
    if (box.dataset.placePicker === "open") location.assign(place.url);
  };
  const walk = (step) => {
    at = (at + step + found.length) % found.length;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[at].id);
  };

  input.addEventListener("input", () => {
    if (key) key.disabled = true; // a name being typed is no longer the one that was chosen
    clearTimeout(timer);
    timer = setTimeout(look, 160);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden && found.length;
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (event.key === "ArrowDown" && open) walk(1);
    else if (event.key === "ArrowUp" && open) walk(at < 0 ? 0 : -1);
    else if (event.key === "Enter" && open && at >= 0) choose(found[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 120));
}
