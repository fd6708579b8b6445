"""The medical term drill."""
