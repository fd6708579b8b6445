"""The demo: a sample answer that comes with Viva goes all the way to a report.

It is recorded by a real ``Take`` from a file instead of a microphone, faster than real time, into a
temporary folder, and transcribed by the person's own model. Nothing is saved.
"""

from __future__ import annotations

import asyncio
import math
import tempfile
from collections.abc import Callable
from pathlib import Path

from analysis import demo
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis, QuestionContext
from recorder.analyst.client import Analyst
from recorder.microphone.file_microphone import FileMicrophone
from recorder.recording.take import Recorded, Take

QUESTION = "tell-me-about-yourself"

StageListener = Callable[[str, float], None]
"""Called with what is being done, and the share done (0–1)."""


def microphone() -> FileMicrophone:
    """Return the sample answer as a microphone, as fast as it can be read."""
    return FileMicrophone(demo.ANSWER, speed=math.inf)


async def run(
    question: QuestionContext, analyst: Analyst, model: Model | None, stage: StageListener
) -> Analysis:
    """Record and analyze the sample answer; ``AnalysisFailed`` as for any other.

    Without a ``model`` it is analyzed from its sound alone.
    """
    with tempfile.TemporaryDirectory(prefix="viva-demo-") as folder:
        recorded = await record(Path(folder) / "answer.wav", stage)
        job = Job(0, recorded.path, question, model, None, recorded.overflows)
        return await analyst.analyze(job, lambda share, left: stage("analyzing", share))


async def record(path: Path, stage: StageListener) -> Recorded:
    """Record the sample answer to a WAV file."""
    stage("recording", 0.0)
    take = Take(path, microphone())
    take.start()
    try:
        while not take.finished:
            await asyncio.sleep(0.02)
    finally:
        recorded = take.stop()
    stage("recording", 1.0)
    return recorded
