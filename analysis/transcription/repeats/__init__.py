"""Repeats that Whisper left out, put back where the sound has them."""
