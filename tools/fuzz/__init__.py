"""Feeds Viva rubbish: damaged files, hostile texts, rows and messages; see `__main__`."""
