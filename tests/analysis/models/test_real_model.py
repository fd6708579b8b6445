"""The official models, fetched by Viva's own code, load and transcribe the sample answer."""

from __future__ import annotations

import pytest
from faster_whisper import WhisperModel

from analysis import demo
from tests.examples import one_more
from tests.real_model import RealModel


@pytest.mark.real_model
@pytest.mark.parametrize("name", ["tiny.en", *one_more("base")])
def test_an_official_model_transcribes_the_sample_answer(real_model: RealModel, name: str) -> None:
    whisper = WhisperModel(
        str(real_model(name)), device="cpu", compute_type="int8", local_files_only=True
    )
    segments, _ = whisper.transcribe(
        str(demo.ANSWER), language="en", beam_size=1, clip_timestamps=[0.0, 20.0]
    )
    heard = " ".join(segment.text for segment in segments).lower()
    assert "my mother" in heard and "nurse" in heard, heard
