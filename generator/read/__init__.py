"""Read: bytes to a tree of text in which every value keeps its place, or problems."""

from generator.read.characters import plain
from generator.read.files import folder, left_alone
from generator.read.texts import Texts, letters
from generator.read.tree import document

__all__ = ["Texts", "document", "folder", "left_alone", "letters", "plain"]
