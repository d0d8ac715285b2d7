/* What was found, shown: entries, the quotations and positions in them, and what is to be said about the question.
   Whatever comes from the archive or the reader is written as text, and a link leads nowhere but into this archive. */

var archiveResults = (() => {
  "use strict";

  const NOUNS = {
    Briefing: "briefing", Quotation: "quotation", Position: "position", Actor: "actor", Issue: "issue", Topic: "topic",
    Publisher: "publisher", Page: "page",
  };
  const STANCES = ["strongly-support", "support", "conditional", "neutral", "ambiguous", "oppose", "strongly-oppose", "not-stated"];
  const CHECKS = ["verbatim", "elided", "altered", "absent", "ambiguous", "unchecked"];
  const PAUSE = 80; // ms after the last key
  const SLOW = 400; // ms until we say that we are searching
  const SHOWN = 2; // things of an entry; the others open

  function element(tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  function button(className, text, pressed) {
    const node = element("button", className, text);
    node.type = "button";
    node.addEventListener("click", pressed);
    return node;
  }

  const counted = (number, noun) => `${number.toLocaleString("en")} ${number === 1 ? noun : noun.replace(/y$/, "ie") + "s"}`;
  const listed = (words) => new Intl.ListFormat("en").format(words.map((word) => `“${word}”`));
  const marked = (pieces) => pieces.map(({ text, hit }) => (hit ? element("mark", "", text) : text));

  function spoken(node, lang) { // words in their own language and direction
    if (lang) node.lang = lang;
    node.dir = "auto";
    return node;
  }

  function link(root, address, ...children) {
    const node = element("a", "", ...children);
    if (URL.canParse(address, root) && new URL(address, root).href.startsWith(root)) node.href = new URL(address, root).href;
    return node;
  }

  function mark(word) {
    const node = element("span", "", word);
    if (CHECKS.includes(word.toLowerCase())) node.dataset.check = word.toLowerCase();
    return node;
  }

  function thing(root, found) {
    const quotation = found.kind === "Quotation";
    const item = element("li", quotation ? "found found--quote" : "found found--position");
    const words = quotation ? ["“", ...marked(found.text), "”"] : marked(found.text);
    const line = element("p", "found__text", spoken(link(root, found.url, ...words), found.lang));
    const about = element("p", "found__about", spoken(element("strong", "", found.name)));
    if (!quotation && found.stanceLabel) {
      const stance = element("span", "", found.stanceLabel);
      stance.dataset.stance = STANCES.includes(found.stance) ? found.stance : "neutral";
      about.append(stance);
    }
    if (found.issue) about.append(spoken(element("span", "", found.issue)));
    const date = found.date && `${found.reported ? "reported " : ""}${found.date}`;
    about.append(element("span", "", date || "undated"), ...found.marks.map(mark));
    if (quotation) item.append(line);
    if (quotation && found.translation) item.append(spoken(element("p", "found__translation", ...marked(found.translation))));
    item.append(about);
    if (!quotation) item.append(line);
    return item;
  }

  function things(root, found) {
    const list = element("ul", "hit__things", ...found.map((each) => thing(root, each)));
    list.setAttribute("role", "list");
    return list;
  }

  function entry(root, shown) {
    const item = element("li", "hit");
    const kicker = element("p", "hit__kind", element("strong", "", shown.kind));
    if (shown.date) kicker.append(element("span", "", shown.date));
    if (shown.state) kicker.append(element("span", shown.state === "withdrawn" ? "tag tag--warn" : "tag", shown.state));
    if (shown.note) kicker.append(spoken(element("span", "", shown.note)));
    item.append(kicker, element("h3", "hit__title", spoken(link(root, shown.url, ...marked(shown.title)), shown.lang)));
    if (shown.text.length) item.append(spoken(element("p", "hit__text", ...marked(shown.text)), shown.lang));
    if (shown.things.length) item.append(things(root, shown.things.slice(0, SHOWN)));
    const others = shown.things.slice(SHOWN);
    if (others.length) {
      const noun = NOUNS[shown.kind] ?? "entry";
      item.append(element("details", "fold", element("summary", "", `${others.length} more in this ${noun}`), things(root, others)));
    }
    return item;
  }

  /* The address of a question; what else `base` says stays as it is. `ids` are all that may be filtered by. */
  function address(base, { words, filters = {}, sort }, ids = []) {
    const url = new URL(base);
    url.hash = "";
    for (const name of ["q", "sort", ...ids]) url.searchParams.delete(name);
    if (words) url.searchParams.set("q", words);
    for (const id of ids) for (const value of filters[id] ?? []) url.searchParams.append(id, value);
    if (sort === "date") url.searchParams.set("sort", sort);
    return url.href;
  }

  const isAsked = ({ words, filters = {} }) => Boolean(words) || Object.values(filters).some((values) => values.length);

  function found(answer) {
    if (!answer.total) return element("p", "hits__count", element("strong", "", "Nothing was found."));
    const kinds = Object.keys(NOUNS).filter((kind) => answer.counts[kind]).map((kind) => counted(answer.counts[kind], NOUNS[kind]));
    return element("p", "hits__count", element("strong", "", counted(answer.total, "entry")), kinds.length ? `: ${kinds.join(", ")}` : "");
  }

  /* Status, list and what leads on, in `box`. An answer that comes after a newer question is dropped. */
  class Results {
    #turn = 0;
    #status = element("div", "hits__status");
    #list = element("ol", "hits");
    #more;

    /* `batch`: how many at first, and how many more. `again`: asks, after a failure, what is asked by then.
       `suggest`: asks other words. `hrefOf`: their address. `answered`: hears of each answer that is shown.
       `others`: gives what stands below the list in the place of "More results". */
    constructor({ root, engine, batch, again, suggest, hrefOf, answered = () => {}, others = () => null }) {
      Object.assign(this, { root, engine, batch, again, suggest, hrefOf, answered, others });
      this.#status.setAttribute("role", "status");
      this.#list.setAttribute("role", "list");
      this.#more = element("div", "hits__more");
      this.nodes = [this.#status, this.#list, this.#more];
    }

    get count() {
      return this.#list.children.length;
    }

    get folds() {
      return [...this.#list.querySelectorAll("details")];
    }

    clear() {
      this.#turn += 1;
      for (const node of this.nodes) node.replaceChildren();
    }

    async ask(question, count = this.batch) {
      const mine = ++this.#turn;
      const slow = setTimeout(() => mine === this.#turn && this.#status.replaceChildren(element("p", "", "Searching …")), SLOW);
      try {
        const answer = await (await this.engine()).find(question);
        const shown = answer.total ? await answer.entries(0, count) : [];
        if (mine !== this.#turn) return;
        this.#list.replaceChildren(...shown.map((each) => entry(this.root, each)));
        this.#status.replaceChildren(...(isAsked(question) ? [found(answer), ...this.#notes(answer, question)] : []));
        this.#leadOn(answer, mine);
        this.answered(answer);
      } catch (error) {
        if (mine === this.#turn) this.fail(error);
      } finally {
        clearTimeout(slow);
      }
    }

    fail(error, again = this.again) {
      console.warn(error);
      this.clear();
      this.#status.append(element("p", "", "The search index could not be loaded. ", button("button", "Try again", again)));
    }

    #notes(answer, question) {
      const notes = [];
      if (answer.instead.length) {
        const links = answer.instead.flatMap((words) => [" ", this.#suggestion(words)]);
        notes.push(element("p", "hits__instead", "Did you mean", ...links, "?"));
      }
      if (answer.missing.length) {
        const stand = answer.missing.length === 1 ? "stands" : "stand";
        const rest = answer.total ? " What is shown has the rest of the words, or most of them." : "";
        notes.push(element("p", "", `${listed(answer.missing)} ${stand} nowhere in this archive.${rest}`));
      } else if (answer.partial) notes.push(element("p", "", "Nothing has all of these words. What has most of them stands first."));
      if (answer.ignored.length) notes.push(element("p", "", `${listed(answer.ignored)}${answer.ignored.length === 1 ? " was" : " were"} left out: too common beside the other words.`));
      if (!answer.total) {
        const filtered = Object.values(question.filters ?? {}).some((values) => values.length);
        notes.push(element("p", "", `Try fewer words, another spelling of a name${filtered ? ", or fewer filters" : ""}.`));
      }
      return notes;
    }

    #suggestion(words) {
      const node = link(this.root, this.hrefOf(words), words);
      node.dir = "auto";
      node.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation(); // the dialog stays, and Material's script loads no page
        this.suggest(words);
      });
      return node;
    }

    #leadOn(answer, mine) {
      const left = answer.total - this.count;
      const other = this.others(answer);
      if (other) this.#more.replaceChildren(other);
      else if (left > 0) this.#more.replaceChildren(button("button", "More results", () => this.#append(answer, mine)));
      else this.#more.replaceChildren();
    }

    async #append(answer, mine) {
      try {
        const from = this.count;
        const shown = await answer.entries(from, this.batch);
        if (mine !== this.#turn || this.count !== from) return; // another question, or pressed twice
        this.#list.append(...shown.map((each) => entry(this.root, each)));
        this.#list.children[from]?.querySelector("a")?.focus();
        this.#leadOn(answer, mine);
      } catch (error) {
        console.warn(error);
        if (mine !== this.#turn) return;
        const again = button("button", "Try again", () => this.#append(answer, mine));
        this.#more.replaceChildren(element("p", "", "More results could not be loaded. ", again));
      }
    }
  }

  /* Up and down go from the field to all that can be pressed in the results, and back. */
  function arrows(field, box) {
    return (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const stops = [field, ...box.querySelectorAll("a[href], button, summary")].filter((node) => node.checkVisibility());
      const at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      event.preventDefault();
      stops[at + step]?.focus();
    };
  }

  /* Calls `ask` when the reader pauses, and at once when `now` is called. */
  function paused(field, ask) {
    let timer;
    const now = () => {
      clearTimeout(timer);
      ask();
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    return now;
  }

  function dialog({ root, home, engine, form, box }) {
    const field = form.elements.namedItem("q");
    const question = () => ({ words: field.value.trim(), filters: {}, sort: "relevance" });
    const hint = element("p", "finder__hint", "Names and words in any language and spelling; “a phrase” as it stands. ",
      element("span", "finder__keys", "↑ and ↓ choose, Enter shows all with filters, Esc closes."));
    const results = new Results({
      root, engine, batch: 8, again: () => now(),
      hrefOf: (words) => address(home, { words }),
      suggest: (words) => {
        field.value = words;
        field.focus();
        now();
      },
      others: ({ total }) => total > 0 && element("p", "",
        link(root, address(home, question()), total === 1 ? "On the search page, with filters" : `All ${counted(total, "entry")}, with filters`)),
    });
    box.replaceChildren(element("h2", "sr", "Results"), hint, ...results.nodes);
    const now = paused(field, () => {
      hint.hidden = Boolean(question().words);
      box.scrollTop = 0;
      if (question().words) results.ask(question());
      else results.clear();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(address(home, question()));
    });
    form.parentNode.addEventListener("keydown", arrows(field, box));
    now();
  }

  return { Results, address, arrows, button, dialog, element, isAsked, paused, spoken };
})();
