"""From samples to frames: reading audio, filtering, and per-frame features (numpy)."""
