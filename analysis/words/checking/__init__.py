"""Checks words against the sound: which count, where they are, and which Whisper invented."""
