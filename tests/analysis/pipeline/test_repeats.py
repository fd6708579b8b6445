"""Repeats that a transcriber left out are in the transcript, followed or finished."""

from __future__ import annotations

import json

import numpy as np
import pytest

from analysis import demo
from analysis.pipeline.listen import AcousticAnalysis
from analysis.sound.audio import RATE, Samples, load
from analysis.types import Transcript, Word

FIRST, LAST = 5.936, 6.491
"""When "a doctor" is said in the sample answer."""


@pytest.fixture(scope="module")
def twice() -> Samples:
    """The first 25 s of the sample answer, in which "a doctor" is played twice."""
    sound = load(demo.ANSWER).samples[: 25 * RATE]
    return np.concatenate([sound[: round(LAST * RATE)], sound[round(FIRST * RATE) :]])


def heard(sound: Samples, step: float) -> str:
    """The transcript's text of a sound that comes in steps of some seconds."""
    acoustics = AcousticAnalysis(words=True)
    for at in range(0, len(sound), round(step * RATE)):
        acoustics.feed(sound[at : at + round(step * RATE)])
        add_words(acoustics)
        acoustics.transcript()
    acoustics.end()
    add_words(acoustics)
    transcript = acoustics.transcript()
    assert transcript is not None
    return " ".join(word.text for word in transcript.words)


def add_words(acoustics: AcousticAnalysis) -> None:
    """Add the words of the chunks that are ready, as if nothing had been played twice."""
    truth = [Word(**word) for word in json.loads(demo.TRUTH.read_text())["words"]]
    while audio := acoustics.ready():
        begin, end = audio.chunk.heard_from / RATE, audio.chunk.heard_to / RATE
        words = tuple(w for w in truth if begin <= w.start and w.end + 1 < end)
        acoustics.add(audio, Transcript(words, end - begin, "en", "fake"))


def test_a_repeat_is_in_the_transcript_followed_or_finished(twice: Samples) -> None:
    whole = heard(twice, 60)
    assert "a doctor a doctor from" in whole
    assert heard(twice, 0.5) == whole
