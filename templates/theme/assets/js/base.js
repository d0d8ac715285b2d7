/* What Material's bundle expects to find: where the site begins, and a small store that belongs to it.
   The site begins two folders above this file, so two archives on one host keep their settings apart. */
var __md_scope = new URL("../../", document.currentScript.src);
var __md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);
var __md_get = (key, store, scope = __md_scope) => {
  try {
    return JSON.parse((store || localStorage).getItem(scope.pathname + "." + key));
  } catch {
    return null; /* storage is forbidden, or holds something else */
  }
};
var __md_set = (key, value, store, scope = __md_scope) => {
  try {
    (store || localStorage).setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    /* storage is forbidden or full: the setting lasts for this page */
  }
};
document.documentElement.classList.replace("no-js", "js");
