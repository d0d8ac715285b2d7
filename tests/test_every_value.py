"""Every value of the example archive, changed to something faulty, gives one clear problem at its place."""

import datetime as dt
from collections.abc import Iterator
from random import Random

import jsonschema
import pytest
import yaml
from conftest import EXAMPLE, mended

from generator import guide, pipeline

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
        yield "another key", f"{text}zzq"
        if len(path) > 1:
            yield "no key of ours", '"!? zq"'
        yield "an unsafe key", "Ä b"
        return
    yield "a mapping", "{x: y}" + end
    yield "a list of lists", "[[a]]" + end
    yield "nothing", "''" + end
    middle = len(text) // 2
    yield "an invisible character", text[:middle] + "\u202e" + text[middle:]
    if not PLAIN & set(path[-2:]) and path[-1] not in ("id", "former_ids"):
        yield "another value", text[:-1] + "zzq'" if text.endswith("'") else text + "zzq"


def mutations(file: str) -> Iterator[tuple[str, str, int, int, str]]:
    """Path of the value, what was done, and the stretch of the file with what stands there instead."""
    original = (EXAMPLE / file).read_text("utf-8")
    for path, is_key, node in scalars(yaml.compose(original, Loader=yaml.SafeLoader)):
        start, end = node.start_mark.index, node.end_mark.index
        for what, instead in faults(path, is_key, node, original[start:end]):
            yield ".".join(path), what, start, end, instead


def broken(file: str, *changes: tuple[int, int, str]) -> str:
    text = (EXAMPLE / file).read_text("utf-8")
    for start, end, instead in sorted(changes, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def problems(content):
    return pipeline.load(content, dt.date(2026, 11, 23)).problems


@pytest.mark.parametrize("file", FILES)
def test_a_faulty_value_gives_one_problem_at_its_place_and_its_fix_cures_it(content, file):
    wrong, tried = [], 0
    for path, what, start, end, instead in mutations(file):
        (content / file).write_text(broken(file, (start, end, instead)), "utf-8")
        found = problems(content)
        places = [(p.code, p.span.file, p.span.line) for p in found]
        tried += 1
        if not found and "." not in path and what == "another key":
            continue  # nothing names this entry
        text = broken(file, (start, end, instead))
        line = text.count("\n", 0, max(start, text.find("\u202e"))) + 1
        renamed = "." not in path and what == "another key" and not file.startswith("briefings/")
        if len(found) != 1 or (places[0][1:] != (file, line) and not renamed) or not found[0].help:
            wrong.append(f"{path}: {what}: {places}")
        elif found[0].fix:
            at = content / found[0].fix.span.file
            before = at.read_bytes()
            at.write_text(mended(before.decode(), found[0].fix), "utf-8")
            if left := problems(content):
                wrong.append(f"{path}: {what}: the fix leaves {[(p.code, p.message) for p in left]}")
            at.write_bytes(before)
    assert tried > 5
    assert not wrong, "\n".join(map(str, wrong))


SHAPE = {"a mapping", "a list of lists", "nothing", "another key", "no key of ours", "an unsafe key"}
"""What a schema can see."""


@pytest.mark.parametrize("file", FILES)
def test_what_has_the_wrong_shape_is_refused_by_the_schema_as_well(file):
    kind = "briefing" if file.startswith("briefings/") else file.removesuffix(".yaml")
    validator = jsonschema.Draft202012Validator(guide.schema(kind))
    wrong = []
    for path, what, start, end, instead in mutations(file):
        read = yaml.load(broken(file, (start, end, instead)), yaml.BaseLoader) if what in SHAPE else None
        if what == "another key" and (("." not in path and kind != "briefing") or ".names." in path):
            continue  # an entry may have any name, and a language one that only the list of languages refuses
        if read and validator.is_valid(read):
            wrong.append(f"{path}: {what}")
    assert not wrong, "\n".join(map(str, wrong))


def test_two_faults_give_their_two_problems(content):
    """Two values of different lines, neither within the other, nor both of one kind that is told once a file."""
    random, wrong, tried = Random(7), [], 0
    every = [(file, *mutation) for file in FILES for mutation in mutations(file)]
    single = {}
    while tried < 250:
        one = random.choice(every)
        two = random.choice([m for m in every if m[0] == one[0]] if tried % 2 else every)
        nested = one[0] == two[0] and (one[1].startswith(two[1]) or two[1].startswith(one[1]))
        both = {one[2], two[2]}
        if (
            nested
            or one[5] == two[5]
            or both == {"an invisible character"}
            or both & {"an unsafe key", "no key of ours"}
        ):
            continue
        for mutation in (one, two):
            if mutation not in single:
                (content / mutation[0]).write_text(broken(mutation[0], mutation[3:]), "utf-8")
                single[mutation] = sorted((p.code, p.message) for p in problems(content))
                (content / mutation[0]).write_bytes((EXAMPLE / mutation[0]).read_bytes())
        if any(code == "yaml-syntax" for mutation in (one, two) for code, _ in single[mutation]):
            continue  # what stands in a file that can't be read isn't told
        tried += 1
        if one[0] == two[0]:
            (content / one[0]).write_text(broken(one[0], one[3:], two[3:]), "utf-8")
        else:
            for mutation in (one, two):
                (content / mutation[0]).write_text(broken(mutation[0], mutation[3:]), "utf-8")
        found = sorted((p.code, p.message) for p in problems(content))
        if [code for code, _ in found] != [code for code, _ in sorted(single[one] + single[two])]:
            wrong.append((one[:3], two[:3], found))
        for mutation in (one, two):
            (content / mutation[0]).write_bytes((EXAMPLE / mutation[0]).read_bytes())
    assert not wrong, "\n".join(map(str, wrong))
