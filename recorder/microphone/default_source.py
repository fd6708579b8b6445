"""What the sound server records from by default: a microphone, or what the computer plays."""

from __future__ import annotations

import subprocess

COMMAND = ("pactl", "get-default-source")
TIMEOUT = 2.0
MONITOR = ".monitor"
"""How the server's names of sources end that record what the computer plays."""

RECORDS_PLAYBACK = (
    "Your computer's default input records the sound it plays, not a microphone. Choose a "
    "microphone as the input in your system's sound settings."
)


def default_source_note() -> str | None:
    """Return what is wrong with the default input; ``None`` if nothing is, or no server says."""
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return RECORDS_PLAYBACK if done.stdout.strip().endswith(MONITOR) else None
