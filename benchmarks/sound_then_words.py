#!/usr/bin/env python3
"""Check whether the words contradict anything a report says before they arrive.

    python benchmarks/sound_then_words.py MODEL RECORDING … [--target 30-60] [--reports FOLDER]

Every recording is analyzed as for a person: first the report from the sound alone, then the one
with the words. Prints for each recording its length, how many things the first report says, which
of them the second contradicts, and how the answer ended. With ``--reports``, both reports are
saved as text. MODEL is the folder of a real model. Exits 1 if anything was contradicted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from analysis.models.known import find
from analysis.pipeline.follow import RecordingAnalysis
from analysis.protocol import Job
from analysis.report.build import build
from analysis.report.text import render
from analysis.scoring.advice import clock
from analysis.sound.audio import load
from analysis.transcription.transcribe import Whisper
from analysis.types import Analysis, QuestionContext
from tests.analysis.report.contradicted import contradictions


def both(path: Path, whisper: Whisper, target: tuple[float, float]) -> tuple[Analysis, Analysis]:
    """Analyze a recording from the sound alone, then with its words."""
    question = QuestionContext("spontaneous", "Speak freely.", None, target)
    job, audio = Job(1, path, question, model=whisper.model), load(path)
    recording = RecordingAnalysis(job, whisper)
    recording.acoustics.feed(audio.samples)
    recording.complete(audio.sample_rate, audio.promised)
    alone = recording.result(sound_alone=True)
    while chunk := recording.acoustics.ready():
        recording.acoustics.add(chunk, recording.transcribe(chunk, lambda share: None))
    return alone, recording.result()


def main() -> int:
    """Analyze and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("recordings", nargs="+", type=Path)
    parser.add_argument("--target", default="30-60", metavar="MIN-MAX")
    parser.add_argument("--reports", type=Path)
    asked = parser.parse_args()
    low, _, high = asked.target.partition("-")
    model = find(str(asked.model), asked.model.parent)
    if model is None:
        parser.error(f"{asked.model} holds no model")
    whisper, flipped, stated = Whisper(model), 0, 0
    for path in asked.recordings:
        alone, complete = both(path, whisper, (float(low), float(high)))
        first, last = build(alone), build(complete)
        count = len(first.heard) + len(first.lines) + len(first.cautions) + bool(first.unjudged)
        count += len(first.timeline.events) if first.timeline else 0
        found = contradictions(alone, complete)
        flipped, stated = flipped + len(found), stated + count
        length = clock(complete.measures.get("answer_length") or 0.0)
        became = last.unjudged or f"overall {last.overall}"
        print(f"{path.stem:14} {length:>5}  {count:3} stated  {len(found)} flipped  {became}")
        print(*(f"    ! {each}" for each in found), sep="\n", end="\n" if found else "")
        if asked.reports:
            asked.reports.mkdir(parents=True, exist_ok=True)
            for name, report in (("sound", first), ("words", last)):
                text = render(report, width=100)
                (asked.reports / f"{path.stem}.{name}.txt").write_text(text, "utf-8")
    print(f"{stated} statements from the sound alone, {flipped} contradicted by the words")
    return 1 if flipped else 0


if __name__ == "__main__":
    sys.exit(main())
