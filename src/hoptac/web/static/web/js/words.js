// Words in the language of the page, written by the server into one template element.
const holder = document.getElementById("ht-words");

export const words = holder ? holder.dataset : {};
