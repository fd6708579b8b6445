"""Analysis that needs only the words (standard library)."""
