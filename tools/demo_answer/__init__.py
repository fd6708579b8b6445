"""Speaks the answer that ships with Viva, with its exact words, fillers, and pauses."""
