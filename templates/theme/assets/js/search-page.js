/* The search page: results with filters and sort, all of which stand in the address. */

var archiveSearchPage = (page) => {
  "use strict";

  const { root, engine, place, back } = page;
  const { Results, address, arrows, button, element, paused, spoken } = archiveResults;
  const BATCH = 10;
  const FEW = 8; // values of a long facet that are shown
  const KEPT = "archive-search"; // in the session's store: how the reader left each question
  const STEPS = 20; // of them

  const form = place.querySelector("form");
  const field = form.elements.namedItem("q");
  const box = place.querySelector(".search-found");
  const start = place.querySelector(".search-start");
  const title = document.title;
  const wide = matchMedia("(width >= 60em)");

  let facets = [];
  let filters = {};
  let sort = "relevance";
  let sent = false; // the next word that is typed begins a new step of the history
  let followed = null; // address of the result that the reader went to
  let leftAt = null; // how the reader left the list that is asked for again

  const ids = () => facets.map((facet) => facet.id);
  const question = () => ({ words: field.value.trim(), filters, sort });

  // The parts of the page

  const results = new Results({
    root, engine, batch: BATCH, answered, again: () => run({ left: leftAt }),
    hrefOf: (words) => address(location.href, { ...question(), words }, ids()),
    suggest: (words) => step(() => {
      field.value = words;
      field.focus();
    }),
  });
  const chips = element("ul", "chips");
  chips.setAttribute("role", "list");
  chips.setAttribute("aria-label", "Filters that are on");
  const sorts = Object.fromEntries(["relevance", "date"].map((value) => {
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "sort-by", value });
    radio.addEventListener("change", () => step(() => { sort = value; }));
    return [value, radio];
  }));
  const sorting = element("div", "sort", element("span", "", "Sort by"),
    element("label", "", sorts.relevance, "Relevance"), element("label", "", sorts.date, "Date"));
  sorting.setAttribute("role", "radiogroup");
  sorting.setAttribute("aria-label", "Sort by");
  const paneName = element("summary", "button", "Filters");
  const paneBody = element("div", "facets__body");
  const pane = element("details", "facets", paneName, paneBody);
  const heading = element("h2", "sr", "Results");

  // Filters

  function choose(id, value, on) {
    const others = (filters[id] ?? []).filter((chosen) => chosen !== value);
    step(() => { filters = { ...filters, [id]: on ? [...others, value] : others }; });
  }

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  class Facet {
    #rows = [];
    #answer = null;
    #stale = true;
    #list = element("ul", "facet__values");
    #rest = element("p", "facet__rest");
    #chosen = element("span", "facet__on");
    #find = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", className: "facet__find", hidden: true });

    constructor({ id, label, values }) {
      Object.assign(this, { id, label, long: values === "many", labels: new Map() });
      this.#list.setAttribute("role", "list");
      this.#rest.setAttribute("role", "status");
      this.#find.placeholder = "Find another";
      this.#find.setAttribute("aria-label", `Find in ${label}`);
      this.#find.addEventListener("input", () => this.#draw());
      const group = element("div", "facet__body", this.#find, this.#list, this.#rest);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", label);
      this.node = element("details", "facet", element("summary", "", element("span", "", label), this.#chosen), group);
      this.node.addEventListener("toggle", () => this.#fill());
    }

    get values() {
      return filters[this.id] ?? [];
    }

    async renew(answer) {
      this.#answer = answer;
      this.#stale = true;
      this.#chosen.textContent = this.values.length ? `${this.values.length} on` : "";
      await this.#fill();
    }

    async #fill() {
      const answer = this.#answer;
      if (!answer || !this.#stale || !(this.node.open || this.values.length)) return;
      this.#stale = false;
      try {
        const rows = await answer.facet(this.id);
        if (answer !== this.#answer) return;
        this.#rows = rows;
        for (const { value, label } of rows) this.labels.set(value, label);
        this.#draw();
        drawChips();
      } catch (error) {
        console.warn(error);
        if (answer !== this.#answer) return;
        this.#stale = true;
        const again = button("button", "Try again", () => this.#fill());
        this.#rest.replaceChildren("These could not be loaded. ", again);
      }
    }

    #draw() {
      const wanted = folded(this.#find.value.trim());
      const fits = this.#rows.filter((row) => folded(row.label).includes(wanted));
      const shown = this.long ? fits.filter((row, index) => index < FEW || row.chosen) : fits;
      this.#find.hidden = !(this.long && this.#rows.length > FEW);
      const focused = document.activeElement?.closest(".facet__values") === this.#list ? document.activeElement.value : null;
      this.#list.replaceChildren(...shown.map((row) => this.#row(row)));
      if (focused !== null) [...this.#list.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
      const left = fits.length - shown.length;
      this.#rest.textContent = !this.#rows.length ? "None in this list" : !fits.length ? "None with this name" : left ? `and ${left.toLocaleString("en")} more` : "";
    }

    #row({ value, label, count, chosen }) {
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value, checked: chosen });
      input.addEventListener("change", () => choose(this.id, value, input.checked));
      const name = spoken(element("span", "facet__name", label));
      if (this.id === "stance") name.dataset.stance = value;
      return element("li", "", element("label", "", input, name, element("span", "facet__count", count.toLocaleString("en"))));
    }
  }

  function drawChips() {
    const on = facets.flatMap((facet) => facet.values.map((value) => ({ facet, value })));
    const held = chips.contains(document.activeElement) ? [...chips.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    const nodes = on.map(({ facet, value }) => {
      const name = spoken(element("span", "", facet.labels.get(value) ?? value));
      const chip = button("chip", element("span", "sr", "Remove "), () => choose(facet.id, value, false));
      chip.append(`${facet.label}: `, name);
      return element("li", "", chip);
    });
    if (on.length) nodes.push(element("li", "", button("chips__clear", "Clear all", () => step(() => { filters = {}; }))));
    chips.replaceChildren(...nodes);
    chips.hidden = !on.length;
    paneName.textContent = on.length ? `Filters, ${on.length} on` : "Filters";
    if (held < 0) return;
    const left = chips.querySelectorAll("button");
    (left[Math.min(held, left.length - 1)] ?? field).focus();
  }

  // Address and history

  function read() {
    const asked = new URLSearchParams(location.search);
    sort = asked.get("sort") === "date" ? "date" : "relevance";
    filters = Object.fromEntries(ids().map((id) => [id, [...new Set(asked.getAll(id))]]));
    for (const facet of facets) if (facet.values.length) facet.node.open = true;
  }

  function write(push) {
    const next = address(location.href, question(), ids());
    if (next === location.href) return;
    try {
      if (push) history.pushState(null, "", next);
      else history.replaceState(history.state, "", next);
    } catch (error) {
      console.warn(error); // a page from a folder may not write its address: it searches all the same
    }
  }

  function kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return {}; // storage is forbidden
    }
  }

  function keep() {
    if (!results.count) return;
    const { [location.href]: _, ...others } = kept();
    const folds = results.folds.flatMap((fold, index) => (fold.open ? [index] : []));
    const all = [...Object.entries(others).slice(1 - STEPS), [location.href, { count: results.count, y: scrollY, folds, followed }]];
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(all)));
    } catch { /* as above: the list begins at its top */ }
  }

  function restore(left) {
    for (const index of left.folds) if (results.folds[index]) results.folds[index].open = true;
    [...box.querySelectorAll(".hits a[href]")].find((link) => link.href === left.followed)?.focus({ preventScroll: true });
    scrollTo(0, left.y);
  }

  // One question after another

  /* `push`: a step of the history; `typed`: a step only after one that was sent; `left`: how the reader left this list. */
  function run({ push = false, typed = false, left = null } = {}) {
    if (push || (typed && sent)) keep();
    if (push || typed) write(push || sent);
    sent = push;
    followed = null;
    leftAt = left;
    const { words } = question();
    document.title = words ? `${words} – ${title}` : title;
    sorts[sort].checked = true;
    drawChips();
    results.ask(question(), Math.max(BATCH, left?.count ?? 0));
  }

  /* A change that the reader can go back from, to the words as they were typed by then. */
  function step(change) {
    write(sent);
    change();
    run({ push: true });
  }

  function answered(answer) {
    start.hidden = answer.total > 0;
    sorting.hidden = !answer.total;
    for (const facet of facets) facet.renew(answer);
    if (leftAt) restore(leftAt);
    leftAt = null;
  }

  async function begin(left) {
    try {
      const search = await engine();
      facets = search.facets.map((facet) => new Facet(facet));
    } catch (error) {
      results.fail(error, () => begin(left));
      return;
    }
    const note = element("p", "facets__note", "Numbers count the entries of this list.");
    paneBody.replaceChildren(...facets.map((facet) => facet.node), note);
    if (wide.matches) facets[0].node.open = true;
    read();
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    run({ left, typed: question().words !== asked.trim() }); // the reader may have typed before this was loaded
  }

  const column = element("div", "search-found__list", heading, chips, sorting, ...results.nodes, start);
  box.replaceChildren(pane, column);
  chips.hidden = sorting.hidden = true;

  const gone = new AbortController();
  const on = (target, name, heard) => target.addEventListener(name, heard, { signal: gone.signal });
  const now = paused(field, () => run({ typed: true }));
  on(form, "submit", (event) => {
    event.preventDefault();
    now();
    sent = true;
  });
  on(place, "keydown", arrows(field, column));
  on(place, "click", (event) => {
    const link = event.target.closest(".hits a[href]");
    if (!link) return;
    followed = link.href;
    keep();
  });
  on(window, "pagehide", keep);
  on(window, "popstate", () => {
    if (!place.isConnected) return; // Material's script went to another page
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    read();
    run({ left: kept()[location.href] });
  });
  const fold = () => { pane.open = wide.matches; };
  on(wide, "change", fold);
  fold();
  begin(back ? kept()[location.href] : null);
  return { leave: () => gone.abort() };
};
