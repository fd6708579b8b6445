"""``viva`` without a command: the practice screens."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from recorder.cli.failure import CommandFailure
from recorder.cli.shared import bank, opened_store, prepared
from recorder.files.locations import Locations

if TYPE_CHECKING:
    from sessions.store import Store

SECOND = (
    "Viva is also open in another window. Nothing is lost, but answers recorded there show up here "
    "only when you go back to a list."
)

if TYPE_CHECKING:
    from recorder.files.locations import Locations
    from sessions.store import Store


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``viva`` without a command."""
    parser.add_argument(
        "--microphone",
        metavar="NAME",
        help="record from this microphone (part of its name is enough; see `viva devices`), or "
        "from an audio file with file:PATH",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the screens."""
    if not sys.stdout.isatty():
        raise CommandFailure(
            "the screens need a terminal; `viva record` works without one, and `viva --help` "
            "lists more."
        )
    if cannot_draw(os.environ):
        from recorder.cli.practice import record

        print("This terminal cannot show Viva's screens, so this is `viva record`.", flush=True)
        return record.run(argparse.Namespace(question=[], microphone=arguments.microphone))
    locations = prepared()
    with _store(locations) as store:
        bank()  # report a bad question file before the screens take over the terminal
        return show(locations, store, microphone=arguments.microphone)


def cannot_draw(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says that it has lines only (on Windows none says anything)."""
    term = environment.get("TERM", "")
    return term in ("dumb", "unknown") or (term == "" and sys.platform != "win32")


def show(
    locations: Locations, store: Store, *, microphone: str | None = None, made_up: str = ""
) -> int:
    """Show the screens over a store and return the exit code.

    ``made_up`` is shown on the first screen of sample data.
    """
    from dataclasses import replace

    from recorder.app.app import VivaApp
    from recorder.app.ending import GuardedEnding
    from recorder.microphone.portaudio import redirect_library_output
    from recorder.services import build

    services = replace(build(locations, store, microphone=microphone), made_up=made_up)
    with redirect_library_output(locations.log), _only_one(locations) as alone:
        app = VivaApp(services, greeting=None if alone else SECOND)
        with GuardedEnding(app) as ending:
            app.run()
    return ending.code or app.return_code or 0


@contextlib.contextmanager
def _only_one(locations: Locations) -> Iterator[bool]:
    """Hold the lock of the open screens; yield ``False`` if another Viva has it."""
    from sessions.files.locks import Lock

    lock = None
    with contextlib.suppress(OSError):
        lock = Lock.take(locations.open_lock)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            lock.release()


@contextlib.contextmanager
def _store(locations: Locations) -> Iterator[Store]:
    """Open the store; if it can't be used, offer to restore a backup."""
    from sessions.store import Store, StoreError, Unusable

    try:
        with Store.open(locations.database, locations.recordings) as store:
            store.tallies()  # the first screen reads this: report damage before the screens come up
    except Unusable as error:
        from recorder.app.ending import GuardedEnding
        from recorder.app.rescue import Rescue

        rescue = Rescue(locations, error)
        with GuardedEnding(rescue):
            restored = rescue.run()
        if not restored:
            raise CommandFailure("nothing has been changed; see `viva restore --help`.") from error
    except StoreError:
        pass  # reported below, as every command reports it
    with opened_store(locations) as store:
        yield store
