"""The program notebook and what belongs to it."""
