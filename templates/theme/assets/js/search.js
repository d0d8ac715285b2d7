/* Turning to search, on every page: the field in the header, "/", "s", Ctrl+K. A dialog opens; the search page has a field
   of its own. What finds (find.js) and what shows it (results.js, search-page.js) are loaded then, not before. All are
   classic scripts: a page that was opened from a folder may not load modules. */

(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src).href;
  const opener = document.querySelector(".mast-search");
  const home = opener?.action ?? `${root}search/`;

  const scripts = new Map();
  function load(name) {
    if (!scripts.has(name)) {
      scripts.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `${root}assets/js/${name}`;
        script.onload = done;
        script.onerror = () => {
          script.remove();
          scripts.delete(name); // whoever asks again loads again
          failed(new Error(`${name} was not loaded`));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(name);
  }

  let opened;
  function engine() {
    opened ??= load("find.js").then(() => archiveSearch.open(root)).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  /* Loads what shows results, and lets `begin` use it; where that fails, says so in `box`, and tries again when told. */
  function prepare(box, names, begin) {
    engine().catch(() => {}); // meanwhile; what asks it tells of a failure
    return Promise.all(names.map(load)).then(begin, () => {
      const again = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Try again" });
      again.onclick = () => prepare(box, names, begin);
      const told = document.createElement("p");
      told.setAttribute("role", "alert");
      told.append("Search could not be loaded. ", again);
      box.replaceChildren(told);
    });
  }

  function made(tag, className, attributes, ...children) {
    const node = document.createElement(tag);
    node.className = className;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  let dialog;
  function shut() {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur(); // where nothing else had the focus before
  }

  function build() {
    const field = made("input", "", {
      id: "finder-q", type: "search", name: "q", placeholder: "Words, a name, “a phrase”", autocomplete: "off",
      autocapitalize: "none", spellcheck: "false", enterkeyhint: "search",
    });
    const label = made("label", "", { for: field.id }, made("span", "icon icon--search", {}), made("span", "sr", {}, "Search the archive"));
    const close = made("button", "finder__close", { type: "button" }, "Close");
    const form = made("form", "finder__form", { role: "search", action: home, method: "get" }, label, field, close);
    const box = made("div", "finder__found", {});
    dialog = made("dialog", "finder md-typeset", { "aria-label": "Search the archive" }, form, box);
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (link || event.target === close || event.target === dialog) shut(); // the backdrop is the dialog itself
    });
    dialog.addEventListener("keydown", (event) => { // Chromium's field would first empty itself
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      shut();
    });
    document.body.append(dialog);
    prepare(box, ["results.js"], () => archiveResults.dialog({ root, home, engine, form, box }));
  }

  const pageField = () => document.querySelector(".search-page input[name=q]");
  function turn() {
    if (!pageField()) {
      if (!dialog) build();
      if (!dialog.open) dialog.showModal();
    }
    const field = pageField() ?? dialog.querySelector("input");
    field.focus();
    field.select();
  }

  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));

  document.addEventListener("keydown", (event) => {
    const { key, target, altKey, shiftKey, isComposing } = event;
    const control = event.ctrlKey || event.metaKey;
    const command = control && !altKey && !shiftKey && key.toLowerCase() === "k";
    const plain = !control && !altKey && (key === "/" || key === "s");
    const ours = command && (target === pageField() || dialog?.contains(target));
    if (!(command || plain) || isComposing || (typing(target) && !ours)) return;
    event.preventDefault();
    turn();
  });

  const button = opener?.querySelector("button");
  button?.setAttribute("aria-haspopup", "dialog");
  button?.setAttribute("aria-keyshortcuts", "/ s Control+K Meta+K");
  opener?.addEventListener("submit", (event) => {
    event.preventDefault();
    turn();
  });

  /* Each page as it comes: an adopter may let Material exchange pages below a header that stays (`navigation.instant`). */
  let returned = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
  addEventListener("popstate", () => { returned = true; });
  let page = { leave() {} };
  function begin() {
    const back = returned;
    returned = false;
    page.leave();
    page = { leave() {} };
    if (dialog?.open) shut();
    const place = document.querySelector(".search-page");
    if (!place) return;
    const box = place.querySelector(".search-found");
    pageField().value = new URLSearchParams(location.search).get("q") ?? "";
    if (!location.search && !location.hash) pageField().focus();
    prepare(box, ["results.js", "search-page.js"], () => {
      if (place.isConnected) page = archiveSearchPage({ root, engine, place, back });
    });
  }
  if (window.document$) document$.subscribe(begin);
  else begin();
})();
