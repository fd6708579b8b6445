"""Draws the pictures that the docs show."""
