"""Speech for tests: the sample answer, cut or repeated to a length."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from analysis import demo

BEGINS = 0.9
"""Second at which the sample answer starts to speak."""


def write_speech(path: Path, seconds: float, *, still: float = 0.0) -> Path:
    """Write this many seconds of speech, 16 kHz and 16 bits, with silence before and after."""
    spoken, rate = soundfile.read(demo.ANSWER, dtype="float32", start=int(BEGINS * 16_000))
    count = int(seconds * rate)
    whole = np.tile(spoken, 1 + count // len(spoken))[:count]
    quiet = np.zeros(int(still * rate), np.float32)
    soundfile.write(path, np.concatenate([quiet, whole, quiet]), rate, subtype="PCM_16")
    return path
