"""Values as the YAML that an author would write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"(?!.*(?::\s| #|:$))[^\W_][^\n]*(?<!\s)|https?://\S+")


def text(value: Mapping[str, Any]) -> str:
    """A mapping as a YAML file. What is None or empty is left out; lists of ids stand on one line."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        if not inner:
            continue
        if isinstance(inner, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(inner, indent + "  ")
        elif isinstance(inner, tuple):
            yield f"{indent}{key}: [{', '.join(inner)}]"
        elif isinstance(inner, list):
            yield f"{indent}{key}:"
            for item in inner:
                yield from _item(item, indent + "  ")
        elif "\n" in inner:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}" if line else "" for line in inner.split("\n"))
        else:
            yield f"{indent}{key}: {_scalar(inner)}"


def _item(item: Mapping[str, Any] | str, indent: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{indent}- {_scalar(item)}"
        return
    mark = "- "
    for line in _lines(item, ""):
        yield f"{indent}{mark}{line}"
        mark = "  "


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
