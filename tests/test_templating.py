"""Which pages an archive's own templates have a part in."""

import pytest

from generator import site
from generator.pipeline import templating

STYLE = "css/archive.css"
"""Includes whatever stands beside it."""


def made_of(folder, files):
    for name, text in files.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "templates/pages").mkdir(parents=True, exist_ok=True)
    own = folder / "templates"
    return templating.made_of(templating.environment(templating.folders(own)), own)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"pages/about.md": "Us."}, {"pages/about.md"}),
        ({"pages/about.md": "{% include 'parts/x.md' %}", "parts/x.md": "Us."}, {"pages/about.md", "parts/x.md"}),
        ({"pages/about.md": "{% include 'parts/no.md' ignore missing %}"}, {"pages/about.md"}),
    ],
)
def test_what_is_made_of_an_archives_own_templates(tmp_path, files, found):
    assert made_of(tmp_path, files) - {STYLE} == found


def test_what_includes_one_of_them_however_deep_is_made_of_it(tmp_path):
    found = made_of(tmp_path, {"macros/quote.md": (site.TEMPLATES / "macros/quote.md").read_text("utf-8")})
    assert {"macros/quote.md", "pages/briefing.md", "pages/quotes.md"} <= found
    assert not {"pages/about.md", "pages/actors.md"} & found


def test_templates_that_are_the_engines_are_not_own_ones():
    assert templating.folders(site.TEMPLATES) == [str(site.TEMPLATES)]
