"""A sound that makes the real Whisper loop gives a text without a loop, the same one each time."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import demo
from analysis.models.known import Model
from analysis.sound.audio import RATE, load
from analysis.transcription.transcribe import Whisper
from tests.real_model import RealModel


@pytest.mark.slow
def test_a_loop_is_decoded_again_without_it(real_model: RealModel) -> None:
    """The decoder transcribes "for the seed" about thirty times."""
    base = Whisper(Model("base", real_model("base")))
    syllables = load(demo.ANSWER).samples[2 * RATE : 2 * RATE + RATE // 2]
    sound = np.tile(syllables, 40)
    texts = [base.transcribe(sound, lambda share: None).text.split() for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(texts[0]) < 20
