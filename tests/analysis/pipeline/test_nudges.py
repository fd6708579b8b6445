"""A task that follows a recording says when to nudge, if its job asks for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.pipeline.tasks import Task
from analysis.protocol import Job, Message, job_from_message, job_to_message
from analysis.sound.audio import RATE
from recorder.recording.wav_writer import WavWriter
from tests.analysis.hearing.test_nudging import FLUENT, UMS, cut
from tests.analysis.pipeline.test_tasks import Here, write


def said(path: Path, *, nudge: bool) -> list[Message]:
    """Follow a recording with three ums in a row to its stop."""
    job = Job(1, path, nudge=nudge)
    task = Task(job, growing=True, thread=Here(), wanted=lambda: True)
    steps, writer = task.steps(None), WavWriter(path, RATE)
    messages = []
    for _ in write(writer, cut(*UMS, FLUENT)):
        while (message := next(steps)) is not None:
            messages.append(message)
    writer.close()
    return messages


@pytest.mark.parametrize("wanted", [True, False])
def test_only_a_job_that_asks_gets_nudges(tmp_path: Path, wanted: bool) -> None:
    nudges = [m for m in said(tmp_path / "answer.wav", nudge=wanted) if m["event"] == "nudge"]
    assert [(n["id"], n["reason"]) for n in nudges] == ([(1, "fillers")] if wanted else [])


def test_what_is_asked_goes_through_the_protocol(tmp_path: Path) -> None:
    job = Job(1, tmp_path / "answer.wav", nudge=True, say="hy-per-TEN-shun")
    assert job_from_message(job_to_message(job)) == job
    older = {k: v for k, v in job_to_message(job).items() if k not in ("nudge", "say")}
    assert job_from_message(older) == Job(1, tmp_path / "answer.wav")
