/* The search page: reads ?q=, asks Pagefind as one types, shows what it finds.
   Everything that comes from a page is written as text, never as HTML. */

const PAUSE = 120; // ms after the last key
const BATCH = 15;
const PARTS = 3;

const form = document.querySelector("form.bigsearch");
const field = form?.elements.namedItem("q");
const status = document.querySelector(".search-status");
const list = document.querySelector("ol.results");
const start = document.querySelector(".search-start");

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function link(address, text) {
  const node = element("a", "", text);
  const target = new URL(address, location.href);
  node.href = target.origin === location.origin ? target.href : "#";
  return node;
}

/* Pagefind's excerpt is escaped text with <mark>. It is parsed in a document of its own, and only text and marks are taken. */
function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", "", node.textContent) : document.createTextNode(node.textContent));
}

function part(found) {
  return element("li", "", link(found.url, found.title), document.createElement("br"), ...marked(found.excerpt));
}

function row(found) {
  const item = element("li", "");
  if (found.meta.kind) item.append(element("p", "label", found.meta.kind));
  item.append(element("p", "results__title", link(found.url, found.meta.title || found.url)));
  const parts = found.sub_results.filter((sub) => sub.url !== found.url && sub.title !== found.meta.title).slice(0, PARTS);
  if (!parts.some((sub) => sub.excerpt === found.excerpt)) item.append(element("p", "", ...marked(found.excerpt)));
  if (parts.length) {
    const inner = element("ul", "results__parts", ...parts.map(part));
    inner.setAttribute("role", "list");
    item.append(inner);
  }
  return item;
}

let engine;
function pagefind() {
  engine ??= import(new URL("../../pagefind/pagefind.js", import.meta.url).href).then(async (loaded) => {
    await loaded.options({ excerptLength: 28 });
    return loaded;
  });
  return engine;
}

let turn = 0; // an answer that comes after a newer question is thrown away
const more = element("button", "button", "More results");
more.type = "button";
more.hidden = true;

async function show(results, from, mine) {
  const found = await Promise.all(results.slice(from, from + BATCH).map((result) => result.data()));
  if (mine !== turn) return;
  const rows = found.map(row);
  if (from === 0) list.replaceChildren(...rows);
  else {
    list.append(...rows);
    rows[0]?.querySelector("a")?.focus();
  }
  more.hidden = from + BATCH >= results.length;
  more.onclick = () => show(results, from + BATCH, mine);
}

async function search(words) {
  const mine = ++turn;
  start.hidden = Boolean(words);
  if (!words) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    return;
  }
  try {
    const answer = await (await pagefind()).search(words);
    if (mine !== turn) return;
    await show(answer.results, 0, mine);
    if (mine !== turn) return;
    const count = answer.results.length;
    status.textContent = count === 0
      ? `No results for “${words}”. Try fewer words, or another spelling of a name.`
      : `${count} ${count === 1 ? "result" : "results"} for “${words}”`;
  } catch (error) {
    if (mine !== turn) return;
    engine = undefined;
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "The search index could not be loaded. It is made when the site is published; a preview has none.";
    console.warn(error);
  }
}

function remember(words) {
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}

if (form && field && status && list && start) {
  list.after(more);
  let timer;
  const ask = () => {
    const words = field.value.trim();
    remember(words);
    search(words);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  if (field.value.trim()) search(field.value.trim());
  else field.focus();
}
