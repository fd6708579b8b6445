"""Residency programs: facts for practice, interview times, and reminders."""
