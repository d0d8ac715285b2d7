"""Publishing: a folder holds what was made and nothing else."""

from generator import publish


def test_what_nothing_makes_any_more_is_taken_away_with_the_folders_that_it_leaves_empty(tmp_path):
    for name in ("kept/a.md", "kept/gone.md", "gone/deep/b.md", "apart/c.json", ".gitignore"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    publish.prune(tmp_path, {"kept/a.md"}, "apart")
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"kept", "kept/a.md", "apart", "apart/c.json", ".gitignore"}


def test_a_folder_behind_a_link_is_nobodys_to_prune(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/file.md").touch()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/link").symlink_to(tmp_path / "other")
    publish.prune(tmp_path / "docs", set())
    assert (tmp_path / "other/file.md").is_file()


def test_a_folder_that_is_not_there_needs_no_pruning(tmp_path):
    publish.prune(tmp_path / "docs", set())
    assert not (tmp_path / "docs").exists()
