"""Checklists and the doctor."""
