"""The judged answer comes with the scores of its parts, where a question asks for parts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.pipeline.follow import RecordingAnalysis
from analysis.pipeline.judge import BY_PHRASES_ALONE, prepare
from analysis.protocol import Job
from analysis.sentences import encoder, parts
from analysis.sentences.encoder import encode
from analysis.types import Analysis, Correction, QuestionContext, Word
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import question
from tests.analysis.pipeline.test_tasks import Typist
from tests.analysis.sounds import three_phrases

SAID = spoken(
    "I graduated from medical school in Quito in 2019. Right now I work in a free clinic in "
    "Chicago, and I want to care for children and adults, which is why I chose Med-Peds."
)
YOURSELF = question("tell-me-about-yourself")


def listened(job: Job) -> RecordingAnalysis:
    recording = RecordingAnalysis(job, None)
    recording.acoustics.feed(np.asarray(three_phrases(), np.float32))
    recording.complete(16_000)
    return recording


def analyzed(
    asked: QuestionContext | None,
    words: tuple[Word, ...] = SAID,
    corrections: tuple[Correction, ...] = (),
) -> Analysis:
    job = Job(0, Path("a.wav"), asked, words=words, words_by="base", corrections=corrections)
    return listened(job).result()


def test_an_answer_comes_with_the_scores_of_what_was_asked() -> None:
    found = analyzed(YOURSELF).part_scores
    assert found is not None and found.kind == "introduction"
    assert [p.name for p in found.parts] == ["training", "moment", "now", "why"]
    assert all(SAID[0].start <= p.start < p.end <= SAID[-1].end for p in found.parts)
    training, moment, *_ = found.parts
    assert training.score > moment.score and found.off < 0


def test_what_asks_for_no_parts_has_no_scores() -> None:
    assert analyzed(None).part_scores is None
    assert analyzed(QuestionContext("free", "Say something.", "free")).part_scores is None
    assert analyzed(YOURSELF, ()).part_scores is None


def test_the_sound_alone_has_no_scores() -> None:
    recording = listened(Job(0, Path("a.wav"), YOURSELF, words=SAID, words_by="base"))
    assert recording.result(sound_alone=True).part_scores is None
    assert recording.result().part_scores is not None


def test_corrected_words_are_scored() -> None:
    first, last = SAID[0], SAID[8]
    corrections = (Correction(first.start, last.end, "word", "My father is a very tall man."),)
    before, after = (
        analyzed(YOURSELF).part_scores,
        analyzed(YOURSELF, SAID, corrections).part_scores,
    )
    assert before is not None and after is not None
    assert after.parts[0].score < before.parts[0].score


def test_only_english_words_are_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = listened(Job(0, Path("a.wav"), YOURSELF, words=SAID, words_by="base"))
    whole = recording._transcript()
    assert whole is not None
    monkeypatch.setattr(recording, "_transcript", lambda: replace(whole, language="es"))
    assert recording.result().part_scores is None


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are encoded, each once."""
    seen: list[str] = []
    encode.cache_clear()
    run = encoder._word_pieces()

    class Noting:
        def encode(self, text: str) -> object:
            seen.append(text)
            return run.encode(text)

    monkeypatch.setattr(encoder, "_word_pieces", Noting)
    return seen


def test_the_encoder_is_loaded_while_the_recording_grows(texts: list[str]) -> None:
    asked, unasked = (Job(0, Path("a.wav"), each) for each in (YOURSELF, None))
    RecordingAnalysis(asked, None).prepare()
    RecordingAnalysis(unasked, Typist()).prepare()
    assert texts == [], "no words, or no parts, are wanted"
    RecordingAnalysis(asked, Typist()).prepare()
    assert texts == [""]


def test_only_the_last_sentences_are_left_to_encode_at_the_stop(texts: list[str]) -> None:
    first = "I graduated from medical school in Quito in 2019."
    prepare(YOURSELF, SAID[:-9])
    assert first in texts
    before = len(texts)
    assert analyzed(YOURSELF).part_scores is not None
    assert texts[before:] and first not in texts[before:]


FILES = {
    "MODEL": ("sentences.onnx", b"", encoder),
    "VOCABULARY": ("sentences.txt", None, encoder),
    "HEADS": ("parts.npz", b"PK", parts),
}


@pytest.mark.parametrize("file", FILES)
def test_a_damaged_encoder_leaves_the_phrases_and_one_note(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    name, content, owner = FILES[file]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    _forget_files()
    monkeypatch.setattr(owner, file, tmp_path / name)
    recording = RecordingAnalysis(Job(0, Path("a.wav"), YOURSELF), Typist())
    recording.prepare()
    found = analyzed(YOURSELF)
    assert found.part_scores is None and found.transcript is not None
    assert [note.text for note in found.notes].count(BY_PHRASES_ALONE) == 1
    monkeypatch.undo()
    _forget_files()
    assert analyzed(YOURSELF).part_scores is not None


def _forget_files() -> None:
    for each in (encode, encoder._word_pieces, parts.load):
        each.cache_clear()
