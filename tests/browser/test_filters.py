"""The settled search index, as the search engine's own script reads it."""

import pytest

pytestmark = pytest.mark.browser
READ = """async () => {
  const index = await import("/pagefind/pagefind.js");
  const filters = await index.filters();
  const found = await index.search(null, {filters: {kind: "Briefing"}});
  return {kinds: filters.kind, urls: await Promise.all(found.results.map(async (r) => (await r.data()).url))};
}"""


def test_filters_find_what_they_name(chromium, address):
    page = chromium.new_page()
    page.goto(address)
    read = page.evaluate(READ)
    assert read["urls"] == ["/briefings/rutte-rada-coalition-of-the-willing/"]
    assert read["kinds"]["Briefing"] == 1
    assert read["kinds"]["Actor"] > 5
    page.close()
