/* An engine with the interface of find.js, for tests that must rule what is found, when, and whether it comes at all.
   It finds entries whose words begin as those of the question do. `ENTRIES` and `FACETS` stand before it; a page may set
   `engineRules` = {wait: {words: ms}, broken: what fails ("open", "find", "facet"), answer: fields of every answer}. */

var archiveSearch = (() => {
  const rules = () => globalThis.engineRules ?? {};
  const fails = (what) => {
    if (rules().broken === what) throw new Error(`${what} is broken`);
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tokens = (text) => [...plain(text).matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word);

  function pieces(text, asked) {
    return text.split(/(?<=[^\p{L}\p{N}\p{M}])|(?=[^\p{L}\p{N}\p{M}])/u).filter(Boolean)
      .map((part) => ({ text: part, hit: asked.some((word) => plain(part).startsWith(word)) }));
  }

  const says = (found, asked) => {
    const words = tokens([found.title, found.name, found.text, found.translation, found.issue].filter(Boolean).join(" "));
    return asked.filter((word) => words.some((each) => each.startsWith(word)));
  };
  const fits = (found, filters) => Object.entries(filters).every(([id, values]) =>
    !values.length || values.some((value) => (found.facets?.[id] ?? []).includes(value)));

  function search(root, words, filters) {
    const asked = tokens(words);
    if (!asked.length && !Object.values(filters).some((values) => values.length)) return { asked, rows: [] };
    const missing = asked.filter((word) => !ENTRIES.some((entry) => [entry, ...entry.things].some((each) => says(each, [word]).length)));
    const wanted = asked.filter((word) => !missing.includes(word));
    const rows = ENTRIES.flatMap((entry) => {
      const things = entry.things.filter((thing) => fits(thing, filters) && wanted.every((word) => says(thing, [word]).length));
      const own = fits(entry, filters) && wanted.length === says(entry, wanted).length;
      return (own || things.length) && (wanted.length || !asked.length) ? [{ entry, own, things }] : [];
    });
    return { asked, missing, partial: missing.length > 0 && rows.length > 0, rows };
  }

  function shown(root, asked, { entry, things }) {
    const { facets, ...facts } = entry;
    return {
      ...facts, url: new URL(entry.url, root).href, title: pieces(entry.title, asked), text: pieces(entry.text, asked),
      things: things.map((thing) => ({
        ...thing, url: new URL(thing.url, root).href, text: pieces(thing.text, asked),
        translation: thing.translation ? pieces(thing.translation, asked) : null,
      })),
    };
  }

  async function find(root, { words, filters, sort }) {
    await new Promise((done) => setTimeout(done, rules().wait?.[words] ?? 0));
    fails("find");
    const { asked, missing = [], partial = false, rows } = search(root, words, filters);
    if (sort === "date") rows.sort((a, b) => (a.entry.sortDate < b.entry.sortDate ? 1 : -1));
    const counts = {};
    for (const { entry, own, things } of rows) {
      for (const { kind } of [...(own ? [entry] : []), ...things]) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return {
      total: rows.length, counts, missing, partial, instead: [], ignored: [], ...rules().answer,
      entries: async (from, count) => rows.slice(from, from + count).map((row) => shown(root, asked, row)),
      facet: async (id) => {
        fails("facet");
        (globalThis.facetsAsked ??= []).push(id);
        const { labels } = FACETS.find((facet) => facet.id === id);
        const chosen = filters[id] ?? [];
        return Object.entries(labels)
          .map(([value, label]) => ({ value, label, chosen: chosen.includes(value), count: search(root, words, { ...filters, [id]: [value] }).rows.length }))
          .filter((row) => row.count || row.chosen).sort((a, b) => b.count - a.count);
      },
    };
  }

  return {
    open: async (root) => {
      fails("open");
      (globalThis.enginesOpened ??= []).push(root);
      return { facets: FACETS.map(({ id, label, values }) => ({ id, label, values })), sizes: {}, find: (question) => find(root, question) };
    },
  };
})();
