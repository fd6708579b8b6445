"""``viva doctor``: what an issue report needs, without private content."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from recorder.cli.shared import prepared
from recorder.locations import Locations

PACKAGES = ("textual", "sounddevice", "faster-whisper", "ctranslate2", "numpy", "librosa", "av")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "doctor",
        help="check what Viva needs, for you or for an issue report",
        description="Print versions, microphones, models, folders and free disk.",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print everything; exit 1 when something needed is missing."""
    locations = prepared()
    worst = 0
    for good, name, text in checks(locations):
        print(f"{'ok ' if good else '!! '} {name:12} {text}")
        worst = worst if good else 1
    return worst


def checks(locations: Locations) -> Iterator[tuple[bool, str, str]]:
    """Give each check: whether it is good, its name, and what was found or what to do."""
    from recorder.version import version

    yield True, "viva", version()
    yield sys.version_info >= (3, 11), "python", platform.python_version()
    yield True, "system", f"{platform.system()} {platform.release()}, {os.cpu_count()} cores"
    yield True, "packages", ", ".join(_package(name) for name in PACKAGES)
    yield _microphones()
    yield _model(locations)
    yield True, "advice", advice(locations)
    yield _disk(locations)
    yield _faults(locations)
    yield _backups(locations)
    yield True, "sound", _sound(locations)
    for name in ("config", "data", "state"):
        yield True, name, str(getattr(locations, name))


def _package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} missing"


def _microphones() -> tuple[bool, str, str]:
    from recorder.devices import DeviceListError, list_devices

    try:
        found = list_devices()
    except DeviceListError as error:
        return False, "microphones", str(error)
    return True, "microphones", "; ".join(device.label for device in found)


def _model(locations: Locations) -> tuple[bool, str, str]:
    from recorder.model_advice import hint, last
    from recorder.model_choice import choose

    model = choose(locations)
    if model is None:
        return False, "model", f"none, so no words are written down: {hint(last(locations))}"
    return True, "model", model.name


def advice(locations: Locations) -> str:
    """Say what this machine was last found able to do; measures nothing."""
    from recorder.cli.model_advise import spell
    from recorder.model_advice import last

    told = last(locations)
    if told is None:
        return "none yet: run `viva model advise`"
    if not told.here:
        return f"from another machine ({told.machine}): run `viva model advise`"
    found = told.of(told.recommended) if told.recommended else None
    if found is None:
        return f"no model keeps up (measured {told.date} on {told.machine})"
    return (
        f"{found.name} keeps up, {spell(found.wait)} to wait "
        f"(measured {told.date} on {told.machine})"
    )


def _backups(locations: Locations) -> tuple[bool, str, str]:
    """Say which daily backups there are, and what lies aside from restores."""
    from recorder import settings
    from sessions import backups, swap

    days = settings.load(locations.settings).backup_days
    found = backups.listed(locations.database)
    aside = len(list(locations.data.glob(f"{swap.ASIDE}*Z*")))
    said = f"{len(found)}, the newest of {found[0].day}" if found else "none yet"
    kept = f"; kept for {days} days" if days else "; switched off in the settings"
    return True, "backups", said + kept + (f"; {aside} replaced copies kept aside" if aside else "")


def _sound(locations: Locations) -> str:
    """Say what the settings do with recordings."""
    from recorder import settings

    chosen = settings.load(locations.settings)
    days = chosen.keep_sound
    kept = f"removed {days} days after its report" if days else "kept for ever"
    return f"{kept}; {'compressed' if chosen.compress else 'not compressed'} once analysed"


def _disk(locations: Locations) -> tuple[bool, str, str]:
    from recorder.machine_checks import ROOM

    free = shutil.disk_usage(locations.data).free
    hint = "" if free > ROOM else ": make room, an hour of recording takes 350 MB"
    return free > ROOM, "free disk", f"{free / 1e9:.1f} GB{hint}"


def _faults(locations: Locations) -> tuple[bool, str, str]:
    from recorder.crash import reports

    found = reports(locations)
    if not found:
        return True, "faults", "none reported"
    return False, "faults", f"{len(found)}, the newest: {found[-1]} (read it before you share it)"
