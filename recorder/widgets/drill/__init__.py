"""Widgets of the medical term drill."""
