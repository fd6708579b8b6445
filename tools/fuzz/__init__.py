"""Feeds Viva garbage: damaged files, hostile text, rows, and messages; see `__main__`."""
