/* What is said only to those who hear a page or use its keys. Enter opens the menu, Escape closes it. The list of sections marks the one that is
   read. "Cite" on a quotation writes its citation below it; without script the link gives the address alone. A classic script:
   a page that was opened from a folder may not load modules. */

(() => {
  "use strict";

  const material = Boolean(window.document$); // its script is here where an archive asks for more of it
  const drawer = document.getElementById("__drawer");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("label") && !material) event.target.click();
    if (event.key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    document.querySelector(".md-header [for=__drawer]")?.focus();
  });

  const plain = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");

  function source(card) { // the end of the chain, without whether we hold it
    const name = card.querySelector(".chain > :last-child").cloneNode(true);
    name.querySelector("small")?.remove();
    return plain(name);
  }

  function citation(card, link) { // the words run their own way, the rest as we write
    const caption = card.querySelector("figcaption").cloneNode(true);
    const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(location.hash, "");
    const occasion = caption.querySelector("small");
    occasion.remove();
    const words = document.createElement("bdi");
    words.textContent = plain(card.querySelector("blockquote"));
    const rest = ` ${plain(caption)}. ${plain(occasion)}. ${source(card)}${link.dataset.cite}. ${plain(document.querySelector(".mast-name"))}, ${home.replace(/index\.html$/, "")}#${card.id}`;
    return [words, rest];
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch { // an address without https, or a page from a folder
      getSelection().selectAllChildren(text);
      if (!document.execCommand("copy")) return;
      getSelection().removeAllRanges();
    }
    button.textContent = "Copied";
  }

  function cite(link) {
    const card = link.closest(".quote");
    let box = card.querySelector(".citation");
    if (!box) {
      box = document.createElement("div");
      box.className = "citation";
      const text = document.createElement("p");
      text.append(...citation(card, link));
      const button = document.createElement("button");
      button.className = "button";
      button.type = "button";
      button.setAttribute("aria-live", "polite");
      button.textContent = "Copy citation";
      button.addEventListener("click", () => copy(text, button));
      box.append(text, button);
      card.append(box);
    }
    setTimeout(() => box.querySelector("button").focus({ preventScroll: true })); // after the browser went to the address
  }

  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  function tell() { // rows that are cards below 60em are taken for no table by some browsers; "Cite" is one of many
    for (const part of document.querySelectorAll(".stack, .stack :is(thead, tbody, tr, td, th)")) {
      part.setAttribute("role", roles[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader"));
    }
    for (const link of document.querySelectorAll("a[data-cite]")) {
      const words = plain(link.closest(".quote").querySelector("blockquote"));
      link.setAttribute("aria-label", `Cite ${words.split(" ", 5).join(" ")}…`);
    }
    for (const code of document.querySelectorAll("pre > code")) { // what scrolls is reached by keyboard
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    }
  }
  if (material) document$.subscribe(tell); // each page as it comes, where Material exchanges them
  else tell();

  const sections = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")];
  let read = null;
  function follow() { // the last section whose heading has passed below the masthead; at the end of the page the last of all
    const list = sections[0].closest(".md-sidebar__scrollwrap");
    if (!list.clientHeight) return; // on narrow screens there is none
    const line = document.querySelector(".md-header").getBoundingClientRect().bottom + 40;
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    const passed = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.getBoundingClientRect().top < line;
    const now = end && scrollY ? sections.at(-1) : sections.findLast(passed);
    if (now === read) return;
    read?.classList.remove("md-nav__link--active");
    now?.classList.add("md-nav__link--active");
    read = now;
    if (now) list.scrollTo({ top: now.offsetTop - list.offsetTop - list.clientHeight / 2 });
  }
  function unfold() { // not every browser opens what is folded round an address
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    target.scrollIntoView();
  }
  function paper() { // nor prints it
    const folds = document.querySelectorAll("details:not([open])");
    for (const fold of folds) fold.open = true;
    addEventListener("afterprint", () => folds.forEach((fold) => { fold.open = false; }), { once: true });
  }
  if (!material) {
    addEventListener("hashchange", unfold);
    addEventListener("beforeprint", paper);
    unfold();
  }
  if (sections.length && !material) {
    let asked = 0;
    const soon = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(follow);
    };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    soon();
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-cite]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) cite(link);
  });
})();
