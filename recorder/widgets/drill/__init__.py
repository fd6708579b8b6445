"""Widgets for the medical term drill."""
