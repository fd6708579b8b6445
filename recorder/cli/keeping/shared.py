"""What backup, restore, export and delete share: what there is, where it goes, how it is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import ProgressLine
from recorder.files.locations import Locations


def others(locations: Locations) -> Mapping[str, Path]:
    """Give the person's files beside the store, by their name in an archive."""
    from recorder.person.own_questions import folder

    return {
        "settings.toml": locations.settings,
        "profile.toml": locations.profile,
        "checklists.toml": locations.ticks,
        "questions": folder(locations),
    }


@contextmanager
def plainly(locations: Locations) -> Iterator[None]:
    """End the command in one sentence where the store refuses."""
    from sessions.backup.restoring import what_can_be_done
    from sessions.errors import StoreError, Unusable

    try:
        yield
    except Unusable as error:
        if error.path == locations.database:
            raise CommandFailure(what_can_be_done(error)) from error
        raise CommandFailure(str(error)) from error
    except StoreError as error:
        raise CommandFailure(str(error)) from error


@contextmanager
def progress(what: str) -> Iterator[ProgressLine]:
    """Show how far it is, and wipe the line in the end, also when ctrl-c stops it."""
    line = ProgressLine(what)
    try:
        yield line
    finally:
        line.end()


def sure(question: str, word: str | None = None) -> bool:
    """Ask the person; with a ``word`` they must type it. Without a terminal nobody is asked."""
    if not sys.stdin.isatty():
        raise CommandFailure("nothing was changed; add --yes to do it without being asked.")
    wanted = f"Type {word} to go on: " if word else "[y/N] "
    said = input(f"{question} {wanted}").strip().lower()
    return said == (word or "y")


def size(count: int) -> str:
    """Write a number of bytes as a person says it."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{count} bytes"
