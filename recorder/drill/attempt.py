"""One attempt at a term: recorded to its own folder, transcribed, compared, removed.

Knows no screen. The sound is deleted as soon as it has been compared, whatever happened; what a
crash leaves behind is removed when the next drill begins.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from analysis.leftovers import remove_older
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.words.terms import STRESS, TermReading, compare, letters
from prompts.vocabulary import Term
from recorder.analyst.client import Analyst
from recorder.microphone.types import Microphone
from recorder.recording.take import Take

PREFIX = "try-"
OLD = 600.0
"""Seconds after which the sound of an attempt can't belong to a running drill."""


def begin(folder: Path, microphone: Microphone) -> Take:
    """Make a take, not started, in a private folder next to the recordings.

    Raises
    ------
    OSError
        If the folder can't be created.
    """
    return Take(Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder)) / "try.wav", microphone)


def remove(take: Take) -> None:
    """Stop the take and remove its sound."""
    take.stop()
    shutil.rmtree(take.path.parent, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what a crash left of earlier attempts."""
    remove_older(folder, PREFIX, OLD)


async def evaluate(
    analyst: Analyst, path: Path, model: Model, term: Term, others: Collection[str]
) -> tuple[TermReading, str]:
    """Transcribe a recording and compare it with the term; add a sentence on its stress.

    The sentence is empty where the stress isn't clear, or where more than the term was said.

    Raises
    ------
    AnalysisFailed
        With what is wrong, in one sentence.
    """
    analysis = await analyst.analyze(Job(0, path, model=model, say=term.say))
    words = analysis.transcript.words if analysis.transcript else ()
    reading = compare(term.text, words, also=term.also, others=others)
    alone = letters(" ".join(w.text for w in words)) == letters(reading.text)
    if reading.outcome != "heard" or not alone:
        return reading, ""
    return reading, " ".join(note.text for note in analysis.notes if note.kind == STRESS)
