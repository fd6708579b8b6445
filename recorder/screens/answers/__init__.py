"""Lists of earlier answers."""
