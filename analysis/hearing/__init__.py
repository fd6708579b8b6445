"""From frames to speech regions, pauses, syllables, and filled pauses (numpy)."""
