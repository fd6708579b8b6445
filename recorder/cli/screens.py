"""``viva`` without a command: the practice screens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from recorder.cli.failure import Failure
from recorder.cli.shared import bank, opened_store, prepared
from recorder.locations import Locations

if TYPE_CHECKING:
    from sessions.store import Store


def add(parser: argparse.ArgumentParser) -> None:
    """Give the bare command its options."""
    parser.add_argument(
        "--microphone",
        metavar="NAME",
        help="record from this microphone (part of its name is enough; see `viva devices`), or "
        "from a sound file with file:PATH",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the screens."""
    if not sys.stdout.isatty():
        raise Failure("the screens need a terminal; `viva --help` lists commands that do not.")
    locations = prepared()
    with _store(locations) as store:
        from recorder.app import VivaApp
        from recorder.portaudio import library_noise_to
        from recorder.services import build

        bank()  # a bad question file is said before the screens take the terminal
        with library_noise_to(locations.log):
            VivaApp(build(locations, store, microphone=arguments.microphone)).run()
    return 0


@contextmanager
def _store(locations: Locations) -> Iterator[Store]:
    """Open the store; where it cannot be used, ask whether a backup shall take its place."""
    from sessions.store import Store, StoreError, Unusable

    try:
        with Store.open(locations.database, locations.recordings) as store:
            store.tallies()  # what home reads first: damage there is said before the screens come
    except Unusable as error:
        from recorder.rescue import Rescue

        if not Rescue(locations, error).run():
            raise Failure("nothing has been changed; `viva restore --help` says more.") from error
    except StoreError:
        pass  # said below as any command says it
    with opened_store(locations) as store:
        yield store
