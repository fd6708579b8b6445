"""Recordings in other formats: lossless compression, playable copies, MP3 for pages."""
