"""Verify: a quotation and a snapshot give evidence. The rules, with their reasons, stand in `docs/evidence.md`."""

from generator.verify.batch import Claim, prove
from generator.verify.match import quotation
from generator.verify.passages import clean, keep, strange
from generator.verify.snapshot import Snapshot

__all__ = ["Claim", "Snapshot", "clean", "keep", "prove", "quotation", "strange"]
