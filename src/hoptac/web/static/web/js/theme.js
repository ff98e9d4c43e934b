// Runs before the page is painted, so that the reader's choice of light or dark does not flash.
(function () {
  try {
    var theme = localStorage.getItem("ht-theme");
    if (theme === "dark" || theme === "light") document.documentElement.setAttribute("data-theme", theme);
  } catch (error) {
    // storage may be forbidden; the machine's own wish rules then
  }
})();
