/* What is said only to those who hear a page. Escape closes the menu. "Cite" on a quotation writes its citation below it; without
   script the link gives the address alone. A classic script: a page that was opened from a folder may not load modules. */

(() => {
  "use strict";

  const drawer = document.getElementById("__drawer");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    document.querySelector(".md-header [for=__drawer]")?.focus();
  });

  const plain = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");

  function source(card) { // the end of the chain, without whether we hold it
    const name = card.querySelector(".chain > :last-child").cloneNode(true);
    name.querySelector("small").remove();
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

  function cite(link) {
    const card = link.closest(".quote");
    let box = card.querySelector(".citation");
    if (!box) {
      box = document.createElement("div");
      box.className = "citation";
      const text = document.createElement("p");
      text.id = `cite--${card.id}`;
      text.append(...citation(card, link));
      const button = document.createElement("button");
      button.className = "button";
      button.type = "button";
      button.dataset.clipboardTarget = `#${text.id}`;
      button.textContent = "Copy citation";
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
  }
  if (window.document$) document$.subscribe(tell); // each page as it comes, where Material exchanges them
  else tell();

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-cite]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) cite(link);
  });
})();
