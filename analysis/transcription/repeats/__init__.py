"""Repeats that Whisper tidied away, put back where the sound has them."""
