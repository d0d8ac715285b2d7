"""The form of a rule's entry in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the catalogue."""

    code: str
    """Its name in messages."""
    severity: Severity
    """An error stops a build; a warning does so only where it is told to be strict."""
    title: str
    """What the rule asks for, as a statement."""
    why: str
    """What it protects."""
    example: str
    """What breaks it."""
    cure: str
    """What to do about it."""
