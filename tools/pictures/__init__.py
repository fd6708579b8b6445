"""Draws the pictures in the docs."""
