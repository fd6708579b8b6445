"""Widgets used while recording: clock, level, question, thinking time."""
