"""Which story fits a question, and how often a story is used."""
