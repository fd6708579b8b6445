"""Answers in the store, and what is saved with them."""
