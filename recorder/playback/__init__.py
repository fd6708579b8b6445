"""Playing recordings, tones, and spoken text."""
