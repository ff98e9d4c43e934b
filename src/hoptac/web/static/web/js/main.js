// One entry: every behaviour hangs on data attributes, and every page works without any of this.
import * as card from "./card.js";
import * as confirm from "./confirm.js";
import * as datebar from "./datebar.js";
import * as keys from "./keys.js";
import * as scroll from "./scroll.js";
import * as small from "./small.js";
import * as toast from "./toast.js";

for (const part of [card, confirm, datebar, keys, scroll, small, toast]) part.start(document);
