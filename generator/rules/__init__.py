"""The catalogue of rules: what each protects, an example of what breaks it, and the cure."""

from __future__ import annotations

from generator.rules import checking, linking, proving, reading
from generator.rules.rule import Rule, Severity

__all__ = ["CATALOGUE", "Rule", "Severity"]

CATALOGUE: dict[str, Rule] = {
    rule.code: rule for rule in (*reading.RULES, *checking.RULES, *linking.RULES, *proving.RULES)
}
"""All rules by code, in the order of the way of the data."""
