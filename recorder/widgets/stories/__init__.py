"""Widgets for stories."""
