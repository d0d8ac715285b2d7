"""What the documentation says is so: its commands, links, anchors and examples."""

import argparse
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, briefings

from generator import cli, shard

EXAMPLE = ROOT / "templates/example"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/**/*.md"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.md"))
FILE = "content/briefings/2026/night-ferries.yaml"


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands():
    parser = cli._parser()
    (choices,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return choices


def guide(site):
    return html.unescape(re.sub(r"<[^>]+>", "", (site / "contribute/index.html").read_text("utf-8")))


@pytest.mark.parametrize("path", [*PAGES, *TEMPLATES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_is_named_exists(path):
    text = path.read_text("utf-8")
    named = ("".join(pair) for pair in re.findall(r"`([^`\n]+)`|<code>([^<]+)</code>", text))
    code = html.unescape("\n".join([*blocks(path, "sh"), *named]))
    called = re.findall(r"^(?:\.venv/bin/)?briefings ([a-z]+)(.*)$", code, re.MULTILINE)
    known = commands()
    assert {name for name, _ in called} <= set(known)
    for name, rest in called:
        assert set(re.findall(r"--[a-z]+", rest)) <= set(known[name]._option_string_actions), f"{name}{rest}"
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", code, re.MULTILINE)) <= targets


def test_the_readme_names_every_command():
    named = set(re.findall(r"`briefings ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))
    assert named == set(commands())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_every_anchor_of_the_method_that_is_linked_exists(site):
    ids = set(re.findall(r'id="([^"]+)"', (site / "method/index.html").read_text("utf-8")))
    texts = [path.read_text("utf-8") for path in [*PAGES, *TEMPLATES]]
    linked = {anchor for text in texts for anchor in re.findall(r"method/#([a-z-]+)", text)}
    assert {"hops", "own-voice", "unchecked"} <= linked <= ids
    assert {"verbatim", "elided", "altered", "absent", "ambiguous", "primary", "now", "undated", "corrections"} <= ids


def test_the_example_of_the_guide_is_clean_and_stands_in_the_guide(site):
    done = briefings("check", "--strict", "--content", EXAMPLE, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    shown = guide(site)
    for path in (
        "briefings/2026/night-ferries.yaml",
        "snapshots/night-ferries/report.txt",
        "actors.yaml",
        "issues.yaml",
    ):
        for line in (EXAMPLE / path).read_text("utf-8").splitlines():
            assert line in shown, path


def test_the_message_in_the_guide_is_the_one_that_an_author_gets(site, tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    text = (tmp_path / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(text.replace("We will run two boats", "We will run three boats"), "utf-8")
    first, *_ = briefings("check", cwd=tmp_path).stdout.splitlines()
    assert first.startswith(f"{FILE}:26:11: error[quotation-altered]")
    assert first in guide(site)


def test_the_draft_to_copy_is_the_one_that_the_command_writes(site, tmp_path):
    (tmp_path / "content").mkdir()
    assert briefings("new", "Night ferries", cwd=tmp_path).returncode == 0
    (draft,) = tmp_path.glob("content/briefings/*/night-ferries.yaml")
    assert draft.read_text("utf-8").replace('title: "Night ferries"', "title:").strip() in guide(site).replace(
        "\n \n", "\n\n"
    )


def test_the_first_briefing_of_the_readme_works_line_by_line(tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    section = (ROOT / "README.md").read_text("utf-8").split("## Your first briefing")[1]
    steps = re.findall(r"^```sh\n(.*?)^```$", section.split("\n## ")[0], re.MULTILINE | re.DOTALL)

    def run(step):
        script = step.replace("make site\n", "").replace(".venv/bin/briefings", f"'{sys.executable}' -m generator.cli")
        return subprocess.run(["sh", "-e"], input=script, cwd=tmp_path, capture_output=True, text=True, check=False)

    begun = run(steps[0])
    assert begun.returncode == 0, begun.stderr
    briefing = tmp_path / "content/briefings/night-ferries.yaml"
    pasted = begun.stdout.split("let it say\n")[1]
    briefing.write_text(briefing.read_text("utf-8") + pasted, "utf-8")
    checked = run(steps[1])
    assert checked.returncode == 1
    (told,) = re.findall(r"^`(the snapshot says [^`]*)`", section, re.MULTILINE)
    assert told in checked.stdout
    briefing.write_text(briefing.read_text("utf-8").replace("three boats", "two boats"), "utf-8")
    assert "nothing to mend" in run(steps[1]).stdout
    assert steps[2] == "make serve\n"


@pytest.mark.parametrize(
    ("page", "more"), [("own-archive.md", []), ("scale.md", ["cache/restore", "download-artifact", "upload-artifact"])]
)
def test_the_workflows_of_these_pages_are_valid_and_pin_what_ours_does(tmp_path, page, more):
    (workflow,) = blocks(ROOT / "docs" / page, "yaml")
    file = tmp_path / ".github/workflows/publish.yml"
    file.parent.mkdir(parents=True)
    file.write_text(workflow, "utf-8")
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    audit = [Path(sys.executable).parent / "zizmor", "--offline", "--persona=auditor", "--strict-collection", tmp_path]
    for command in (check, audit):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    pins = re.compile(r"uses: actions/(.+)@(.+)")
    ours = dict(pins.findall((ROOT / ".github/workflows/publish.yml").read_text("utf-8")))
    pinned = dict(pins.findall(workflow))
    assert pinned == ours | {name: pinned[name] for name in more}
    assert pinned.get("cache/restore", ours["cache"]) == ours["cache"]
    assert all(re.fullmatch(r"[0-9a-f]{40} # v[\d.]+", pin) for pin in pinned.values())


def test_the_workflow_of_shards_builds_all_of_them_on_one_day():
    (workflow,) = blocks(ROOT / "docs/scale.md", "yaml")
    jobs = yaml.safe_load(workflow)["jobs"]
    shards = [shard.parse(text) for text in jobs["build"]["strategy"]["matrix"]["shard"]]
    assert [(one.number, one.of) for one in shards] == [(number, len(shards)) for number in range(1, len(shards) + 1)]
    (build,) = (step for step in jobs["build"]["steps"] if "--shard" in step.get("run", ""))
    assert build["env"]["SOURCE_DATE_EPOCH"] == "${{ needs.check.outputs.epoch }}"


def test_the_decisions_are_numbered_listed_and_short():
    pages = sorted((ROOT / "docs/adr").glob("0*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    for page in pages:
        text = page.read_text("utf-8")
        title = text.split("\n")[0].removeprefix(f"# {int(page.name[:4])}. ")
        assert f"| [{page.name[:4]}]({page.name}) | {title} |" in index
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
        assert len(text.splitlines()) <= 40


def test_the_figures_of_the_method_are_those_of_the_benchmark():
    page = (ROOT / "docs/evidence.md").read_text("utf-8")
    cases = re.search(r"^([\d]+) cases", page, re.MULTILINE)[1]
    row = next(line for line in page.splitlines() if line.startswith("| Briefing archive |"))
    true, false, _, slight, ambiguous = (int(cell.split("=")[0]) for cell in row.split("|")[2:7])
    heads = next(line for line in page.splitlines() if line.startswith("| checker |")).split("|")
    of = [int(re.search(r"of (\d+)", heads[n])[1]) for n in (2, 3, 5, 6)]
    assert (false, slight, ambiguous) == (0, 0, 0)
    method = (ROOT / "templates/pages/method.md").read_text("utf-8")
    figures = re.findall(r"\d[\d,]*", re.search(r'id="figures">(.*?)</p>', method)[1])
    assert [int(figure.replace(",", "")) for figure in figures] == [int(cases), of[0], true, of[1], of[2] + of[3]]
