"""Read: bytes to a tree of text in which every value keeps its place, or problems."""

from generator.read.files import MOST_BYTES, folder
from generator.read.tree import document

__all__ = ["MOST_BYTES", "document", "folder"]
