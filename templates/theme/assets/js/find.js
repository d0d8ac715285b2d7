/* The search engine: asks the index in assets/search/, which generator/search/postings.py describes. Loaded when a reader
   turns to search; `archiveSearch.open(root)` gives an index to ask. Nothing here writes HTML: what is found is text. */

"use strict";

globalThis.archiveSearch = (() => {
  /* ---- Words, as generator/search/words.py takes them: a browser test holds both against each other. */

  const UNSPACED = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u0e00-\\u0e7f\\u0ea0-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const SHAPELESS = "\\u00ad\\u200b\\u200e\\u200f\\u2060\\u2066-\\u2069\\u202a-\\u202e\\u061c\\ufeff\\u200c\\u200d\\u0640";
  const POINTS = "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u064b-\\u065f\\u0670";
  const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${SHAPELESS}])+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const DROPPED = new RegExp(`[${POINTS}${SHAPELESS}]`, "gu");
  const SPELLED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };
  const SPELT = /[ßæœøđðþłıς]/g;

  const fold = (word) =>
    word.normalize("NFKD").replace(DROPPED, "").toLowerCase().replace(SPELT, (letter) => SPELLED[letter]).normalize("NFC");

  function words(text) {
    const found = [];
    for (const { 0: run, index: start } of text.matchAll(RUN)) {
      const pairs = run.length > 2 && IS_UNSPACED.test(run);
      for (let at = 0; at < (pairs ? run.length - 1 : 1); at += 1) {
        const piece = pairs ? run.slice(at, at + 2) : run;
        found.push({ form: fold(piece), start: start + at, end: start + at + piece.length });
      }
    }
    return found;
  }

  /* ---- Questions: words, and phrases in quotation marks; a mark without its pair is none. */

  const PHRASE = /["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”„‟«»「」『』]/g;

  function parse(question) {
    const phrases = [];
    const rest = question.replace(PHRASE, (_, inside) => {
      phrases.push(words(inside).map((word) => word.form));
      return " ";
    });
    const typed = words(rest);
    const last = typed.at(-1);
    const terms = typed.map((word) => ({
      said: rest.slice(word.start, word.end), form: word.form, open: word === last && word.end === rest.length,
    }));
    for (const phrase of phrases.filter((found) => found.length)) {
      if (phrase.length === 1) terms.push({ said: phrase[0], form: phrase[0], exact: true });
      else terms.push({ said: phrase.join(" "), phrase });
    }
    return terms;
  }

  /* ---- Files. From `file://` nothing can be fetched: `briefings build --offline` writes scripts that hand them over. */

  const asked = new Map(); // what scripts were asked for

  function take(name, data) {
    asked.get(name)?.(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
  }

  function handed(root, name) {
    return new Promise((resolve, reject) => {
      asked.set(name, resolve);
      const script = document.createElement("script");
      script.src = `${root}assets/search/${name}.js`;
      script.onload = () => script.remove();
      script.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(script);
    });
  }

  async function fetched(root, name, version) {
    const address = `${root}assets/search/${name}${version ? `?v=${version}` : ""}`;
    const answer = await fetch(address, version ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${name} could not be loaded: ${answer.status}`);
    return answer.arrayBuffer();
  }

  async function unpacked(data) {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /* What reads the files of a site's index. */
  const reader = (root) => async (name, version) =>
    unpacked(await (root.startsWith("file:") ? handed(root, name) : fetched(root, name, version)));

  const text = (data) => new TextDecoder().decode(data);

  /* JSON with its length before it: rows, each of which has a list behind it. Gives each row with its list. */
  function headed(data, sizeOf) {
    let at = 4 + new DataView(data.buffer).getUint32(0, true);
    return JSON.parse(text(data.subarray(4, at))).map((row) => [row, data.subarray(at, at += sizeOf(row))]);
  }

  /* ---- Lists of things. A thing is named by one number: entry * WIDE + its number within the entry. */

  const WIDE = 1024;

  /* Gives one number after another; undefined behind the last. */
  function numbers(data) {
    let at = 0;
    return () => {
      if (at === data.length) return undefined;
      let byte = data[at++], number = byte & 127, shift = 128;
      while (byte & 128) {
        byte = data[at++];
        number += (byte & 127) * shift;
        shift *= 128;
      }
      return number;
    };
  }

  function things(data, tell) {
    const next = numbers(data);
    let entry = 0;
    for (let step = next(); step !== undefined; step = next()) {
      entry += step;
      for (let left = next(); left > 0; left -= 1) {
        const value = next();
        tell(entry * WIDE + (value >> 3), value & 7);
      }
    }
  }

  /* ---- How much is looked for, so that little has to be loaded. */

  const COMMON = { letters: 3, bytes: 60_000 }; // "the", "und": words as short as that, with lists as long
  const ENOUGH = { words: 3, bytes: 40_000 }; // of lists of frequent words
  const FEW = 20; // things whose texts are read to see whether a phrase stands in them

  /* ---- How much a form counts that isn't the very word. */

  const SAME_STEM = 0.85, BEGINS = 0.6, NO_SUCH_FORM = 0.7;
  const MOST_BEGUN = 60; // forms that begin as the word does
  const ending = (stem) => (stem.length > 4 ? 6 : 3); // letters that an ending may have
  const LEVELS = 7; // the weight of a word in a name
  const TOGETHER = 0.15; // what the next best thing of an entry adds
  const NOUN = 1.2; // pages of actors, issues, topics and publishers …
  const NEARLY = 0.8; // forms of the words will do
  const NAMED = 1.6; // … whose name has all the words …
  const WHOLE = 1.1; // … and no others

  class Search {
    constructor(root, read, told) {
      this.root = root;
      this.read = read;
      this.told = told;
      this.facets = told.facets;
      this.sizes = told.sizes;
      this.all = Object.values(told.sizes).reduce((sum, size) => sum + size, 0);
      this.loaded = new Map();
    }

    load(name, read) {
      if (!this.loaded.has(name)) {
        const found = this.read(name, this.told.id).then(read);
        found.catch(() => this.loaded.delete(name));
        this.loaded.set(name, found);
      }
      return this.loaded.get(name);
    }

    /* The part that a word stands in, or would stand in. */
    partOf(form) {
      const firsts = this.told.parts;
      let low = 0, high = firsts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ordered(firsts[middle], form)) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    }

    part(number) {
      return this.load(`words/${number}`, (data) => new Map(headed(data, ([, size]) => size).map(
        ([[form, , count, others = [], base = []], list], row) => [form, { form, row, part: number, count, others, base, list }],
      )));
    }

    async row(form) {
      return this.told.parts.length ? (await this.part(this.partOf(form))).get(form) : undefined;
    }

    /* The forms that a word of a question may mean, each with how much it counts. */
    async forms({ form, open, exact }) {
      const found = new Map();
      const own = await this.row(form);
      if (own) found.set(form, { row: own, counts: 1 });
      if (exact) return [...found.values()];
      for (const other of own?.others ?? []) {
        const row = await this.row(other);
        if (row) found.set(other, { row, counts: SAME_STEM });
      }
      if ((open && form.length > 1) || (!own && form.length > 3)) {
        for (const row of await this.begun(form)) {
          const counts = BEGINS + (1 - BEGINS) * 0.6 * (form.length / row.form.length);
          if (!found.has(row.form)) found.set(row.form, { row, counts });
        }
      }
      if (!found.size) for (const row of await this.alike(form)) found.set(row.form, { row, counts: NO_SUCH_FORM });
      return [...found.values()];
    }

    async begun(start) {
      const found = [];
      const first = this.partOf(start);
      const last = Math.min(this.partOf(`${start}\uffff`), first + 1);
      for (let number = first; number <= last; number += 1) {
        for (const row of (await this.part(number)).values()) if (row.form.startsWith(start)) found.push(row);
      }
      return found.sort((a, b) => b.count - a.count).slice(0, MOST_BEGUN);
    }

    /* Forms of a word that the archive doesn't have in this form: those with the longest stem that it begins with. */
    async alike(form) {
      let found = [], longest = 2;
      const here = this.partOf(form);
      for (const number of here ? [here - 1, here] : [here]) {
        for (const row of (await this.part(number)).values()) {
          const stems = form.length - row.form.length <= 2 ? [...row.base, row.form] : row.base;
          for (const stem of stems) {
            if (stem.length < longest || form.length - stem.length > ending(stem) || !form.startsWith(stem)) continue;
            if (stem.length > longest) found = [];
            longest = stem.length;
            found.push(row);
          }
        }
      }
      return found;
    }

    /* The things that a term stands in, with what it adds to each; null where it stands nowhere. */
    async found(term) {
      if (term.phrase) return this.phrase(term);
      term.forms = await this.forms(term);
      if (!term.forms.length) return null;
      const scores = new Map();
      const worth = (term.worth = this.worth(term.forms.reduce((sum, { row }) => sum + row.count, 0)));
      for (const { row, counts } of term.forms) {
        things(row.list, (thing, weight) => {
          const score = worth * counts * (weight / LEVELS);
          if (score > (scores.get(thing) ?? 0)) scores.set(thing, score);
        });
      }
      return scores;
    }

    /* Inverse document frequency, as in BM25. */
    worth(count) {
      const held = Math.min(count, this.all);
      return Math.log(1 + (this.all - held + 0.5) / (held + 0.5));
    }

    /* The things that a phrase stands in: those that its rarest words stand in, if they are few, by their texts, which
       are shown next; else by the places of the words. */
    async phrase(term) {
      const sought = term.phrase.map((form, offset) => ({ form, offset })).filter(({ form }) => !this.common(form));
      const rows = new Map();
      const load = async ({ form }) => rows.set(form, await this.row(form));
      await Promise.all(sought.filter(({ form }) => !this.bytes(form)).map(load));
      if (!sought.length || [...rows.values()].includes(undefined)) return null;
      const size = ({ form }) => this.bytes(form) || rows.get(form).list.length;
      const taken = rarest(sought, size);
      await Promise.all(taken.filter(({ form }) => !rows.has(form)).map(load));
      term.worth = taken.reduce((sum, { form }) => sum + this.worth(rows.get(form).count), 0);
      let held; // thing → the sum of its weights
      for (const { form } of taken) {
        const now = new Map();
        things(rows.get(form).list, (thing, weight) => {
          if (!held || held.has(thing)) now.set(thing, (held?.get(thing) ?? 0) + weight);
        });
        held = now;
      }
      const left = held.size > FEW ? await this.following(taken, rows, held) : [...held.keys()];
      const found = left.length <= FEW ? await this.bearing(left, term.phrase) : left;
      return found.length ? new Map(found.map((thing) => [thing, (term.worth * held.get(thing)) / taken.length / LEVELS])) : null;
    }

    /* Of many things, those where words stand as far from each other as in a phrase. */
    async following(taken, rows, held) {
      let starts = new Map([...held.keys()].map((thing) => [thing, null]));
      for (const { form, offset } of taken) {
        const now = new Map();
        for (const [thing, at] of await this.places(rows.get(form), starts)) {
          const before = starts.get(thing);
          const possible = at.map((place) => place - offset).filter((start) => !before || before.has(start));
          if (possible.length) now.set(thing, new Set(possible));
        }
        starts = now;
        if (starts.size <= FEW) break;
      }
      return [...starts.keys()];
    }

    /* Of a few things, those that have a phrase in one of their texts: what is loaded for it is what is shown next. */
    async bearing(things, phrase) {
      const told = await Promise.all(things.map(async (thing) => textsOf(await this.entry(Math.floor(thing / WIDE)), thing % WIDE)));
      return things.filter((_, at) => told[at].some((line) => standing(phrase, words(line)).length));
    }

    /* What a result shows of an entry. */
    entry(number) {
      return this.load(`texts/${Math.floor(number / 100)}/${number}`, (data) => JSON.parse(text(data)));
    }

    async places(row, wanted) {
      const part = await this.load(`places/${row.part}`, (data) => headed(data, (size) => size));
      const next = numbers(part[row.row][1]);
      const found = new Map();
      things(row.list, (thing) => {
        const at = [];
        let place = 0, step = 1;
        while (step % 2) {
          step = next();
          place += step >> 1;
          if (step > 1) at.push(place);
        }
        if (at.length && wanted.has(thing)) found.set(thing, at);
      });
      return found;
    }

    /* How long the list of a frequent word is; nothing is told of others. */
    bytes(form) {
      return Object.hasOwn(this.told.frequent, form) ? this.told.frequent[form] : 0;
    }

    common(form) {
      return form.length <= COMMON.letters && this.bytes(form) > COMMON.bytes;
    }

    /* The terms of a question that are looked for. Words too common are left out if there are others; of a long
       question its rarest words are enough: each of them has to stand in what is found. */
    sought(asked) {
      const rare = asked.filter((term) => term.phrase || !this.common(term.form));
      const enough = rarest(rare.length ? rare : asked, (term) => (term.phrase ? 0 : this.bytes(term.form)));
      return asked.filter((term) => enough.includes(term));
    }

    /* What a thing is: its entry's kind, or, by its number, a quotation (odd) or a position (even). */
    kind(thing) {
      const number = thing % WIDE;
      if (number) return number % 2 ? "Quotation" : "Position";
      const entry = Math.floor(thing / WIDE);
      return this.told.kinds.findLast(([, first]) => first <= entry)[0];
    }

    /* How many words the names of an entry have, if it has a name. */
    lengths(entry) {
      const first = this.told.kinds.find(([kind]) => kind !== "Briefing")?.[1] ?? 0;
      return this.told.lengths[entry - first] ?? [];
    }

    facetFile(id) {
      return this.load(`facets/${id}`, (data) =>
        headed(data, ([, , size]) => size).map(([[value, label], list]) => ({ value, label, list })));
    }

    /* The things that have one of the values. */
    async having(id, values) {
      if (id === "kind") return { has: (thing) => values.includes(this.kind(thing)) };
      const found = new Set();
      for (const { value, list } of await this.facetFile(id)) if (values.includes(value)) things(list, (thing) => found.add(thing));
      return found;
    }

    /* All things, each with a score of nothing. */
    async everything() {
      const found = new Map();
      for (const { list } of await this.facetFile("kind")) things(list, (thing) => found.set(thing, 0));
      return found;
    }

    async find({ words: question = "", filters = {}, sort = "relevance" }) {
      const asked = parse(question);
      const terms = this.sought(asked);
      const scored = await Promise.all(terms.map((term) => this.found(term)));
      const known = scored.filter(Boolean);
      const chosen = Object.entries(filters).filter(([id, values]) => values.length && this.facets.some((facet) => facet.id === id));
      const sets = new Map(await Promise.all(chosen.map(async ([id, values]) => [id, await this.having(id, values)])));
      const missing = terms.filter((_, at) => !scored[at]);
      const { scores, partial } = terms.length ? joined(known) : { scores: null, partial: false };
      const answer = new Answer(this, { terms, scores, sets, filters, sort });
      await answer.settle();
      answer.partial = answer.total > 0 && (partial || missing.length > 0);
      answer.missing = missing.map((term) => term.said);
      answer.ignored = [...new Set(asked.filter((term) => !terms.includes(term)).map((term) => term.said))];
      answer.instead = missing.length ? await this.instead(question, missing.filter((term) => !term.phrase)) : [];
      return answer;
    }

    /* The question with the nearest names in the place of words that stand nowhere. */
    async instead(question, missing) {
      if (!missing.length) return [];
      const names = await this.load("names", (data) => {
        const found = new Map();
        for (const name of JSON.parse(text(data)).flat()) {
          for (const { form, start, end } of words(name)) if (form.length > 2 && !found.has(form)) found.set(form, name.slice(start, end));
        }
        return found;
      });
      let questions = [question];
      for (const { said, form } of missing) {
        const near = new Map([...names].filter(([name]) => within(form, name)));
        if (this.told.parts.length) {
          for (const row of (await this.part(this.partOf(form))).values()) {
            if (!near.has(row.form) && row.count > 1 && within(form, row.form)) near.set(row.form, row.form);
          }
        }
        const best = [...near].map(([name, spelt]) => [distance(form, name) - (names.has(name) ? 0.5 : 0), spelt])
          .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).slice(0, 3);
        if (!best.length) return [];
        questions = questions.flatMap((asked) => best.map(([, spelt]) => asked.replace(said, () => spelt))).slice(0, 3);
      }
      return questions;
    }
  }

  const ordered = (a, b) => { // by code points, as the index is
    const one = [...a], other = [...b];
    for (let at = 0; at < one.length && at < other.length; at += 1) {
      if (one[at] !== other[at]) return one[at].codePointAt(0) < other[at].codePointAt(0);
    }
    return one.length <= other.length;
  };

  /* Things that all terms stand in; where there are none, those that the most stand in. */
  function joined(known) {
    const [least, ...rest] = [...known].sort((a, b) => a.size - b.size);
    const all = new Map();
    for (const [thing, score] of least ?? []) {
      let sum = score;
      if (rest.every((scores) => scores.has(thing) && (sum += scores.get(thing)))) all.set(thing, sum);
    }
    if (all.size || known.length < 2) return { scores: all, partial: false };
    const counts = new Map();
    for (const scores of known) for (const thing of scores.keys()) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    let most = 0;
    for (const count of counts.values()) most = Math.max(most, count);
    for (const [thing, count] of counts) {
      if (count === most) all.set(thing, known.reduce((sum, scores) => sum + (scores.get(thing) ?? 0), 0));
    }
    return { scores: all, partial: true };
  }

  /* The rarest of words, as many as are enough to look for; `size` tells how long the list of one is. */
  function rarest(terms, size) {
    let sum = 0;
    return [...terms].sort((a, b) => size(a) - size(b)).filter((term, at) => (sum += size(term)) <= ENOUGH.bytes || at < ENOUGH.words);
  }

  /* Where a phrase begins among the words of a text. */
  function standing(phrase, all) {
    const found = [];
    for (let at = 0; at + phrase.length <= all.length; at += 1) {
      if (phrase.every((form, step) => all[at + step].form === form)) found.push(at);
    }
    return found;
  }

  /* What a result shows of a thing within an entry. */
  const thingOf = (entry, number) => (number % 2 ? entry.q[(number - 1) / 2] : entry.p[number / 2 - 1]);

  /* The texts that a reader sees of an entry itself (0), or of a thing within it. */
  function textsOf(entry, number) {
    if (!number) return [entry.t, entry.n ?? "", ...(entry.o ?? []), ...entry.x.map(([line]) => line)];
    const thing = thingOf(entry, number);
    return [thing.t, thing.n, thing.z ?? "", thing.c ?? "", thing.i ?? "", ...(thing.e ?? [])];
  }

  function within(one, other) { // as near as a misspelling
    const most = Math.max(one.length, other.length) < 4 ? 0 : Math.max(one.length, other.length) < 7 ? 1 : 2;
    return Math.abs(one.length - other.length) <= most && distance(one, other) <= most;
  }

  /* Letters to add, to leave out, to replace or to swap: the optimal string alignment distance. */
  function distance(one, other) {
    let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const now = [i];
      for (let j = 1; j <= other.length; j += 1) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  /* ---- Answers. */

  const EXCERPT = 34; // words of a text that is longer

  class Answer {
    constructor(search, { terms, scores, sets, filters, sort }) {
      this.most = terms.reduce((sum, term) => sum + (term.worth ?? 0), 0); // what a name with all the words has
      Object.assign(this, { search, terms, scores, sets, filters, sort });
      this.forms = new Set(terms.flatMap((term) => (term.phrase ? [] : (term.forms ?? []).map(({ row }) => row.form))));
      this.phrases = terms.flatMap((term) => (term.phrase ? [term.phrase] : []));
    }

    /* The things that pass filters; without words, of all things. */
    async passing(sets) {
      const tests = [...sets.values()];
      const found = new Map();
      for (const [thing, score] of this.scores ?? await this.search.everything()) {
        if (tests.every((set) => set.has(thing))) found.set(thing, score);
      }
      return found;
    }

    async settle() {
      const found = this.scores || this.sets.size ? await this.passing(this.sets) : [];
      const entries = new Map();
      this.counts = {};
      for (const [thing, score] of found) {
        const entry = Math.floor(thing / WIDE);
        const kind = this.search.kind(thing);
        this.counts[kind] = (this.counts[kind] ?? 0) + 1;
        if (!entries.has(entry)) entries.set(entry, []);
        entries.get(entry).push([thing, score]);
      }
      const rows = [...entries].map(([entry, found]) => {
        found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
        const kind = this.search.kind(entry * WIDE);
        const best = found[0][1] + TOGETHER * (found[1]?.[1] ?? 0);
        const score = kind === "Briefing" || kind === "Page" ? best : best * NOUN * this.named(entry, best);
        return { entry, score, found: found.map(([thing]) => thing % WIDE), dated: kind === "Briefing" };
      });
      const byDate = (a, b) => b.dated - a.dated || (a.dated ? b.entry - a.entry : a.entry - b.entry);
      rows.sort(this.sort === "date" ? byDate : (a, b) => b.score - a.score || byDate(a, b));
      this.rows = rows;
      this.total = rows.length;
    }

    /* How much more a page counts whose name was asked for. */
    named(entry, score) {
      if (score <= NEARLY * this.most) return 1;
      const lengths = this.search.lengths(entry);
      return lengths.includes(this.terms.length) ? NAMED * WHOLE : NAMED;
    }

    async entries(from, to) {
      return Promise.all(this.rows.slice(from, to).map(async (row) => this.shown(row, await this.search.entry(row.entry))));
    }

    shown(row, entry) {
      const { root } = this.search;
      const page = root + entry.u + (root.startsWith("file:") ? "index.html" : "");
      const found = row.found.filter((number) => number).map((number) => this.thing(page, thingOf(entry, number)));
      const lines = entry.x.map(([line, anchor, lang = entry.l]) => ({ line, anchor, lang, hits: this.hits(line) }));
      const best = lines.reduce((a, b) => (b.hits > a.hits ? b : a), lines[0] ?? { line: "", lang: entry.l, hits: 0, anchor: "" });
      const named = (entry.o ?? []).filter((other) => this.hits(other));
      const silent = row.found.includes(0) ? !best.hits && (found.length > 0 || named.length > 0) : true;
      return {
        kind: entry.k, url: page + (best.hits && best.anchor ? `#${best.anchor}` : ""), title: this.marked(entry.t), state: entry.s ?? "", date: entry.d ?? "",
        note: [entry.n, ...named].filter(Boolean).join(" · "), lang: best.lang, text: silent ? [] : this.excerpt(best.line), things: found,
      };
    }

    thing(page, thing) {
      return {
        kind: thing.k, url: `${page}#${thing.a}`, name: thing.n, date: thing.d, reported: Boolean(thing.r), lang: thing.l,
        text: [...this.excerpt(thing.t), ...this.beside(thing)], translation: thing.z ? this.excerpt(thing.z) : null, translationLang: thing.zl ?? "",
        marks: thing.m, stance: thing.p ?? "", stanceLabel: thing.pl ?? "", issue: thing.i ?? "",
      };
    }

    /* A position's condition, or the exact words that it rests on, where what was asked for stands in them. */
    beside(thing) {
      const more = (words) => words && this.hits(words) > this.hits(thing.t);
      const exact = (thing.e ?? []).find(more);
      if (exact) return [{ text: " Rests on “", hit: false }, ...this.excerpt(exact), { text: "”", hit: false }];
      return more(thing.c) ? [{ text: " On condition: ", hit: false }, ...this.excerpt(thing.c)] : [];
    }

    /* The words of a text, those that were searched for told apart. */
    told(line) {
      const all = words(line);
      for (const word of all) word.hit = this.forms.has(word.form);
      for (const phrase of this.phrases) {
        for (const at of standing(phrase, all)) all.slice(at, at + phrase.length).forEach((word) => (word.hit = true));
      }
      return all;
    }

    hits(line) {
      return new Set(this.told(line).filter(({ hit }) => hit).map(({ form }) => form)).size;
    }

    /* A text in pieces, those that were searched for marked. */
    marked(line, from = 0, to = line.length) {
      const pieces = [];
      let at = from;
      for (const { hit, start, end } of this.told(line)) {
        if (!hit || end <= at || end > to) continue;
        if (start > at) pieces.push({ text: line.slice(at, start), hit: false });
        pieces.push({ text: line.slice(Math.max(at, start), end), hit: true });
        at = end;
      }
      if (at < to) pieces.push({ text: line.slice(at, to), hit: false });
      return pieces;
    }

    /* A long text is cut round the place with the most of what was searched for. */
    excerpt(line) {
      const all = this.told(line);
      if (all.length <= EXCERPT * 1.5) return this.marked(line);
      let best = 0, most = -1;
      for (let at = 0; at === 0 || at + EXCERPT <= all.length; at += 1) {
        const count = new Set(all.slice(at, at + EXCERPT).filter(({ hit }) => hit).map(({ form }) => form)).size;
        if (count > most) [best, most] = [at, count];
      }
      const first = Math.max(0, best - (best + EXCERPT < all.length ? 4 : 0));
      const last = Math.min(all.length, first + EXCERPT) - 1;
      const from = first ? all[first].start : 0, to = last < all.length - 1 ? all[last].end : line.length;
      return [
        ...(from ? [{ text: "… ", hit: false }] : []), ...this.marked(line, from, to), ...(to < line.length ? [{ text: " …", hit: false }] : []),
      ];
    }

    /* The values of a facet, with the number of entries that the list would have with each. */
    async facet(id) {
      const others = new Map([...this.sets].filter(([facet]) => facet !== id));
      const passing = await this.passing(others);
      const chosen = this.filters[id] ?? [];
      const values = (await this.search.facetFile(id)).map(({ value, label, list }) => {
        const entries = new Set();
        things(list, (thing) => passing.has(thing) && entries.add(Math.floor(thing / WIDE)));
        return { value, label, count: entries.size, chosen: chosen.includes(value) };
      });
      return values.filter((found) => found.count || found.chosen)
        .sort((a, b) => (id === "year" ? (a.value < b.value ? 1 : -1) : b.count - a.count));
    }
  }

  let opened; // one index for a site

  function open(root) {
    const read = reader(root);
    opened ??= read("index").then((data) => new Search(root, read, JSON.parse(text(data))));
    opened.catch(() => (opened = undefined));
    return opened;
  }

  return { open, take, words };
})();
