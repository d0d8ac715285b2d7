"""What is kept in sealed files comes back as it was, or not at all."""

import pytest

from generator import sealed

SMALL = {"words": ["a fee", "Straßburg", "\x00x"], "number": 7}
LARGE = {"rows": {f"briefings/{n}/index.html": [f"{n:040x}", n, None] for n in range(3000)}}


@pytest.fixture(params=[SMALL, LARGE], ids=["small", "large"])
def kept(request, tmp_path):
    path = tmp_path / "inner" / "kept.json"
    sealed.write(path, request.param, "salt")
    return path, request.param


def test_it_comes_back_as_it_was(kept):
    path, value = kept
    assert sealed.read(path, "salt") == value
    assert sealed.read(path, "other") is None
    assert sealed.read(path.with_name("none.json")) is None
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("at", [0, 3, 64, 65, 66, 100, -1])
def test_a_byte_that_is_another_is_noticed(kept, at):
    path, _ = kept
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert sealed.read(path, "salt") is None


def test_what_is_large_takes_little_room(tmp_path):
    sealed.write(tmp_path / "kept.json", LARGE)
    assert (tmp_path / "kept.json").stat().st_size < 0.3 * len(repr(LARGE))
