"""Widgets of the checklists and the doctor."""
