"""Widgets of the settings and first steps."""
