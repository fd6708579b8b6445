"""``viva model advise``: how the models would do on this machine, as a small table."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import ProgressLine, prepared

if TYPE_CHECKING:
    from recorder.models.advice import Advice, ModelAdvice

DESCRIPTION = """\
Measures this machine for some seconds and says which models write down what you
say while you say it, and how long you would wait for a report after you stop.
No model is needed for it, and nothing is fetched: it works with random weights
of a model's real size. Close what you would not have open while you practise."""


def run(arguments: argparse.Namespace) -> int:
    """Measure, and print the table with what to do next."""
    import asyncio

    from analysis.models.known import installed
    from recorder.models.advice import MeasurementFailed, measure

    locations = prepared()
    notify = ProgressLine("measuring this machine")
    try:
        advice = asyncio.run(measure(locations, notify))
    except MeasurementFailed as error:
        raise CommandFailure(str(error)) from error
    except KeyboardInterrupt:
        raise CommandFailure("stopped; nothing was kept.") from None
    finally:
        notify.end()
    there = {model.name for model in installed(locations.models)}
    print("\n".join([*table(advice, there), "", *sentence(advice, there)]))
    return 0


def table(advice: Advice, there: set[str]) -> list[str]:
    """Give the table's lines; a star marks the recommended model."""
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
    """Say in two words how a model does."""
    if not model.fits:
        return "too little memory"
    if model.keeps_up:
        return "keeps up"
    return "just about" if model.work <= 1 else "falls behind"


def sentence(advice: Advice, there: set[str]) -> list[str]:
    """Say what the table means, and the command to run next."""
    meaning = [
        "Work is for each second you speak; at 0.7 s and less a model keeps up with you. The wait",
        "is for the words after a two-minute answer; the scores from the sound come at once.",
        "Models with ~ are reckoned from their size, not timed.",
        "",
    ]
    if advice.busy:
        meaning[-1:] = ["Other programs kept this computer busy: without them it does better.", ""]
    name = advice.recommended
    if name is None:
        return [*meaning, *_none(advice)]
    from recorder.models.advice import wait_text

    wait = next(model.wait for model in advice.models if model.name == name)
    command = f"viva model use {name}" if name in there else f"viva model pull {name}"
    return [
        *meaning,
        f"{name} is the best that keeps up here, with {wait_text(wait)} to wait: `{command}`",
    ]


def _none(advice: Advice) -> list[str]:
    from recorder.models.advice import wait_text

    fitting = [model for model in advice.models if model.fits]
    if not fitting:
        return ["There is too little memory for any; close other programs and measure again."]
    least = min(fitting, key=lambda model: model.work)
    return [
        f"None keeps up here; {least.name} comes nearest, with {wait_text(least.wait)} to wait: "
        f"`viva model pull {least.name}`"
    ]
