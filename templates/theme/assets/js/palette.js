/* Light or dark, before the first paint: the reader's choice, else the system's. */
(() => {
  const stored = __md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = stored?.color?.scheme ?? (dark ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", scheme === "slate" ? "slate" : "default");
})();
