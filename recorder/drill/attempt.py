"""One try at a term: recorded into a folder of its own, written down, compared, removed.

Knows no screen. The sound is gone as soon as it has been compared, whatever happened; what a
crash left behind goes when the next drill begins.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

from analysis.models.known import Model
from analysis.protocol import Job
from analysis.words.terms import TermReading, compare
from prompts.vocabulary import Term
from recorder.analyst.client import Analyst
from recorder.microphone.types import Microphone
from recorder.recording.take import Take

PREFIX = "try-"
OLD = 600.0
"""Seconds after which the sound of a try belongs to no drill that still runs."""


def begin(folder: Path, microphone: Microphone) -> Take:
    """Make a take, not started, in a private folder beside the recordings.

    Raises
    ------
    OSError
        When the folder cannot be made.
    """
    return Take(Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder)) / "try.wav", microphone)


def remove(take: Take) -> None:
    """Stop the take and remove its sound."""
    take.stop()
    shutil.rmtree(take.path.parent, ignore_errors=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what a crash left of earlier tries."""
    for left in folder.glob(f"{PREFIX}*"):
        if time.time() - left.stat().st_mtime > OLD:
            shutil.rmtree(left, ignore_errors=True)


async def evaluate(
    analyst: Analyst, path: Path, model: Model, term: Term, others: Collection[str]
) -> TermReading:
    """Have a recording written down and compare it with the term.

    Raises
    ------
    AnalysisFailed
        With what is wrong, in one sentence.
    """
    analysis = await analyst.analyze(Job(0, path, model=model))
    words = analysis.transcript.words if analysis.transcript else ()
    return compare(term.text, words, also=term.also, others=others)
