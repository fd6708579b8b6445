"""``viva model advise``: how each model would run on this computer, as a small table."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import ProgressLine, prepared

if TYPE_CHECKING:
    from recorder.models.advice import Advice, ModelAdvice

DESCRIPTION = """\
Measure this computer for a few seconds, and show which models can transcribe
while you speak and how long you would wait for a report after you stop. No
model is needed and nothing is downloaded: the test uses random weights of each
model's real size. First close programs you wouldn't have open during practice."""


def run(arguments: argparse.Namespace) -> int:
    """Measure, and print the table and what to do next."""
    import asyncio

    from analysis.models.known import installed
    from recorder.models.advice import MeasurementFailed, measure

    locations = prepared()
    notify = ProgressLine("measuring this computer")
    try:
        advice = asyncio.run(measure(locations, notify))
    except MeasurementFailed as error:
        raise CommandFailure(str(error)) from error
    except KeyboardInterrupt:
        raise CommandFailure("stopped; nothing was saved.") from None
    finally:
        notify.end()
    there = {model.name for model in installed(locations.models)}
    print("\n".join([*table(advice, there), "", *sentence(advice, there)]))
    return 0


def table(advice: Advice, there: set[str]) -> list[str]:
    """Return the table's lines; a star marks the recommended model."""
    threads = "1 thread" if advice.threads == 1 else f"{advice.threads} threads"
    lines = [
        f"On {advice.machine}, with {threads} for transcription:",
        "",
        "  model            installed  work per second  wait after you stop",
    ]
    from recorder.models.advice import wait_text

    for model in advice.models:
        mark = "*" if model.name == advice.recommended else " "
        state = "yes" if model.name in there else "no"
        guess = " " if model.timed else "~"
        lines.append(
            f"{mark} {model.name:16} {state:9}  {guess}{model.work:7.2f} s        "
            f"{wait_text(model.wait):>9}  {verdict(model)}"
        )
    return lines


def verdict(model: ModelAdvice) -> str:
    """Return a short verdict on a model."""
    if not model.fits:
        return "not enough memory"
    if model.keeps_up:
        return "keeps up"
    return "just about" if model.work <= 1 else "falls behind"


def sentence(advice: Advice, there: set[str]) -> list[str]:
    """Explain the table, and name the command to run next."""
    meaning = [
        "Work is per second of speech: at 0.7 s or less, a model keeps up with you. The wait is",
        "for the transcript and scores of a two-minute answer; length and pauses appear at once.",
        "~ means estimated from the model's size, not measured.",
        "",
    ]
    if advice.busy:
        meaning[-1:] = [
            "Other programs slowed this computer; without them it will do better.",
            "",
        ]
    name = advice.recommended
    if name is None:
        return [*meaning, *_none(advice)]
    from recorder.models.advice import wait_text

    wait = next(model.wait for model in advice.models if model.name == name)
    command = f"viva model use {name}" if name in there else f"viva model pull {name}"
    return [
        *meaning,
        f"{name} is the best model that keeps up here ({wait_text(wait)} of waiting): `{command}`",
    ]


def _none(advice: Advice) -> list[str]:
    from recorder.models.advice import wait_text

    fitting = [model for model in advice.models if model.fits]
    if not fitting:
        return ["There isn't enough memory for any model; close other programs and measure again."]
    least = min(fitting, key=lambda model: model.work)
    return [
        f"No model keeps up here; {least.name} comes closest ({wait_text(least.wait)} of waiting): "
        f"`viva model pull {least.name}`"
    ]
