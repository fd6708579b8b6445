"""Widgets for the first screen."""
