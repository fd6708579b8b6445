"""Checks words against the sound: which count, where they lie, and which Whisper invented."""
