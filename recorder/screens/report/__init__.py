"""The report of one answer: playing it, correcting it, and linking a story."""
