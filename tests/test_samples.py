"""Bad files that name their own faults: catalogue, code and samples agree, both ways."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import mended

from generator import pipeline
from generator.rules import CATALOGUE

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yaml"))
EXPECT = re.compile(rb"# expect (?:(\S+):)?(\d+):(\d+) (\S+)\n")
AS = re.compile(rb"# as (\S+)\n")


def expected(data: bytes, where: str) -> list[tuple[str, int, int, str]]:
    found = [tuple(part.decode() for part in match) for match in EXPECT.findall(data)]
    return sorted((file or where, int(line), int(column), code) for file, line, column, code in found)


def problems(content: Path):
    return pipeline.load(content, dt.date(2026, 11, 23)).problems


def told(content: Path) -> list[tuple[str, int, int, str]]:
    return [(p.span.file, p.span.line, p.span.column, p.code) for p in problems(content)]


def place(sample: Path, content: Path, tmp_path: Path) -> tuple[Path, str]:
    """A sample stands in the example archive, where `# as` says; a registry stands alone."""
    data = sample.read_bytes()
    named = AS.search(data)
    where = named[1].decode() if named else "briefings/2026/sample.yaml"
    folder = content if "/" in where else tmp_path / "alone"
    (folder / where).parent.mkdir(parents=True, exist_ok=True)
    (folder / where).write_bytes(data)
    return folder, where


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_the_faults_that_it_names(sample, content, tmp_path):
    folder, where = place(sample, content, tmp_path)
    assert told(folder) == expected(sample.read_bytes(), where)
    assert sample.stem.split("--")[0] in [code for *_, code in expected(sample.read_bytes(), where)]


def test_faults_are_told_alike_where_they_are_remembered(content, tmp_path):
    for number, sample in enumerate(SAMPLES):
        data = sample.read_bytes()
        named = AS.search(data)
        where = named[1].decode() if named else f"briefings/2026/sample-{number}.yaml"
        (content / where).parent.mkdir(parents=True, exist_ok=True)
        (content / where).write_bytes(data)
    without = problems(content)
    assert len(without) > len(SAMPLES) / 2
    for _ in range(2):
        assert pipeline.load(content, dt.date(2026, 11, 23), tmp_path / "cache").problems == without


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_fix_of_a_sample_cures_its_problem_and_makes_no_other(sample, content, tmp_path):
    folder, _ = place(sample, content, tmp_path)
    before = problems(folder)
    for problem in before:
        assert problem.help
        if problem.fix:
            path = folder / problem.fix.span.file
            text = path.read_text("utf-8")
            path.write_text(mended(text, problem.fix), "utf-8")
            assert Counter(p.code for p in problems(folder)) == Counter(p.code for p in before) - Counter(
                [problem.code]
            )
            path.write_text(text, "utf-8")


def test_a_link_is_not_followed(content):
    (content / "briefings/2026/link.yaml").symlink_to("/etc/hostname")
    assert told(content) == [("briefings/2026/link.yaml", 1, 1, "not-a-regular-file")]


def test_a_huge_file_is_not_read(content):
    (content / "briefings/2026/huge.yaml").write_bytes(b"# \n" * 400_000)
    assert told(content) == [("briefings/2026/huge.yaml", 1, 1, "file-too-large")]


def test_each_rule_has_a_sample():
    named = {path.stem.split("--")[0] for path in SAMPLES}
    assert named | {"not-a-regular-file", "file-too-large"} == set(CATALOGUE)
