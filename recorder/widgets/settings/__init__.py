"""Widgets for the settings and the first steps."""
