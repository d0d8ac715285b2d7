"""Every value of the example archive, changed to something faulty, gives one clear problem at its place."""

import datetime as dt
from collections.abc import Iterator

import pytest
import yaml
from conftest import EXAMPLE

from generator import pipeline

FILES = sorted(path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yaml"))
PLAIN = {
    "name", "title", "text", "statement", "conditions", "aliases", "names", "reason", "role", "note", "place", "type",
    "translator", "proposition", "definition", "description", "owner", "caveats", "authors", "author", "licence", "was",
    "field", "url", "archive_url", "prefix", "suffix", "analysis",
}  # fmt: skip
"""Fields in which any words are fine, or whose words are judged against another field's."""


def scalars(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bool, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, False, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item, path)
    else:
        for key, value in node.value:
            yield (*path, key.value), True, key
            yield from scalars(value, (*path, key.value))


def faults(path: tuple[str, ...], is_key: bool, node: yaml.ScalarNode, text: str) -> Iterator[tuple[str, str]]:
    """What stands there instead, and what was done."""
    end = "\n" if node.style in ("|", ">") else ""
    if is_key:
        if len(path) > 1:
            yield "another key", f"{text}zzq"
            yield "no key of ours", '"!? zq"'
        yield "an unsafe key", "Ä b"
        return
    yield "a mapping", "{x: y}" + end
    yield "a list of lists", "[[a]]" + end
    yield "nothing", "''" + end
    yield "an invisible character", '"a\u202eb"' + end
    if not PLAIN & set(path[-2:]) and path[-1] not in ("id", "former_ids"):
        yield "another value", text[:-1] + "zzq'" if text.endswith("'") else text + "zzq"


@pytest.mark.parametrize("file", FILES)
def test_a_faulty_value_gives_one_problem_at_its_place(content, file):
    original = (EXAMPLE / file).read_text("utf-8")
    wrong, tried = [], 0
    for path, is_key, node in scalars(yaml.compose(original, Loader=yaml.SafeLoader)):
        start, end = node.start_mark.index, node.end_mark.index
        for what, instead in faults(path, is_key, node, original[start:end]):
            (content / file).write_text(original[:start] + instead + original[end:], "utf-8")
            found = pipeline.load(content, dt.date(2026, 11, 23)).problems
            places = [(p.code, p.span.file, p.span.line) for p in found]
            tried += 1
            if len(found) != 1 or places[0][1:] != (file, node.start_mark.line + 1) or not found[0].help:
                wrong.append(f"{'.'.join(path)}: {what}: {places}")
    assert tried > 5
    assert wrong == []
