"""Who speaks, as far as a snapshot shows it: by the heads of turns in a record, by “…”, X said in a report."""

from __future__ import annotations

import re

from generator.verify.gaps import marks
from generator.verify.snapshot import Snapshot

_SAYING = (
    "said|says|say|told|tells|added|adds|asked|asks|warned|warns|stated|states|insisted|argued|declared|replied|answered|noted|"
    "remarked|announced|wrote|writes|called|calls|described|stressed|claimed|claims|promised|conceded|concluded|explained|"
    "dijo|dice|afirmó|señaló|declaró|aseguró|advirtió|añadió|sostuvo|explicó|"
    "sagte|sagt|erklärte|betonte|warnte|forderte|kritisierte|meinte|"
    "déclare|déclaré|affirme|affirmé|dit|averti|souligné|estimé|"
    "disse|dice|detto|affermato|dichiarato|afirmou|declarou|"
    "zei|zegt|verklaarde|sade|säger|sa|sier|sagde|siger|"
    "powiedział|powiedziała|oświadczył|oświadczyła|stwierdził|řekl|řekla|uvedl|prohlásil|"
    "сказал|сказала|заявил|заявила|отметил|сказав|сказала|заявив|заявила|είπε|δήλωσε|dedi|söyledi"
)
_NAME = r"(?:[^\W\d_a-zà-öø-ÿа-яёα-ώ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?)"
_NAMES = rf"{_NAME}(?:(?: (?:de|der|del|della|di|da|dos|van|von|al|el|bin|of|the))*[ \u00a0]{_NAME}){{0,5}}"
_BEFORE = re.compile(
    rf"(?P<name>{_NAMES})(?:,[^,.;\"“”]{{1,60}},)?[ \u00a0](?:has |had |also |again |then |a |ha |hat )?(?:{_SAYING})\b"
)
_AFTER = re.compile(rf"\b(?:{_SAYING})[ \u00a0](?P<name>{_NAMES})")
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ss]egún|[Ss]elon|laut|[Ss]econdo|[Ss]egundo|volgens|enligt|według|podle)"
    rf"[ \u00a0](?P<name>{_NAMES})"
)
_MOST = 320


def shown(snapshot: Snapshot, start: int, end: int) -> str:
    """Whom a snapshot shows as the speaker of a stretch; empty where it doesn't show that.

    Words in quotation marks are whose the sentence says that they are; others, in a record, the last head's.

    Args:
        snapshot: The stored text.
        start: Offset into the stored text.
        end: Offset just past the stretch.

    """
    first, last = snapshot.sentence(start, end)
    text = snapshot.text
    if marks(text[first:start]) % 2 == 0 and not re.search(r"[‘'][^’']*\Z", text[first:start]):
        return snapshot.holder(start) if snapshot.is_record else ""
    before = re.split(r"[\"“„«]|``", text[max(first, start - _MOST) : start])[0]
    after = re.split(r"[\"”“»]|''", text[end : min(last, end + _MOST)], maxsplit=1)
    outside = re.split(r"[\"“„«]|``", after[1])[0] if len(after) > 1 else ""
    for clause, patterns in ((outside, (_AFTER, _BEFORE)), (before, (_BEFORE, _ACCORDING, _AFTER))):
        found = next((match for pattern in patterns if (match := _last(pattern, clause))), None)
        if found:
            return " ".join(found["name"].split()).rstrip(".")
    return ""


def _last(pattern: re.Pattern[str], clause: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(clause):
        found = match
    return found
