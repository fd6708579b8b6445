"""Widgets for programs."""
