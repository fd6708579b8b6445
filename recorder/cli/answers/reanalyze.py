"""``viva reanalyze``: finish answers that need a model, or analyze answers again, in one batch."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure, complain, fitted
from recorder.cli.shared import chosen_model, find_answer, opened_store, positive, prepared

if TYPE_CHECKING:
    from recorder.analyst.batch import Batch, BatchStatus, ModelUse, Selection
    from recorder.files.locations import Locations
    from sessions.store import Store

STOPPED = 130
NOTHING = "Nothing to do: every answer is up to date."
CONTINUE = "Run it again to continue."


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "reanalyze",
        help="finish answers that are waiting for a speech model, or analyze answers again",
        description="Without numbers: every answer still waiting to be transcribed. With "
        "numbers: those answers, using the current model. Earlier analyses are kept. Press "
        "ctrl-c to stop at any time; finished work is saved, and the same command continues.",
    )
    parser.add_argument("answers", nargs="*", type=positive, metavar="ANSWER", help="its number")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--all",
        action="store_const",
        const="all",
        dest="which",
        help="every answer that has a recording and is not up to date",
    )
    which.add_argument(
        "--outdated",
        action="store_const",
        const="outdated",
        dest="which",
        help="answers analyzed by an earlier version, another model, or with other custom fillers",
    )
    parser.add_argument(
        "--again", action="store_true", help="with --all or --outdated: include up-to-date answers"
    )
    parser.add_argument("--model", metavar="NAME|FOLDER", help="speech model to use this time")
    parser.set_defaults(run=run, which="waiting")


def run(arguments: argparse.Namespace) -> int:
    """Select the answers and analyze them."""
    from recorder.analyst.batch import ModelUse, Selection
    from recorder.person import settings

    _check(arguments)
    locations = prepared()
    model = chosen_model(locations, arguments.model)
    use = ModelUse(model, settings.load(locations.settings).own_fillers)
    with opened_store(locations) as store:
        if not arguments.answers:
            with _alone(locations):
                return _selected(arguments, store, use, locations)
        numbers = dict.fromkeys(arguments.answers)
        found = tuple(find_answer(store, number) for number in numbers)
        return _analyze(store, Selection(found), use, locations)


def _check(arguments: argparse.Namespace) -> None:
    """Refuse conflicting options."""
    chosen = arguments.which != "waiting"
    if arguments.answers and chosen:
        raise CommandFailure(
            "give answer numbers, --all, or --outdated: only one of them.", WRONG_USAGE
        )
    if arguments.again and not chosen:
        raise CommandFailure("--again only works with --all or --outdated.", WRONG_USAGE)


def _selected(
    arguments: argparse.Namespace, store: Store, use: ModelUse, locations: Locations
) -> int:
    """Analyze the answers that need it."""
    from recorder.analyst.batch import select

    selection = select(store, arguments.which, use, again=arguments.again)
    if not selection.answers:
        left_out = _left_out(selection)
        print(*(("Nothing to do:", *left_out) if left_out else (NOTHING,)))
        return 0
    if use.model is None:
        from analysis.models.known import GET_ONE

        print(fitted(f"No speech model is installed. {GET_ONE}", sys.stdout))
        return FAILED
    code = _analyze(store, selection, use, locations)
    if code == STOPPED and not arguments.again:
        print(CONTINUE)
    return code


@contextlib.contextmanager
def _alone(locations: Locations) -> Iterator[None]:
    """Make sure no other batch is running."""
    from recorder.analyst.batch import BatchRuns, only_one

    try:
        with only_one(locations.data):
            yield
    except BatchRuns as error:
        raise CommandFailure(str(error)) from error


def _analyze(store: Store, selection: Selection, use: ModelUse, locations: Locations) -> int:
    """Analyze the selected answers, stop on ctrl-c, and print the results."""
    import asyncio

    from recorder.analyst.batch import Batch
    from sessions.store import StoreError

    batch = Batch(store, selection.answers, use)
    stopped = False
    try:
        asyncio.run(_run(batch, use, locations))
    except KeyboardInterrupt:
        stopped = True
    except (OSError, StoreError) as error:
        _summary(batch, selection, stopped=True)
        raise CommandFailure(str(error)) from error
    _summary(batch, selection, stopped=stopped)
    return STOPPED if stopped else FAILED if batch.failed else 0


async def _run(batch: Batch, use: ModelUse, locations: Locations) -> None:
    """Run the batch in one child process that loads the model once."""
    from recorder.analyst.client import Analyst

    analyst = Analyst(locations.log)
    line = StatusLine()
    try:
        line.write("loading the speech model …" if use.model else "getting ready …")
        if problem := await analyst.warm(use.model):
            raise CommandFailure(problem)
        await batch.run(analyst, lambda status: line.write(status_text(status)))
    finally:
        line.write("")
        await analyst.close()


def _summary(batch: Batch, selection: Selection, *, stopped: bool) -> None:
    """Print what was done, what was skipped, and what failed and why."""
    done = f"{len(batch.analyzed)} of {len(selection.answers)} answers analyzed."
    deleted = f"{len(batch.deleted)} deleted in the meantime." if batch.deleted else ""
    saved = "Finished work is saved." if stopped else ""
    parts = ("Stopped:" if stopped else "", done, deleted, *_left_out(selection), saved)
    print(*filter(None, parts))
    for number, problem in batch.failed.items():
        complain(f"answer {number}: {problem}")


def _left_out(selection: Selection) -> tuple[str, ...]:
    parts = []
    if selection.current:
        parts.append(f"{selection.current} already up to date (--again includes them).")
    if selection.without_sound:
        parts.append(f"{selection.without_sound} without a recording.")
    return tuple(parts)


def status_text(status: BatchStatus) -> str:
    """Format a status: "12 of 98 done · 43 min of audio left · about 6 min to go"."""
    parts = [
        f"{status.done} of {status.of} done",
        f"{duration_text(status.sound_left)} of audio left",
    ]
    if status.time_left is not None:
        parts.append(f"about {duration_text(status.time_left)} to go")
    return " · ".join(parts)


def duration_text(seconds: float) -> str:
    """Format a rough duration: "40 s", "6 min", "2 h 10 min"."""
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


class StatusLine:
    """One line on standard error, overwritten in place; silent if it isn't a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def write(self, text: str) -> None:
        """Replace the line."""
        if self._shown and text != self._last:
            columns = shutil.get_terminal_size().columns
            sys.stderr.write(f"\r{text[: columns - 1]}\x1b[K")
            sys.stderr.flush()
        self._last = text
