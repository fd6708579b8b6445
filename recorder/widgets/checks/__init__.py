"""Widgets for the checklists and the doctor."""
