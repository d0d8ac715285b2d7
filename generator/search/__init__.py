"""Search: what of the archive can be found, and the index that finds it in a reader's browser."""
