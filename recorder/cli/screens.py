"""``viva`` without a command: the practice screens."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from recorder.cli.failure import Failure
from recorder.cli.shared import bank, opened_store, prepared

if TYPE_CHECKING:
    from recorder.locations import Locations
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
    with opened_store(locations) as store:
        bank()  # a bad question file is said before the screens take the terminal
        show(locations, store, microphone=arguments.microphone)
    return 0


def show(
    locations: Locations, store: Store, *, microphone: str | None = None, made_up: str = ""
) -> None:
    """Show the screens over a store; ``made_up`` is said at home of one that is no one's."""
    from dataclasses import replace

    from recorder.app import VivaApp
    from recorder.portaudio import library_noise_to
    from recorder.services import build

    services = build(locations, store, microphone=microphone)
    with library_noise_to(locations.log):
        VivaApp(replace(services, made_up=made_up)).run()
