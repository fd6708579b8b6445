"""What several commands need: the person's folders, the store, the bank, a model, a child."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.cli.failure import WRONG_USAGE, CommandFailure, complain
from recorder.files.locations import Locations, locate

if TYPE_CHECKING:
    from analysis.models.known import Model
    from analysis.protocol import Job
    from analysis.types import Analysis
    from prompts.bank import Bank
    from recorder.analyst.client import AnalysisFailed
    from sessions.store import Store
    from sessions.types import Answer

FORMATS = ("textgrid", "webvtt", "srt", "csv")
"""A copy of `analysis.report.formats.SUFFIXES`' names, to avoid the import."""


def positive(text: str) -> int:
    """Parse a whole number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def prepared() -> Locations:
    """Find the person's folders and create them."""
    locations = locate()
    try:
        locations.prepare()
    except OSError as error:
        raise CommandFailure(
            f"can't create the folder {error.filename}: {error.strerror}. To store Viva's files "
            "in another folder, set VIVA_HOME to it."
        ) from error
    return locations


@contextmanager
def opened_store(locations: Locations) -> Iterator[Store]:
    """Open the store; end the command if the store refuses."""
    from sessions.store import Store, StoreError, Unusable

    try:
        store = Store.open(locations.database, locations.recordings)
    except Unusable as error:
        from sessions.backup.restoring import what_can_be_done

        raise CommandFailure(what_can_be_done(error)) from error
    except StoreError as error:
        raise CommandFailure(str(error)) from error
    with store:
        yield store


def bank() -> Bank:
    """Read the question bank and the person's own questions; report mistakes in theirs."""
    from prompts.loader import BankError
    from recorder.person import own_questions

    try:
        loaded = own_questions.load(locate())
        for refusal in loaded.refusals:
            complain(refusal)
        return loaded.bank
    except BankError as error:
        raise CommandFailure(str(error)) from error


def find_answer(store: Store, number: int | None) -> Answer:
    """Find an answer by its number, or the latest."""
    from sessions.store import UnknownAnswer

    if number is None:
        latest = store.latest()
        if latest is None:
            raise CommandFailure("there are no answers yet; run `viva` and record one.")
        return latest
    try:
        return store.answer(number)
    except UnknownAnswer as error:
        raise CommandFailure(f"there is no answer {number}; see `viva answers`.") from error


def chosen_model(locations: Locations, wanted: str | None = None) -> Model | None:
    """Return the model to use: the requested one, the chosen one, or the best installed one."""
    from recorder.models.choice import choose

    return choose(locations) if wanted is None else usable_model(locations, wanted)


def usable_model(locations: Locations, wanted: str) -> Model:
    """Return the model with this name or folder; refuse one that can't work."""
    from analysis.models.folder import flaw
    from analysis.models.known import find, known

    model = find(wanted, locations.models)
    with contextlib.suppress(OSError, RuntimeError):  # not a valid folder name
        named = [locations.models / wanted, Path(wanted).expanduser()]
        for folder in [model.folder] if model else named:
            if folder.is_dir() and (problem := flaw(folder)):
                raise CommandFailure(f"the model in {folder} can't work: {problem}.", WRONG_USAGE)
    if model is None and known(wanted):
        raise CommandFailure(
            f"the model {wanted} isn't installed; run `viva model pull {wanted}`.", WRONG_USAGE
        )
    if model is None:
        raise CommandFailure(
            f"there is no model {wanted} on this computer; see `viva model list`.", WRONG_USAGE
        )
    return model


def analyze_all(
    jobs: Sequence[Job],
    done: Callable[[Job, Analysis | AnalysisFailed], None],
    locations: Locations,
) -> None:
    """Analyze recordings one after another in one child; ``done`` is called with each outcome."""
    import asyncio

    asyncio.run(_analyze_all(jobs, done, locations))


async def _analyze_all(
    jobs: Sequence[Job],
    done: Callable[[Job, Analysis | AnalysisFailed], None],
    locations: Locations,
) -> None:
    from recorder.analyst.client import AnalysisFailed, Analyst

    analyst = Analyst(locations.log)
    try:
        for number, job in enumerate(jobs, 1):
            notify = ProgressLine(
                f"analyzing {number} of {len(jobs)}" if len(jobs) > 1 else "analyzing"
            )
            try:
                outcome: Analysis | AnalysisFailed = await analyst.analyze(job, notify)
            except AnalysisFailed as error:
                outcome = error
            notify.end()
            done(job, outcome)
    finally:
        await analyst.close()


class ProgressLine:
    """A line on standard error that counts up; silent if it isn't a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __call__(self, share: float, left: float | None = None) -> None:
        """Show the share done, 0–1."""
        if self._shown:
            sys.stderr.write(f"\r{self._what} … {share:4.0%} ")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


class BytesLine:
    """A line on standard error with the number of bytes done and a bar; silent otherwise."""

    BAR = 20

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show the bytes done out of the total."""
        if not self._shown or not total:
            return
        full = round(self.BAR * done / total)
        bar = "#" * full + "." * (self.BAR - full)
        amount = f"{done / 1e6:.0f} of {total / 1e6:.0f} MB"
        then = ", checking …" if done >= total else ""
        sys.stderr.write(f"\r{self._what} [{bar}] {done / total:4.0%}  {amount}{then} ")
        sys.stderr.flush()

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def terminal() -> tuple[int, bool]:
    """Return the columns to write in and whether to use color (respects NO_COLOR)."""
    import os
    import shutil

    columns = min(100, shutil.get_terminal_size().columns)
    return columns, sys.stdout.isatty() and "NO_COLOR" not in os.environ


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add ``--format`` to a command; the first format is the default."""
    parser.add_argument("--format", choices=formats, default=formats[0], help="how to print it")


def date_and_time(moment: datetime) -> str:
    """Format a moment in the person's time zone: "Nov 22, 2026, 6:40 pm"."""
    from analysis.report.dates import full_time

    return full_time(moment.astimezone())
