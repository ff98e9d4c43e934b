// One entry: every behaviour hangs on data attributes, and every page works without any of this.
import * as card from "./card.js";
import * as confirm from "./confirm.js";
import * as datebar from "./datebar.js";
import * as keys from "./keys.js";
import * as scroll from "./scroll.js";
import * as small from "./small.js";
import * as toast from "./toast.js";

for (const part of [card, confirm, datebar, keys, scroll, small, toast]) part.start(document);

// What few pages need is fetched only where it is needed.
const LATER = {
  "button[data-png]": () => import("./png.js"),
  "form[data-draft], form[data-queue]": () => import("./draft.js"),
  "[data-place-picker]": () => import("./picker.js"),
  "form[data-bulk]": () => import("./bulk.js"),
  "[data-explore]": () => import("./explore.js"),
  "[data-tree]": () => import("./tree.js"),
  "[data-work]": () => import("./work.js"),
};
for (const [selector, fetched] of Object.entries(LATER)) {
  if (document.querySelector(selector)) fetched().then((part) => part.start(document));
}
