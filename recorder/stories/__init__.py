"""Which story fits a question, and how often it has been told."""
