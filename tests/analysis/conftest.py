"""What the tests of the analysis compute once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pytest

from analysis.sound import encoder
from analysis.sound.arrays import Floats

WINDOWS = 150
"""Encoded windows that are kept, 1.5 MB each."""


@pytest.fixture(scope="session", autouse=True)
def encoded_once() -> Iterator[None]:
    """Encode each window of sound once: many tests hear the same sound, to the bit."""
    real = encoder.encode

    @lru_cache(WINDOWS)
    def encoded(sound: bytes) -> Floats:
        frames = real(np.frombuffer(sound, np.float32))
        frames.flags.writeable = False
        return frames

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "encode", lambda samples: encoded(samples.tobytes()))
        yield
