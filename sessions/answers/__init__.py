"""Answers in the store, and what is kept with them."""
