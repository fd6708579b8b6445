"""What can be told from the words alone (standard library)."""
