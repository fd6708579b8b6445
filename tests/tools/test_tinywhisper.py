"""The demonstration model's text, its folder, and the demo's answer."""

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from analysis.demo import ANSWER, MODEL, TRUTH
from tools.tinywhisper.targets import Segment, Writer
from tools.tinywhisper.text import (
    FILLERS,
    MARKERS,
    Word,
    lists,
    patterns,
    sentence,
    vocabulary,
    written,
)

SCRIPT = Path(__file__).parents[2] / "tools" / "tinywhisper" / "demo_answer.txt"


def sentences(count: int, held_out: bool = False) -> list[list[Word]]:
    rng = random.Random(11)
    return [sentence(rng, held_out) for _ in range(count)]


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TRUTH.read_text())
    return found


def test_fillers_are_spoken_and_never_written() -> None:
    made = sentences(2000)
    spoken = {w.spoken.strip(",.?") for s in made for w in s}
    heard = {w.lower().strip(",.?") for s in made for w in written(s).split()}
    assert set(FILLERS) <= spoken
    assert not heard & set(FILLERS)


def test_discourse_markers_are_written() -> None:
    text = " ".join(written(s).lower() for s in sentences(2000))
    assert all(marker.lower() in text for marker in MARKERS)


def test_every_pattern_fills_and_every_sentence_ends() -> None:
    for s in sentences(1000):
        text = written(s)
        assert not set("{}|[]@") & set(text)
        assert text[0].isupper()
        assert s[-1].spoken[-1] in ".?"


def test_the_same_seed_gives_the_same_text() -> None:
    assert sentences(50) == sentences(50)


def test_held_out_patterns_are_kept_from_training() -> None:
    held, trained = set(patterns(True)), set(patterns(False))
    assert len(held) >= 20
    assert not held & trained


def test_lists_named_in_patterns_exist() -> None:
    named = {"relative", "did", "doing", "illness", "noun", "verb"}
    assert named <= set(lists())


def test_words_of_held_out_patterns_are_heard_in_other_sentences() -> None:
    words, weights = vocabulary()
    drawn = dict(zip(words, weights, strict=True))
    assert drawn["shopkeeper"] > drawn["the"] > 0
    assert "Monday" in drawn and "monday" not in drawn
    assert "relatives}" not in drawn and "firstname" not in drawn


def test_the_mark_between_two_sentences_covers_the_pause() -> None:
    writer = Writer(Tokenizer.from_file(str(MODEL / "tokenizer.json")))
    first = Segment([(0.2, 0.5, "We"), (0.5, 1.0, "waited.")], complete=True)
    second = Segment([(3.0, 3.2, ""), (3.5, 3.7, "It"), (3.7, 4.1, "rained.")], complete=True)
    line = writer.line([first, second], timed=True, end=6.0, rng=random.Random(0))
    mark = writer.encode("waited.")[-1][0]
    spans = [s for t, s in zip(line.targets, line.spans, strict=True) if t == mark]
    assert spans == [(1.0, 3.5), (4.1, 4.5)]


def test_training_never_sees_the_demos_sentences() -> None:
    lines = {line.strip() for line in SCRIPT.read_text().splitlines()}
    assert not lines & {p + "." for p in patterns(False)}


def test_the_model_is_small() -> None:
    assert sum(f.stat().st_size for f in MODEL.iterdir()) <= 12e6


def test_ids_lie_as_ctranslate2_needs_them() -> None:
    tokens = json.loads((MODEL / "tokenizer.json").read_text())["added_tokens"]
    names = [t["content"] for t in sorted(tokens, key=lambda t: t["id"])]
    assert names[:2] == ["<|endoftext|>", "<|startoftranscript|>"]
    assert names[8] == "<|notimestamps|>"
    assert names[9] == "<|0.00|>" and names[-1] == "<|30.00|>"
    assert json.loads((MODEL / "vocabulary.json").read_text())[-1] == "<|30.00|>"


def test_silence_gives_no_text() -> None:
    whisper = pytest.importorskip("faster_whisper")
    model = whisper.WhisperModel(str(MODEL), device="cpu", compute_type="int8", cpu_threads=1)
    silence = np.zeros(10 * 16000, np.float32)
    segments, _ = model.transcribe(
        silence, language="en", temperature=0.0, condition_on_previous_text=False
    )
    assert [s.text for s in segments] == []


def test_the_answer_lasts_as_long_as_its_truth_says(truth: dict[str, Any]) -> None:
    soundfile = pytest.importorskip("soundfile")
    info = soundfile.info(str(ANSWER))
    assert (info.samplerate, info.channels) == (16000, 1)
    assert info.duration == pytest.approx(truth["duration"], abs=1e-3)
    assert 120 <= truth["duration"] <= 150


def test_the_truth_is_in_order(truth: dict[str, Any]) -> None:
    for name in ("words", "fillers", "discourse_markers", "pauses"):
        edges = [t for span in truth[name] for t in (span["start"], span["end"])]
        assert edges == sorted(edges)
    assert not {w["text"].strip(",.?").lower() for w in truth["words"]} & set(FILLERS)
    assert len(truth["fillers"]) >= 8
    assert truth["question"] == "tell-me-about-yourself"


def test_nothing_is_said_in_a_pause(truth: dict[str, Any]) -> None:
    sounds = truth["words"] + truth["fillers"]
    for pause in truth["pauses"]:
        assert pause["end"] - pause["start"] >= 0.249
        assert not any(
            s["start"] < pause["end"] - 1e-3 and s["end"] > pause["start"] + 1e-3 for s in sounds
        )
