"""Widgets of the first screen."""
