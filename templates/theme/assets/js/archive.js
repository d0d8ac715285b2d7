/* "/", "s" and Ctrl+K go to search, unless somebody is typing. Escape closes the menu. */

const typing = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));

function goToSearch() {
  const field = [...document.querySelectorAll(".bigsearch input[name=q], .mast-search input[name=q]")]
    .find((input) => input.checkVisibility());
  if (field) {
    field.focus();
    field.select();
  } else {
    document.querySelector(".mast-find")?.click();
  }
}

document.addEventListener("keydown", (event) => {
  const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s");
  if (typing(event.target) || !(control || plain)) return;
  event.preventDefault();
  goToSearch();
});

const drawer = document.getElementById("__drawer");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer?.checked) return;
  drawer.click();
  document.querySelector(".md-header [for=__drawer]")?.focus();
});
