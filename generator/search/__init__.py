"""Search: what of the archive can be found, and the index that a reader's browser finds it by."""

from generator.search.stretches import FIRST, Outline, Planned, files, index, planned

__all__ = ["FIRST", "FOLDER", "Outline", "Planned", "files", "index", "planned"]

FOLDER = "assets/search"
"""Where the index stands below the site's root."""
