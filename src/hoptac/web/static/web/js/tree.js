// A tree that can be walked: [data-tree] holds nested lists in <details>. Arrows move and fold, dragging pans the picture, two buttons fold all or none,
// one switches between picture and outline. Without this script it is an outline that folds.
export function start(root) {
  for (const tree of root.querySelectorAll("[data-tree]")) attach(tree);
}

function attach(tree) {
  const box = tree.querySelector("[data-tree-box]");
  const nodes = () => [...tree.querySelectorAll("[data-node]")].filter((node) => node.offsetParent !== null);
  const fold = (open) => tree.querySelectorAll("details").forEach((one) => (one.open = open));
  tree.querySelector("[data-tree-tools]").hidden = false;
  tree.addEventListener("click", (event) => {
    const act = event.target.closest("button[data-tree-act]")?.dataset.treeAct;
    if (act === "open" || act === "close") fold(act === "open");
    if (act === "picture" || act === "outline") {
      tree.classList.toggle("ht-tree--picture", act === "picture");
      for (const button of tree.querySelectorAll('[data-tree-act="picture"], [data-tree-act="outline"]'))
        button.setAttribute("aria-pressed", String(button.dataset.treeAct === act));
    }
  });
  tree.addEventListener("keydown", (event) => {
    const node = event.target.closest("[data-node]");
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = nodes();
    const at = list.indexOf(node);
    const details = node.tagName === "SUMMARY" ? node.parentElement : null;
    const above = node.closest("li").parentElement.closest("li")?.querySelector("[data-node]");
    let next = null;
    if (event.key === "ArrowDown") next = list[at + 1];
    else if (event.key === "ArrowUp") next = list[at - 1];
    else if (event.key === "Home") next = list[0];
    else if (event.key === "End") next = list.at(-1);
    else if (event.key === "ArrowRight" && details && !details.open) details.open = true;
    else if (event.key === "ArrowRight" && details) next = details.querySelector("ul [data-node]");
    else if (event.key === "ArrowLeft" && details?.open) details.open = false;
    else if (event.key === "ArrowLeft") next = above;
    else return;
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  pan(box);
}

function pan(box) {
  let from = null;
  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || event.target.closest("a, summary, button")) return;
    from = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
    box.setPointerCapture(event.pointerId);
    box.classList.add("is-panning");
  });
  box.addEventListener("pointermove", (event) => {
    if (!from) return;
    box.scrollLeft = from.left - (event.clientX - from.x);
    box.scrollTop = from.top - (event.clientY - from.y);
  });
  for (const end of ["pointerup", "pointercancel"])
    box.addEventListener(end, () => {
      from = null;
      box.classList.remove("is-panning");
    });
}
