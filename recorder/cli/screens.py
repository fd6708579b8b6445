"""``viva`` without a command: the practice screens."""

from __future__ import annotations

import argparse
import sys

from recorder.cli.failure import Failure
from recorder.cli.shared import bank, opened_store, prepared


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
        from recorder.app import VivaApp
        from recorder.portaudio import library_noise_to
        from recorder.services import build

        bank()  # a bad question file is said before the screens take the terminal
        with library_noise_to(locations.log):
            app = VivaApp(build(locations, store, microphone=arguments.microphone))
            app.run()
    return app.return_code or 0
