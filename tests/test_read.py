"""Reading: scalars mean what the author sees, and every fault has its place."""

import contextlib
import os
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLE, ROOT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import read
from generator.document import Mapping, Sequence, Text
from generator.read import faults as slips
from generator.read import files, tree

MB = 1 << 20


def faults(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(p.span.line, p.span.column, p.code) for p in read.document(data, "x.yaml")[1]]


def root(text):
    document, problems = read.document(text.encode(), "x.yaml")
    assert not problems
    return document.root


def test_norway_and_numbers_stay_text():
    mapping = root("a: NO\nb: 010\nc: 1.10\nd: 22:22\ne: 2026-01-02\nf: true\ng: 0x1F\nh: 1_000\n")
    assert isinstance(mapping, Mapping)
    assert [str(value) for _, value in mapping.entries] == [
        "NO", "010", "1.10", "22:22", "2026-01-02", "true", "0x1F", "1_000",
    ]  # fmt: skip


def test_what_stands_for_nothing_is_blank_unless_it_is_quoted():
    assert [str(value) for _, value in root("a: ~\nb: null\nc:\nd: '~'\ne: \"null\"\nf: Null\n").entries] == [
        "", "", "", "~", "null", "Null",
    ]  # fmt: skip


def test_columns_count_code_points_behind_an_emoji_and_a_combining_accent():
    assert root("a: {b: 😀😀, c: d}\n").get("a").get("c").span.column == 15
    assert root("a: {b: e\u0301e\u0301, c: d}\n").get("a").get("c").span.column == 17


def test_a_byte_order_mark_takes_no_column():
    assert root("\ufeffa: b\n").get("a").span[1:] == (1, 4, 1, 5)


def test_a_block_ends_with_its_last_words():
    span = root("a: |\n  x\n\n  yz\n\n\nb: c\n").get("a").span
    assert (span.end_line, span.end_column) == (4, 5)


@pytest.mark.parametrize(
    ("block", "column"), [("a: |\n    x <b>\n", 7), ("a: |2\n    x <b>\n", 7), ("a: |-\n\n  x <b>\n", 5)]
)
def test_places_inside_a_block_are_the_files(block, column):
    text = root(block).get("a")
    line = next(n for n, row in enumerate(text.split("\n")) if "<b>" in row)
    place = text.place(line, text.split("\n")[line].index("<b>"))
    assert block.split("\n")[place.line - 1][place.column - 1 :] == "<b>"
    assert place.column == column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", (2, 1, "duplicate-key")),
        ("a: &x 1\n", (1, 4, "yaml-anchor")),
        ("a: *x\n", (1, 4, "yaml-anchor")),
        ("a: !!int 1\n", (1, 4, "yaml-tag")),
        ("%YAML 1.2\n---\na: 1\n", (1, 1, "yaml-tag")),
        ("<<: {a: 1}\n", (1, 1, "yaml-merge")),
        ("a: 1\n<<: *x\n", (2, 1, "yaml-merge")),
        ("a: 1\n---\nb: 2\n", (2, 1, "several-documents")),
        ("a: 1\n...\nb: 2\n", (3, 1, "several-documents")),
        ("---\n---\n", (2, 1, "several-documents")),
        ("a:\tb\n", (1, 3, "tab")),
        ("\ta: b\n\tc: d\n", (1, 1, "tab")),
        ("-\ta\n", (1, 2, "tab")),
        ("a: We rank #1 in grain\n", (1, 12, "comment-cuts-text")),
        ("a: #1 in grain\n", (1, 4, "comment-cuts-text")),
        ("a: [b, #c]\n", (1, 8, "comment-cuts-text")),
        ('a: "b" #1\n', (1, 8, "comment-cuts-text")),
        ("a: one\n  two #3\n  four\n", (2, 7, "comment-cuts-text")),
        ("a: one\n  # two\n  three\n", (2, 3, "comment-cuts-text")),
        ("a: b\u202ec\n", (1, 5, "forbidden-character")),
        ("a: \u202eb\u202c\nc: \u202ed\u202c\n", (1, 4, "forbidden-character")),
        ('a: "b\\u202ec"\n', (1, 4, "forbidden-character")),
        ("a: b\u2028c: d\n", (1, 5, "forbidden-character")),
        ("a: b\x85c\n", (1, 5, "forbidden-character")),
        ("a: b\uffffc\n", (1, 5, "forbidden-character")),
        ("a: b\ufeffc\n", (1, 5, "forbidden-character")),
        ("a: b\rc: d\r", (1, 5, "forbidden-character")),
        ("a: b\n\u00a0c: d\n", (2, 1, "forbidden-character")),
        ("a:\n\u3000- b\n", (2, 1, "forbidden-character")),
        ("", (1, 1, "empty-file")),
        ("null\n", (1, 1, "empty-file")),
        ("a: b: c\n", (1, 5, "yaml-syntax")),
        ('a: "b\n', (1, 4, "yaml-syntax")),
        ('a: "b\nc: d\ne: "f"\n', (1, 4, "yaml-syntax")),
        ('a: "\\x"\n', (1, 7, "yaml-syntax")),
        ("a:b\nc: d\n", (1, 3, "yaml-syntax")),
        ("a: {b:c}\n", (1, 7, "yaml-syntax")),
        ('- {a: "b"c}\n', (1, 10, "yaml-syntax")),
        ("a: [b\nc: d\n", (1, 4, "yaml-syntax")),
        ("- a\n - b\n", (2, 2, "yaml-syntax")),
        ("a: b\n%c d\n", (2, 1, "yaml-syntax")),
        ("a: b\n- c\n", (2, 1, "yaml-syntax")),
        ("a:\n  - b: c\n   d: e\n", (3, 4, "yaml-syntax")),
        ("a: [b,,c]\n", (1, 7, "yaml-syntax")),
        ("a: ]\n", (1, 4, "yaml-syntax")),
        ("a: |\nb\nc: d\n", (1, 4, "yaml-syntax")),
        ("title x\nstatus: y\n", (1, 6, "yaml-syntax")),
        (" title: x\nstatus: y\n", (2, 1, "yaml-syntax")),
        ("a: *b* c\n", (1, 4, "yaml-syntax")),
        (": b\n", (1, 1, "key-not-text")),
        ("[a]: b\n", (1, 1, "key-not-text")),
        ("null: b\n", (1, 1, "key-not-text")),
        (b"a: \xe9\n", (1, 4, "not-utf8")),
        (b"a: \xed\xa0\x80\n", (1, 4, "not-utf8")),
        ("a: b".encode("utf-16"), (1, 1, "not-utf8")),
        ("a: b".encode("utf-16-le"), (1, 1, "not-utf8")),
        (b"a: " + b"b" * MB, (1, 1, "file-too-large")),
        (b"- a\n" * (MB // 4), (200_000, 3, "file-too-large")),
        (b"[" * 200_000, (1, 34, "nesting-too-deep")),
        (b"- " * 200_000, (1, 67, "nesting-too-deep")),
        ("\n".join(" " * n + "a:" for n in range(99)), (33, 33, "nesting-too-deep")),
    ],
)
def test_each_fault_is_told_once_at_its_place(text, expected):
    assert faults(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "a: full   # a note\n# another\nb: 'x # y'\n",
        'a: "b" # c\n',
        "a: |  # c\n  # no comment\n",
        "a: [b, c]  # d\n",
        "a: “(((([[[[ [[[[ [[[[ [[[[ [[[[ [[[[ [[[[ [[[[ [[[[ [[[[ (((\n",
        "---\na: b\n...\n",
        "a: b\r\nc: d\r\n",
        "a: نص‌فارسی\nb: 👩‍🚀\n",
        "a:\n- b\n- c\n",
        "a: http://x.example:80/y\n",
        "? a\n: b\n",
        '"a": b\n',
    ],
)
def test_what_is_fine_is_not_told(text):
    assert faults(text) == []


def test_the_same_fault_is_told_once_with_its_other_lines():
    (problem,) = read.document("a: b\u200bc\nd: e\nf: g\u200b\nh: \u200bi\n".encode(), "x.yaml")[1]
    assert problem.span[1:] == (1, 5, 1, 6)
    assert problem.message.endswith("ZERO WIDTH SPACE (it stands on lines 3, 4, too)")


def test_a_file_with_endless_faults_is_read_no_further():
    assert len(faults("a: b\n" * 10_000)) == tree.MOST_PROBLEMS


HOSTILE = {
    "flow": "[", "maps": "{", "nested": "{a: ", "flow lines": "[\n", "hyphens": "- ", "hyphen lines": "-\n", "keys": "? ",
    "key lines": "?\n", "breaks": "\n", "blanks": " ", "comments": "#\n", "cut": "a: b #c\n", "tabs": "\t", "tabs between": "a\t", "values with tabs": "a,\t", "double": "a: b\n",
    "anchors": "- &a b\n", "aliases": "- *a\n", "tags": "- !!str b\n", "documents": "---\n", "ends": "...\n", "unseen": "\u200b",
    "bidi": "\u202e", "NEL": "\x85", "CR": "a: b\r", "marks": "\ufeff", "quotes": '"a" ', "open quotes": 'a: "b\n',
    "open brackets": "a: [b\n", "colons": ": ", "bars": "|", "merges": "<<: a\n", "complex": "? a\n: b\n", "zero": "\x00",
    "no characters": "a: \ufffe\n", "indented": "                     a:\n", "curly": "a: “b: c”\n", "percent": "%YAML 1.1\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("head", ["", "a: [", "a: {", "a: '", "a: |\n  "])
def test_what_is_hostile_takes_time_that_grows_with_its_length(name, head):
    def hostile(size):
        return (head + HOSTILE[name] * (size // len(HOSTILE[name].encode()))).encode()[: size - 1]

    def read_whole(size):
        document, problems = read.document(hostile(size), "x.yaml")
        assert document or problems

    assert growth(read_whole, MB // 16, MB) < 64  # by its square it would be 256


def test_laughs_are_not_multiplied():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert {code for _, _, code in faults("\n".join(lines))} == {"yaml-anchor"}


def test_deep_nesting_brings_no_process_down():
    code = (
        "from generator import read; [read.document(u * 200000, 'x.yaml') for u in (b'[', b'{', b'- ', b'? ', b'[\\n')]"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_without_libyaml_all_is_told_alike(monkeypatch):
    samples = [*(ROOT / "tests/samples").glob("*.yaml"), *EXAMPLE.rglob("*.yaml")]
    fast = [read.document(path.read_bytes(), "x.yaml") for path in samples]
    monkeypatch.setattr(tree, "_LOADER", yaml.BaseLoader)
    monkeypatch.setattr(slips, "_LOADER", yaml.BaseLoader)
    assert [read.document(path.read_bytes(), "x.yaml") for path in samples] == fast


def walk(node):
    yield node
    for child in (
        node.items if isinstance(node, Sequence) else (v for _, v in node.entries) if isinstance(node, Mapping) else ()
    ):
        yield from walk(child)


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda path: path.stem)
def test_each_value_stands_where_its_place_says(path):
    text = path.read_text("utf-8")
    rows = text.split("\n")
    for node in walk(root(text)):
        span = node.span
        if isinstance(node, Text) and span.line == span.end_line:
            shown = rows[span.line - 1][span.column - 1 : span.end_column - 1]
            assert shown.strip("\"'") == node or "\\" in shown


SPECIALS = ["- ", ": ", "[", "]", "{", "}", "&a ", "*a", "!x ", "|\n", ">-\n", "'", '"', "#", " #", "\n---\n", "\t", "\r", "\n", "\x85",
            "\u2028", "\ufeff", "<<: ", "@", "%", ",", "  ", "\u00a0", "\\", "~", "\u202e", "\uffff", "😀", "e\u0301", "\n  - "]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_change_of_a_briefing_brings_reading_down(data):
    text = (EXAMPLE / "briefings/2026/straits-tariff-second-round.yaml").read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        at, gone = data.draw(st.integers(0, len(text))), data.draw(st.sampled_from([0, 0, 1, 5, 80]))
        text = text[:at] + data.draw(st.sampled_from(SPECIALS)) + text[at + gone :]
    document, problems = read.document(text.encode(), "x.yaml")
    assert document or problems
    rows = (text if "\n" in text else text.replace("\r", "\n")).split("\n")
    for problem in problems:
        span = problem.span
        assert problem.help
        assert span.line <= len(rows)
        assert span.column <= len(rows[span.line - 1].removeprefix("\ufeff")) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@` \n\t\u202e", max_size=60).map(str.encode))
def test_no_bytes_bring_reading_down(data):
    document, problems = read.document(data, "x.yaml")
    assert document is not None or problems


# The files of a folder


def told(folder):
    texts, problems = read.folder(folder)
    return sorted(texts), [(p.code, p.span.file) for p in problems]


def test_links_pipes_and_linked_folders_are_never_opened(tmp_path):
    (tmp_path / "briefings").mkdir()
    (tmp_path / "actors.yaml").symlink_to("/etc/hostname")
    (tmp_path / "briefings/out").symlink_to("/etc")
    os.mkfifo(tmp_path / "briefings" / "x.yaml")
    assert told(tmp_path) == (
        [],
        [(("not-a-regular-file"), name) for name in ("actors.yaml", "briefings/out", "briefings/x.yaml")],
    )


@pytest.mark.parametrize(
    "name",
    [
        "briefings/x.yml", "briefing/x.yaml", "actor.yaml", "Actors.yaml", "pages/a/b.md", "snapshots/x.txt", "x.txt",
        "briefings/aux/x.yaml", "briefings/con.d/x.yaml", "briefings/a:b/x.yaml", "briefings/a /x.yaml", "briefings/x.\u202eyaml",
        "briefings/a\nb.yaml", "briefings/cafe\u0301/x.yaml",
    ],
)  # fmt: skip
def test_a_file_in_no_place_that_every_system_has_is_told(tmp_path, name):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("a: b")
    texts, problems = read.folder(tmp_path)
    assert not texts
    assert [p.code for p in problems] == ["stray-file"]
    assert problems[0].span.file.isprintable()


def test_a_name_that_is_no_text_can_be_shown(tmp_path):
    (tmp_path / "briefings").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "briefings") + b"/caf\xe9.yaml")).write_text("a: b")
    ((code, file),) = told(tmp_path)[1]
    assert (code, file) == ("stray-file", "briefings/caf\\xe9.yaml")


def test_what_editors_leave_behind_is_left_alone(tmp_path):
    (tmp_path / "briefings").mkdir()
    for name in ("briefings/x.yaml", "briefings/x.yaml~", "briefings/.x.yaml.swp", "briefings/README.md", ".DS_Store"):
        (tmp_path / name).write_text("a: b")
    assert told(tmp_path) == (["briefings/x.yaml"], [])


def test_files_that_vanish_meanwhile_count_as_never_seen(tmp_path, monkeypatch):
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/x.yaml").write_text("a: b")
    (tmp_path / "briefings/y.yaml").write_text("a: b")
    entry = files._entry

    def vanishing(content, path, at, name, known):
        (tmp_path / "briefings/x.yaml").unlink(missing_ok=True)
        yield from entry(content, path, at, name, known)

    monkeypatch.setattr(files, "_entry", vanishing)
    assert told(tmp_path) == (["briefings/y.yaml"], [])


def test_no_exchanged_folder_leads_out(tmp_path):
    """Somebody changes a folder for a link to another, again and again, while the content is read."""
    secret, inside = tmp_path / "secret", tmp_path / "content/briefings/a"
    secret.mkdir()
    (secret / "x.yaml").write_text("secret")
    inside.mkdir(parents=True)
    (inside / "x.yaml").write_text("open")
    stop = threading.Event()

    def exchange():
        while not stop.is_set():
            inside.rename(inside.with_name("b"))
            inside.symlink_to(secret)
            inside.unlink()
            inside.with_name("b").rename(inside)

    other = threading.Thread(target=exchange)
    other.start()
    try:
        for number in range(300):
            texts, _ = read.folder(tmp_path / "content", known={} if number % 2 else None)
            for name in texts:
                with contextlib.suppress(OSError):  # it isn't there any more, or is a link now
                    assert texts[name] != b"secret"
    finally:
        stop.set()
        other.join()


def aged(path, seconds=60):
    """As if it had been written some time ago; when it was last changed can't be set."""
    past = time.time_ns() - seconds * 10**9
    os.utime(path, ns=(past, past))


def test_a_file_that_looks_as_it_did_is_not_read_for_its_hash(tmp_path, monkeypatch):
    (tmp_path / "briefings").mkdir()
    for name in ("x", "y"):
        (tmp_path / f"briefings/{name}.yaml").write_text(f"a: {name}")
    first, _ = read.folder(tmp_path, known={})
    opened = []
    monkeypatch.setattr(
        files, "_read", lambda path, at, name, real=files._read: (opened.append(name), real(path, at, name))[1]
    )
    again, _ = read.folder(tmp_path, known=first.rows)
    assert (opened, again.rows) == ([], first.rows)
    assert again["briefings/x.yaml"] == b"a: x"
    path = tmp_path / "briefings/y.yaml"
    before = path.stat()
    path.write_text("a: z")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # its size and time are what they were
    opened.clear()
    last, _ = read.folder(tmp_path, known=first.rows)
    assert opened == ["briefings/y.yaml"]
    assert last.digest("briefings/y.yaml") != first.digest("briefings/y.yaml")


def test_what_was_written_just_now_is_not_remembered(tmp_path):
    (tmp_path / "actors.yaml").write_text("a: b")
    texts, _ = read.folder(tmp_path, known={})
    aged(tmp_path / "actors.yaml")
    assert texts.settled == {}
    old = read.Texts({"actors.yaml": (4, 1, 1, 0, "00", 2)}, lambda name: b"")
    assert list(old.settled) == ["actors.yaml"]


def test_a_file_that_is_saved_between_a_look_and_its_reading_is_told(tmp_path):
    (tmp_path / "actors.yaml").write_text("a: b")
    texts, _ = read.folder(tmp_path, known={})
    (tmp_path / "actors.yaml").write_text("a: c")
    with pytest.raises(OSError, match="meanwhile"):
        texts["actors.yaml"]


@pytest.mark.parametrize("text", ["", "a: b_1", "“e\u0301”, ½ ² — 中文。", "\u0915\u093f\u0902 שלום"])
def test_letters_and_digits_are_counted_as_they_are_seen(text):
    composed = unicodedata.normalize("NFC", text)
    assert read.letters(text) == len([character for character in composed if character.isalnum()])
    given = read.Texts.given({"a.txt": text.encode(), "b.txt": b"\xff"})
    assert (given.letters("a.txt"), given.letters("b.txt")) == (read.letters(text), -1)


def test_texts_in_memory_are_as_those_of_a_folder(tmp_path):
    (tmp_path / "actors.yaml").write_bytes(b"a: \xff")
    texts, _ = read.folder(tmp_path)
    given = read.Texts.given(texts)
    assert dict(given) == dict(texts) == {"actors.yaml": b"a: \xff"}
    assert (given.digest("actors.yaml"), given.is_utf8("actors.yaml"), given.size("actors.yaml")) == (
        texts.digest("actors.yaml"), False, 4,
    )  # fmt: skip
    assert "topics.yaml" not in given
