"""Answers, recordings, and analyses to fill a store with."""

from __future__ import annotations

import wave
from pathlib import Path

from analysis.types import (
    Analysis,
    Filler,
    Note,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Transcript,
    Word,
)
from sessions.store import Store
from sessions.types import Answer

RATE = 8000


def write_wav(path: Path, seconds: float, *, width: int = 2, channels: int = 1) -> bytes:
    """Write a correct WAV and return its samples."""
    size = round(seconds * RATE) * width * channels
    samples = bytes(i * 31 % 251 for i in range(size))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    return samples


def begin(
    store: Store, question_id: str | None = "a-mistake", session: int | None = None
) -> Answer:
    return store.begin_answer(
        store.begin_session("practice").id if session is None else session,
        QuestionContext(
            question_id, "Tell me about a time you made a mistake.", "behavioural", (120, 180)
        ),
    )


def record(
    store: Store,
    question_id: str | None = "a-mistake",
    seconds: float = 1.0,
    session: int | None = None,
) -> Answer:
    """Record an answer from beginning to end."""
    answer = begin(store, question_id, session)
    write_wav(answer.path, seconds)
    return store.finish_recording(answer.id, duration=seconds, sample_rate=RATE, overflows=0)


def analysed(
    path: Path | str,
    *,
    overall: int | None = 84,
    model: str | None = "base.en",
    words: tuple[str, ...] | None = ("I", "forgot", "it"),
    pace: float | None = 131.0,
) -> Analysis:
    """Make an analysis with something in every part; ``words=None`` waits for a model."""
    transcript = None
    if words is not None:
        spoken = tuple(Word(i * 0.25, i * 0.25 + 0.2, word, 0.9) for i, word in enumerate(words))
        transcript = Transcript(spoken, 1.0, "en", model)
    return Analysis(
        version="1",
        recording=Recording(str(path), 1.0, RATE, 2),
        question=QuestionContext("a-mistake", "Tell me …", "behavioural", (120.0, 180.0)),
        transcript=transcript,
        pauses=(Pause(0.2, 0.5, "mid_clause"), Pause(0.6, 0.9)),
        fillers=(Filler(0.1, 0.2, "um", "filled_pause", "sound", 0.8),),
        measures={"words_per_minute": pace, "mid_clause_pause_rate": None, "answer_length": 1.0},
        scores=(Score("pace", 100, "within", "Keep this pace.", "Munro & Derwing 1998"),),
        overall=overall,
        notes=(Note("recording", "A little quiet.", 0.0, 1.0), Note("transcript", "Fine.")),
    )
