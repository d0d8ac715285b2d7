"""The search index is the same for the same pages, and still works."""

import gzip
import hashlib
import itertools
import json

import pytest
from conftest import tree

from generator.search import pagefind as search

PAGES = [["en_aaaaaaa", 23], ["en_bbbbbbb", 24], ["en_ccccccc", 255], ["en_ddddddd", 256], ["en_eeeeeee", 70000]]
LONG = "a value longer than twenty-three bytes – " * 8


def write(folder, name, value):
    data = search._encode(value)
    path = folder / name.format(hashlib.sha1(data).hexdigest()[:7])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(b"pagefind_dcd" + data))
    return path.name.removeprefix("pagefind.").split(".")[0]


def bundle(folder, kinds, filters):
    """An index as Pagefind leaves it, with its values and filters in some order."""
    names = {
        "kind": write(folder, "filter/en_{}.pf_filter", ["kind", kinds]),
        "speaker": write(folder, "filter/en_{}.pf_filter", ["speaker", [[LONG, [0, 70000]]]]),
    }
    meta = ["1.5.2", PAGES, [], [[name, names[name]] for name in filters], [], ["title"]]
    entry = {"version": "1.5.2", "languages": {"en": {"hash": write(folder, "pagefind.en_{}.pf_meta", meta)}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    return folder


def test_every_order_of_values_and_filters_becomes_the_same_index(tmp_path):
    kinds = [["Briefing", [1, 2]], ["Actor", [0]], ["Issue", [24]]]
    trees = []
    orders = itertools.product(itertools.permutations(kinds), (["kind", "speaker"], ["speaker", "kind"]))
    for number, (values, filters) in enumerate(orders):
        made = bundle(tmp_path / str(number), list(values), filters)
        search.settle(made)
        trees.append(tree(made))
    assert len(trees) == 12
    assert all(made == trees[0] for made in trees)


def test_each_file_is_named_where_it_is_looked_for_and_holds_what_it_held(tmp_path):
    made = bundle(tmp_path, [["Briefing", [1, 2]], ["Actor", [0]]], ["speaker", "kind"])
    search.settle(made)
    (language,) = json.loads((made / "pagefind-entry.json").read_text())["languages"].values()
    meta = search._load(made / f"pagefind.{language['hash']}.pf_meta")
    assert meta[1] == PAGES
    (_, kind), (_, speaker) = meta[3]
    assert search._load(made / f"filter/{kind}.pf_filter") == ["kind", [["Actor", [0]], ["Briefing", [1, 2]]]]
    assert search._load(made / f"filter/{speaker}.pf_filter") == ["speaker", [[LONG, [0, 70000]]]]
    assert len(list(made.rglob("*.pf_*"))) == 3


@pytest.mark.parametrize(
    "strange", [b"pagefind_dcd\xa0", b"pagefind_dcd\x9f\xff", b"pagefind_dcd\x84", b"another kind\x80"]
)
def test_an_index_of_another_kind_is_left_as_it_is(tmp_path, strange):
    made = bundle(tmp_path, [["Briefing", [1, 2]], ["Actor", [0]]], ["kind"])
    next(made.glob("*.pf_meta")).write_bytes(gzip.compress(strange))
    before = tree(made)
    search.settle(made)
    assert tree(made) == before


def test_what_the_search_engine_writes_is_understood(site):
    """Else the index would be left as it is, and differ from build to build."""
    settled = dict(search._settled(site / "pagefind"))
    assert len(settled) >= 3
    assert all(path.read_bytes() == data and path == new for path, (new, data) in settled.items())
