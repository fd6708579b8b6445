"""``viva devices``: list the microphones."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import CommandFailure
from recorder.cli.shared import add_format


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "devices",
        help="list the microphones",
        description="List the microphones. Any part of a name works with `viva --microphone`.",
    )
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the microphones, the default first."""
    from recorder.microphone.devices import DeviceListError, list_devices

    try:
        found = list_devices()
    except DeviceListError as error:
        raise CommandFailure(str(error)) from error
    for device in found:
        if arguments.format == "json":
            print(as_json(asdict(device)))
        else:
            mark = "*" if device.default else " "
            print(f"{mark} {device.label}  {device.sample_rate} Hz, {device.channels} channels")
    return 0
