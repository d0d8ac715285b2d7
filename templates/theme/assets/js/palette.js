/* Light or dark, before the first paint: the reader's choice, else the system's, as long as the reader has not chosen. */
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector(".palette");
  const chosen = () => __md_get("__palette")?.color?.scheme;
  const show = () => {
    const dark = (chosen() ?? (system.matches ? "slate" : "default")) === "slate";
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    button.setAttribute("aria-pressed", dark);
  };
  button.addEventListener("click", () => {
    const dark = button.getAttribute("aria-pressed") === "true";
    __md_set("__palette", { color: { scheme: dark ? "default" : "slate" } });
    show();
  });
  system.addEventListener("change", show);
  addEventListener("storage", show);
  show();
})();
