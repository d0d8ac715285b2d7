"""Reading: scalars mean what the author sees, and every fault has its place."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import read
from generator.document import Mapping


def faults(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(p.span.line, p.span.column, p.code) for p in read.document(data, "x.yaml")[1]]


def test_norway_and_numbers_stay_text():
    document, problems = read.document(b"a: NO\nb: 010\nc: 1.10\nd: 22:22\ne: 2026-01-02\n", "x.yaml")
    assert not problems
    assert isinstance(document.root, Mapping)
    assert [value for _, value in document.root.entries] == ["NO", "010", "1.10", "22:22", "2026-01-02"]


def test_columns_count_code_points_behind_an_emoji():
    document, _ = read.document("a: {b: 😀😀, c: d}\n".encode(), "x.yaml")
    assert document.root.get("a").get("c").span.column == 15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", (2, 1, "duplicate-key")),
        ("a: &x 1\n", (1, 4, "yaml-anchor")),
        ("a: !!int 1\n", (1, 4, "yaml-tag")),
        ("<<: {a: 1}\n", (1, 1, "yaml-merge")),
        ("a: 1\n---\nb: 2\n", (2, 1, "several-documents")),
        ("a:\tb\n", (1, 3, "tab")),
        ("a: We rank #1 in grain\n", (1, 12, "comment-cuts-text")),
        ("a: b\u202ec\n", (1, 5, "forbidden-character")),
        ('a: "b\\u202ec"\n', (1, 4, "forbidden-character")),
        ("", (1, 1, "empty-file")),
        ("a: b: c\n", (1, 5, "yaml-syntax")),
        ('a: "b\n', (1, 4, "yaml-syntax")),
        (b"a: \xe9\n", (1, 4, "not-utf8")),
        ("a: b".encode("utf-16"), (1, 1, "not-utf8")),
        (b"a: " + b"b" * (1 << 20), (1, 1, "file-too-large")),
        (b"[" * 200_000, (1, 34, "nesting-too-deep")),
    ],
)
def test_each_fault_is_told_at_its_place(text, expected):
    assert faults(text) == [expected]


def test_a_plain_comment_is_no_fault():
    assert faults("a: full   # a note\n# another\nb: 'x # y'\n") == []


def test_links_and_pipes_are_never_opened(tmp_path):
    (tmp_path / "briefings").mkdir()
    (tmp_path / "actors.yaml").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "briefings" / "x.yaml")
    texts, problems = read.folder(tmp_path)
    assert texts == {}
    assert [p.code for p in problems] == ["not-a-regular-file", "not-a-regular-file"]


def test_a_file_in_no_place_is_told(tmp_path):
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "x.yml").write_text("a: b")
    assert [p.code for p in read.folder(tmp_path)[1]] == ["stray-file"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@` \n\t\u202e", max_size=60).map(str.encode))
def test_no_bytes_bring_reading_down(data):
    document, problems = read.document(data, "x.yaml")
    assert document is not None or problems
