"""Names stand where their readers look for them, on every machine alike."""

import datetime as dt
import html
import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from conftest import ROOT

from generator import pipeline, views
from generator.collation import sort_key


def in_order(*names):
    """Whether each name stands before the next, whatever their ids."""
    return all(sort_key(one, "z") < sort_key(other, "a") for one, other in pairwise(names))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["Andersson", "Ångström", "Azure", "Baker"], id="Ångström with the A's"),
        pytest.param(["Capek", "Čapek", "Cz"], id="Čapek between Capek and Cz"),
        pytest.param(["Lodz", "Łódź", "Lz"], id="Łódź with Lodz"),
        pytest.param(["Strasse", "Straße", "Strauss"], id="ß as ss"),
        pytest.param(["alan", "Alan", "Alana"], id="case decides only between the same letters"),
        pytest.param(["New York", "Newark"], id="word by word"),
        pytest.param(["Jean Paul", "Jean-Pierre", "Jeanne"], id="a dash parts words"),
        pytest.param(["Ost/Mitte", "Ost West", "Osten"], id="a slash parts words"),
        pytest.param(["Елкин", "Ёлкин", "Єва", "Жуков"], id="Cyrillic: Ё with Е, and Є after it"),
        pytest.param(["Гай", "Ґанок", "Дім", "Зоя", "Іван", "Їжак", "Йосип"], id="Ukrainian"),
        pytest.param(["بهرام", "پروین", "تقی"], id="Persian: peh after beh"),
        pytest.param(["أحمد", "بدر", "جمال", "علي", "مصر"], id="Arabic"),
        pytest.param(["דוד", "תל אביב"], id="Hebrew"),
        pytest.param(["一", "丁", "木", "李", "水", "王"], id="Han: by radical and strokes"),
        pytest.param(["Zürich", "Ωμέγα", "Яна", "תל אביב", "يمن", "한국", "中国"], id="the scripts, Latin first"),
        pytest.param(["3M", "Acme"], id="digits before letters"),
    ],
)
def test_names_stand_in_the_order_of_their_alphabet(names):
    assert in_order(*names)


@pytest.mark.parametrize("quoted", ["“Bloc” Party", "«Bloc» Party", "„Bloc“ Party", "'Bloc' Party", "¿Bloc Party?"])
def test_punctuation_does_not_decide(quoted):
    assert in_order("Blake", quoted, "Bloom")
    assert sort_key(quoted, "bloc") == sort_key("Bloc Party", "bloc")


def test_both_apostrophes_stand_together():
    assert in_order("O'Brien", "O’Neill", "O'Nolan")
    assert sort_key("O'Brien", "same") == sort_key("O’Brien", "same")


def test_a_name_of_nothing_but_punctuation_has_a_place():
    assert sort_key("!!!", "chk") < sort_key("Acme", "acme")


def test_composed_and_decomposed_letters_are_the_same():
    assert sort_key("Čapek", "c") == sort_key("C\u030capek", "c")


def test_the_same_name_in_two_actors_is_ordered_by_id():
    assert sort_key("Ivan Novak", "ivan-novak-1950") < sort_key("Ivan Novak", "ivan-novak-1981")
    assert sort_key("“Ivan” Novak", "a") < sort_key("Ivan Novak", "b")


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "sv_SE.UTF-8", "et_EE.ISO-8859-1"])
def test_the_order_does_not_depend_on_the_locale_of_the_machine(language):
    names = ["Zürich", "Ångström", "Öz", "Tallinn", "Vilnius", "Čapek"]
    code = (
        "import locale, sys; from generator.collation import sort_key\n"
        "try: locale.setlocale(locale.LC_ALL, '')\n"
        "except locale.Error: pass\n"
        f"print(ascii(sorted({names!a}, key=lambda n: sort_key(n, n))))"
    )
    env = {**os.environ, "LC_ALL": language, "LANG": language, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(["Ångström", "Čapek", "Öz", "Tallinn", "Vilnius", "Zürich"])


def test_an_endless_name_costs_no_more_than_a_long_one():
    assert sort_key("é" * 1_000_000, "endless") == sort_key("é" * 1_000, "endless")


REGISTRIES = {
    "actors": """
zz-first: {type: person, name: Ångström}
a-last: {type: person, name: Zweig, member_of: [league], roles: [{title: Envoy, of: league}]}
mid: {type: person, name: "“Bloc” Baker", roles: [{title: Envoy, of: league}]}
cyrillic: {type: person, name: Чехов, member_of: [league]}
latin: {type: person, name: Čapek, member_of: [league], roles: [{title: Envoy, of: league}]}
league: {type: group, name: League}
""",
    "topics": """
a: {name: Énergie}
b: {name: Defence}
c: {name: Farming}
""",
    "publishers": """
a: {name: Zenda Courier, kind: newspaper}
b: {name: orsa post, kind: newspaper}
c: {name: Övre Bladet, kind: newspaper}
""",
    "issues": """
a: {name: Église, proposition: One., definition: One., topics: [a]}
b: {name: Dues, proposition: Two., definition: Two., topics: [a]}
""",
}


@pytest.fixture
def listed(tmp_path):
    """What the links on a page of an archive say, in their order."""
    content = tmp_path / "content"
    (content / "briefings").mkdir(parents=True)
    for registry, entries in REGISTRIES.items():
        (content / f"{registry}.yaml").write_text(entries, "utf-8")
    loaded = pipeline.load(content, dt.date(2026, 11, 23))
    assert loaded.problems == ()
    pages = {page.src_uri: page.text for page in pipeline.make_pages(loaded.archive, views.Site())}

    def listed(page, start, kind):
        text = pages[page].partition(start)[2]
        return [html.unescape(name) for name in re.findall(rf'<a href="(?:[./]*{kind}|\.\.)/[^"/]+/">(.*?)</a>', text)]

    return listed


@pytest.mark.parametrize(
    ("page", "start", "kind", "names"),
    [
        ("actors/index.md", 'id="person"', "actors", ["Ångström", "“Bloc” Baker", "Čapek", "Zweig", "Чехов", "League"]),
        ("actors/league.md", "Members:", "actors", ["Čapek", "Zweig", "Чехов", "“Bloc” Baker", "Čapek", "Zweig"]),
        ("actors/league.md", "Who speaks for them", "actors", ["“Bloc” Baker", "Čapek", "Zweig"]),
        ("index.md", "<h1", "topics", ["Defence", "Énergie", "Farming"]),
        ("topics/index.md", "<h1", "topics", ["Defence", "Énergie", "Farming"]),
        ("topics/a.md", "<h1", "issues", ["Dues", "Église"]),
        ("issues/index.md", "<h1", "issues", ["Dues", "Église"]),
        ("sources/index.md", "<h1", "publishers", ["orsa post", "Övre Bladet", "Zenda Courier"]),
    ],
)  # fmt: skip
def test_a_list_of_names_on_a_page_is_in_order(listed, page, start, kind, names):
    assert listed(page, start, kind) == names
