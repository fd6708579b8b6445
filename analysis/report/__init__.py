"""The report of one answer: ``build`` decides what to say, renderers decide how it looks."""
