"""Helpers for backup, restore, export, and delete: files, paths, prompts, and progress."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import ProgressLine
from recorder.files.locations import Locations


def others(locations: Locations) -> Mapping[str, Path]:
    """Map archive names to the person's files outside the store."""
    from recorder.person.own_questions import folder

    return {
        "settings.toml": locations.settings,
        "profile.toml": locations.profile,
        "checklists.toml": locations.ticks,
        "questions": folder(locations),
    }


@contextmanager
def plain_errors(locations: Locations) -> Iterator[None]:
    """End the command with one sentence if the store refuses."""
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
    """Show progress, and clear the line at the end, even after ctrl-c."""
    line = ProgressLine(what)
    try:
        yield line
    finally:
        line.end()


def sure(question: str, word: str | None = None) -> bool:
    """Ask for confirmation, or for a ``word`` to be typed; fail if there is no terminal."""
    if not sys.stdin.isatty():
        raise CommandFailure("nothing was changed; to do it without being asked, add --yes.")
    wanted = f"Type {word} to continue: " if word else "[y/N] "
    said = input(f"{question} {wanted}").strip().lower()
    return said == (word or "y")


def size(count: int) -> str:
    """Format a number of bytes for people."""
    for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}"
    return f"{count} bytes"
