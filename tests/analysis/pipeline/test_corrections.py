"""A person's corrections count in the judged answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from analysis.pipeline.follow import RecordingAnalysis
from analysis.protocol import Job
from analysis.types import Word
from analysis.words.corrections import reworded
from tests.analysis.sounds import three_phrases


def test_words_that_a_person_repeats_are_not_taken_for_an_echo() -> None:
    texts = ["I", "went", "to", "the", "store"]
    words = tuple(Word(0.6 + n / 5, 0.8 + n / 5, text) for n, text in enumerate(texts))
    typed = reworded(words, "I went to the I went to the store")
    job = Job(0, Path("a.wav"), None, words=words, words_by="base", corrections=typed)
    recording = RecordingAnalysis(job, None)
    recording.acoustics.feed(np.asarray(three_phrases(), np.float32))
    recording.complete(16_000)
    analysis = recording.result()
    assert analysis.transcript is not None and len(analysis.transcript.words) == 9
    assert not [note for note in analysis.notes if note.kind == "transcript"]
