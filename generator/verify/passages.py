"""A snapshot made of a full text: cleaned of what belongs to the capture, or cut down to the sentences that are quoted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from generator.evidence import Passage
from generator.verify.fold import fold
from generator.verify.snapshot import Snapshot

GAP_LINE = "[…]"
"""The line that stands where sentences are left out."""
_PAGE_NUMBER = re.compile(
    r"(?:[-–—•|]\s*)?(?:page|seite|página|pagina|strona|strana|стр\.?|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|di|z)\s*\d{1,4})?(?:\s*[-–—•|])?"
    r"|\[\[?page \w+\]\]?",
    re.IGNORECASE,
)
_STAGE_NOTE = re.compile(
    r"[ \t]*[(\[](?:applause|laughter|interruption|interruptions|cheers|inaudible|crosstalk|pause|aplausos|risas|rumores|pausa|protestas|"
    r"beifall|heiterkeit|zuruf|lachen|unruhe|applaudissements|rires|exclamations|mouvements|applausi|risos|palmas|applaus|gelach|"
    r"oklaski|śmiech|potlesk|smích|аплодисменты|смех|оплески|сміх|χειροκροτήματα|alkışlar)[^()\[\]\n]{0,120}[)\]]",
    re.IGNORECASE,
)
_LEAST_HEADS = 3
"""So often must a line come back, beside page breaks, to be a running head."""


def keep(snapshot: Snapshot, passages: Iterable[Passage]) -> str:
    """The whole sentences around passages and nothing else, in the text's order, with gap lines between.

    Sentences that stand side by side stay together; each stretch keeps the bytes of the full text.
    """
    spans = sorted(snapshot.sentence(p.start, p.end) for p in passages)
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not snapshot.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    pieces = [snapshot.text[start:end] for start, end in joined]
    lead = f"{GAP_LINE}\n" if joined and snapshot.text[: joined[0][0]].strip() else ""
    trail = f"\n{GAP_LINE}" if joined and snapshot.text[joined[-1][1] :].strip() else ""
    return lead + f"\n{GAP_LINE}\n".join(pieces) + trail + "\n"


def kept(stored: str) -> list[str]:
    """The stretches of a snapshot of passages."""
    pieces = re.split(r"(?m)^[ \t]*\[(?:…|\.\.\.)\][ \t]*$", stored)
    return [piece.strip() for piece in pieces if piece.strip()]


def strange(stored: str, full: str) -> list[str]:
    """The stretches of a snapshot of passages that the full text doesn't have."""
    text = Snapshot(full).folded
    return [piece for piece in kept(stored) if fold(piece) not in text]


def clean(text: str, what: Iterable[str]) -> tuple[str, dict[str, int]]:
    """Take out what belongs to the capture.

    Args:
        text: As it was captured.
        what: Names of `generator.model.Cleaning`, in any order.

    Returns:
        The text without it, and how often each was found.

    """
    counts: dict[str, int] = {}
    for name in sorted(what):
        text, counts[name] = _CLEANERS[name](text)
    return text, counts


def _page_numbers(text: str) -> tuple[str, int]:
    return _without(text.replace("\f", "\n"), lambda line: bool(_PAGE_NUMBER.fullmatch(line)))


def _running_heads(text: str) -> tuple[str, int]:
    often = Counter(_shape(line) for line in text.split("\n"))
    return _without(text, lambda line: often[_shape(line)] >= _LEAST_HEADS and _may_be_head(line))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _may_be_head(line: str) -> bool:
    return 3 < len(line) <= 90 and not line.endswith((".", "!", "?", ":", ",", ";"))


def _without(text: str, is_mess: Callable[[str], bool]) -> tuple[str, int]:
    """A text without some lines; where one of them stood inside a sentence, no blank line stays behind."""
    made: list[str] = []
    number, mending = 0, False
    for line in text.split("\n"):
        bare = line.strip()
        if bare and is_mess(bare):
            number += 1
            while made and not made[-1].strip():
                made.pop()
            mending = bool(made) and not re.search(r"[.!?…:][\"'”’»)\]]*\s*\Z", made[-1])
            if not mending and made:
                made.append("")
        elif bare or not mending:
            made.append(line)
            mending = False
    return "\n".join(made), number


def _stage_notes(text: str) -> tuple[str, int]:
    return _STAGE_NOTE.subn("", text)


_CLEANERS: dict[str, Callable[[str], tuple[str, int]]] = {
    "page-numbers": _page_numbers, "running-heads": _running_heads, "stage-notes": _stage_notes,
}  # fmt: skip
