"""How single values have to look: ids, languages, addresses, dates, hashes."""

from __future__ import annotations

import functools
import ipaddress
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

import langcodes
from babel import Locale

from generator import addresses, dates
from generator.dates import Date
from generator.document import Text
from generator.model import MOST_ID, MOST_MARKDOWN
from generator.names import looks, scripts
from generator.problem import Fix, Problem
from generator.reference import did_you_mean

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED_FILES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Names that Windows refuses for files."""


def id(node: Text, what: str, taken: Callable[[str], str]) -> Problem | None:
    """An id is made of lower-case ASCII words with hyphens, and keeps clear of what is taken.

    Args:
        node: The id.
        what: What a message calls it.
        taken: Tells what has that name already; empty for a free one.

    """
    if len(node) > MOST_ID:
        message = f"{what} has {len(node)} characters: ids have at most {MOST_ID}"
        return Problem("unsafe-id", node.span, message, "shorten it")
    if not ID.fullmatch(node):
        plain = re.sub(r"[^a-z0-9]+", "-", _latin(node)).strip("-")
        odd = next((c for c in node if ord(c) > 127), "")
        why = (
            f"“{odd}” is {unicodedata.name(odd, 'no letter')}" if odd else "ids are lower-case ASCII words with hyphens"
        )
        message = f"{what} “{node}” cannot be an address: {why}"
        return Problem("unsafe-id", node.span, message, f"write `{plain}`" if plain else "use the letters a to z")
    if node in RESERVED_FILES:
        message = f"{what} “{node}” cannot be an address: some systems keep this name for devices"
        return Problem("unsafe-id", node.span, message, "choose another")
    if by := taken(node):
        return Problem("reserved-id", node.span, f"{what} “{node}” is {by}", "choose another")
    return None


def _latin(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def page(id: str) -> str:
    """What of the archive itself has an address of this name; empty for a free one."""
    own = id in addresses.RESERVED or id.isdigit()
    return "an address of the archive's own pages" if own else ""


def anchor(id: str) -> str:
    """What of a briefing's page has this name; empty for a free one."""
    return "the name of a part of the page" if addresses.is_section(id) else ""


def quotation(node: Text, _: str) -> Problem | None:
    """A quote is named by its briefing and its own id, with # between; a whole address says which is meant."""
    if re.fullmatch(rf"{ID.pattern}#{ID.pattern}", node):
        return None
    found = re.search(rf"({ID.pattern})(?:\.yaml|/)?#({ID.pattern})$", node)
    fix = Fix(node.span, f"{found[1]}#{found[2]}") if found else None
    help = f"did you mean `{found[1]}#{found[2]}`?" if found else "write the briefing's id, #, and the quote's id"
    return Problem("wrong-value", node.span, f"“{node}” names no quote", help, fix)


def language(node: Text, _: str) -> Problem | None:
    """A language is a BCP 47 tag, written as the registry has it."""
    if not _is_language(node):
        meant = _languages().get(node.casefold())
        help = f"did you mean `{meant}`?" if meant else "write a BCP 47 tag such as en, de, pt-BR, zh-Hant"
        fix = Fix(node.span, meant) if meant else None
        return Problem("wrong-language", node.span, f"“{node}” is no language tag", help, fix)
    usual = langcodes.standardize_tag(node)
    if usual != node:
        message = f"the language tag “{node}” is written `{usual}`"
        return Problem("wrong-language", node.span, message, f"write `{usual}`", Fix(node.span, usual))
    return None


@functools.lru_cache(maxsize=4096)
def _is_language(tag: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9-]{2,35}", tag)) and langcodes.tag_is_valid(tag)


@functools.cache
def _languages() -> dict[str, str]:
    """Tags by the English name of a language and by its own."""
    found: dict[str, str] = {}
    for tag, english in Locale("en").languages.items():
        if re.fullmatch(r"[a-z]{2,3}", tag):
            found.setdefault(english.casefold(), tag)
            if own := Locale(tag).get_display_name() if tag in _SPOKEN else None:
                found.setdefault(own.casefold(), tag)
    return found


_SPOKEN = (
    "ar",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "fi",
    "fr",
    "he",
    "hu",
    "it",
    "ja",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "uk",
    "zh",
)


def markdown(node: Text, what: str) -> Problem | None:
    """Free text has a length that is read, by people and by programs."""
    if len(node) <= MOST_MARKDOWN:
        return None
    message = f"{what} has {len(node):,} characters"
    return Problem("wrong-count", node.span.start, message, f"at most {MOST_MARKDOWN:,} are read: shorten it")


def url(node: Text, name: str) -> Problem | None:
    """An address is a whole one on the public web, and its host shows what it is."""
    why, help = _url_fault(node)
    if not why:
        return None
    whole = f"https://{node}"
    if re.match(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|$)", node) and not _url_fault(whole)[0]:
        return Problem("wrong-url", node.span, f"{name} {why}", f"did you mean {whole}?", Fix(node.span, whole))
    return Problem("wrong-url", node.span, f"{name} {why}", help)


def _url_fault(text: str) -> tuple[str, str]:
    """What is wrong with an address, and the cure; both empty for a good one."""
    whole = "write it whole, beginning with https://"
    if not re.match(r"https?://", text):
        return "is no web address", whole
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", text):
        return "has a character that no web address has", "copy it anew from the browser"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is no web address", whole
    if "@" in parts.netloc:
        return "carries a name or a password", "take what stands before the @ out"
    return _host_fault(host) if port != 0 else ("names no host on the web", whole)


def _host_fault(host: str) -> tuple[str, str]:
    if not re.fullmatch(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}\.?|[0-9a-f:.]+", host):
        return "names no host on the web", "write it whole, beginning with https://"
    for label in host.split("."):
        if len(scripts(label)) > 1 or (not label.isascii() and looks(label).isascii()):
            return "has a host that looks like another, as deceivers' do", "copy it anew from where it is safe"
    try:
        own = not ipaddress.ip_address(host).is_global
    except ValueError:
        own = host.rstrip(".").endswith((".localhost", ".local", ".internal")) or host.replace(".", "").isdigit()
    return ("leads into a private network", "write the address that readers can open") if own else ("", "")


def sha256(node: Text, name: str) -> Problem | None:
    """A hash is 64 lower-case hexadecimal digits."""
    if re.fullmatch(r"[0-9a-f]{64}", node):
        return None
    low = node.lower()
    fix = Fix(node.span, low) if re.fullmatch(r"[0-9a-f]{64}", low) else None
    return Problem("wrong-hash", node.span, f"{name} is no SHA-256", "write 64 lower-case hexadecimal digits", fix)


def wikidata(node: Text, _: str) -> Problem | None:
    """An item of Wikidata is a Q and its number."""
    if re.fullmatch(r"Q[1-9][0-9]{0,11}", node):
        return None
    found = re.fullmatch(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?[Qq]?([1-9][0-9]{0,11})", node)
    fix = Fix(node.span, f"Q{found[1]}") if found else None
    help = f"did you mean `Q{found[1]}`?" if found else "write it as Q4115189"
    return Problem("wrong-value", node.span, f"“{node}” is no Wikidata item", help, fix)


def choice(node: Text, known: tuple[str, ...], name: str) -> Problem | None:
    """A value is one of those that the field knows."""
    if node in known:
        return None
    help, fix = did_you_mean(node, known, "it is one of " + ", ".join(known))
    return Problem("wrong-value", node.span, f"`{name}` cannot be “{node}”", help, fix)


def date(node: Text, name: str, *, whole_day: bool) -> Date | Problem:
    """A date is ISO 8601 or EDTF; some fields need a full day."""
    try:
        date = dates.of(node)
    except ValueError as error:
        meant = dates.guess(node)
        if whole_day and meant and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", meant):
            meant = None
        help = f"did you mean {meant}?" if meant else "write 2026-01-16, 2026-01, 2026 or 2026-01~"
        fix = Fix(node.span, meant) if meant else None
        return Problem("wrong-date", node.span, f"“{node}” is no date: {error}", help, fix)
    if whole_day and (date.precision != "day" or date.qualifier):
        return Problem("wrong-date", node.span, f"`{name}` is a full day", "write it as 2026-01-16")
    return date
