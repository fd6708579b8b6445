"""Viva itself: its version, its Python, the packages it needs, and the analysis process."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.models.known import Model, known
from analysis.protocol import decode, encode, model_to_message
from analysis.version import VERSION
from recorder.analyst.environment import ANALYSIS
from recorder.doctor.result import CheckFinding, bad, ok
from recorder.doctor.surroundings import Surroundings
from recorder.doctor.versions import Package, installed_packages
from recorder.files.locations import CODE

OLDEST = (3, 11)
AGAIN = "Reinstall Viva: run `make run` in its folder (or use pip, with all its packages)."

STARTS_WITHIN = 20.0
"""Seconds the analysis process may take to report that it is ready, on a slow disk."""

LOADS_WITHIN = 120.0
"""Seconds; the same as `recorder.analyst.client.PATIENCE`."""

LOOK = 0.1
"""Seconds between checks that the answer is still wanted."""


class NoOutput(Exception):
    """The child gave no answer; the message says why."""


class CheckCanceled(Exception):
    """No one is waiting for the child's answer anymore."""


def viva(surroundings: Surroundings) -> CheckFinding:
    """Report this version."""
    from recorder.version import version

    return ok(f"{version()}, analysis {VERSION}")


def python(
    surroundings: Surroundings, version: Sequence[int] = sys.version_info[:3]
) -> CheckFinding:
    """Check that this Python is new enough and has room for a speech model."""
    kind = "in a virtual environment" if sys.prefix != sys.base_prefix else "the system's"
    said = f"{'.'.join(map(str, version))} ({platform.python_implementation()}), {kind}"
    if tuple(version[:2]) < OLDEST:
        return bad(said, "Viva needs Python 3.11 or newer: install it, then Viva with it.")
    if sys.maxsize < 2**32:
        return bad(f"{said}, 32-bit", "Speech models need a 64-bit Python; install one.")
    return ok(said)


def packages(surroundings: Surroundings, there: Iterable[Package] | None = None) -> CheckFinding:
    """Check that every package is installed in a version that works."""
    found = tuple(installed_packages() if there is None else there)
    lacking = [each.needed.name for each in found if not each.usable]
    unfit = [f"{p.needed.name} {p.version}" for p in found if p.usable and not p.fits]
    said = ", ".join(f"{p.needed.name} {p.version}" for p in found if p.usable)
    if lacking:
        return bad(f"missing: {', '.join(lacking)}; installed: {said or 'none'}", AGAIN)
    if unfit:
        wanted = ", ".join(f"{p.needed.name} {p.needed.versions}" for p in found if not p.fits)
        return bad(f"wrong version: {', '.join(unfit)}; needed: {wanted}; all: {said}", AGAIN)
    other = sum(p.tested is not None and p.version != p.tested for p in found)
    tested = f"; {other} in a version Viva isn't tested with" if other else ""
    return ok(said + tested)


def child(surroundings: Surroundings) -> CheckFinding:
    """Check that the analysis process starts and answers."""
    began = time.monotonic()
    try:
        messages = ask(surroundings, {"do": "ping"}, "pong", STARTS_WITHIN)
    except NoOutput as error:
        return bad(f"doesn't answer: {error}", AGAIN)
    elapsed = time.monotonic() - began
    version = next((m.get("version") for m in messages if m.get("event") == "ready"), None)
    if version != VERSION:
        return bad(
            f"has a different version ({version}, needed {VERSION})",
            "Close every Viva window and open it again; if that doesn't help, reinstall it.",
        )
    return ok(f"answers after {elapsed:.1f} s")


def model_load(surroundings: Surroundings) -> CheckFinding:
    """Check that the speech model loads, in its own child process, and how long that takes."""
    model = surroundings.model()
    if model is None:
        return ok("no speech model to load: see “model”")
    surroundings.notify("Loading the speech model …", 0.0)
    began = time.monotonic()
    message = {"do": "warm", "model": model_to_message(model), "release_after": None}
    try:
        messages = ask(surroundings, message, "warm", LOADS_WITHIN)
    except NoOutput as error:
        advice = "Close other programs or use a smaller model; otherwise reinstall the model."
        return bad(f"can't be loaded: {_without(model, str(error))}", advice)
    problem = next((m.get("problem") for m in messages if m.get("event") == "warm"), None)
    if problem:
        return bad("can't be loaded", _without(model, str(problem)))
    elapsed = time.monotonic() - began
    return ok(f"{name_of(model.name)} loads in {elapsed:.1f} s, including libraries")


def name_of(model: str) -> str:
    """Return a public model's name; a custom model's name is private."""
    return model if known(model) else "a model of your own"


def _without(model: Model, text: str) -> str:
    """Remove a model's folder from a text, and its name if it is the person's own model."""
    text = text.replace(str(model.folder), "its folder")
    return text.replace(model.name, name_of(model.name))


def ask(
    surroundings: Surroundings, message: Mapping[str, Any], event: str, timeout: float
) -> tuple[dict[str, Any], ...]:
    """Start the analysis process, send one request, and return everything it said.

    Raises
    ------
    NoOutput
        If it can't be started, ends without an answer, or doesn't answer in time.
    CheckCanceled
        If no one is waiting for the answer anymore.
    """
    try:
        process = _start(surroundings)
    except OSError as error:
        raise NoOutput(f"it can't be started ({error.strerror or error})") from error
    try:
        out, err = _wait(process, encode(dict(message)), surroundings, timeout)
    finally:
        process.kill()
        process.wait()
    said = tuple(_messages(out))
    if not any(each.get("event") == event for each in said):
        last = next((line for line in reversed(err.splitlines()) if line.strip()), "")
        how = f"it exited with {process.returncode}" + (f" [{last.strip()[:160]}]" if last else "")
        raise NoOutput(how)
    return said


def _start(surroundings: Surroundings) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        surroundings.child,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**surroundings.environment, **ANALYSIS},
        cwd=CODE,
    )


def _wait(
    process: subprocess.Popen[bytes], line: bytes, surroundings: Surroundings, timeout: float
) -> tuple[bytes, str]:
    """Send one line, which is also the last, and wait for the end."""
    deadline = time.monotonic() + timeout
    given: bytes | None = line
    while True:
        try:
            out, err = process.communicate(given, timeout=LOOK)
            return out, err.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            given = None  # already sent
            if not surroundings.wanted():
                raise CheckCanceled from None
            if time.monotonic() > deadline:
                raise NoOutput(f"no answer within {timeout:.0f} s") from None


def _messages(out: bytes) -> Iterable[dict[str, Any]]:
    for line in out.splitlines():
        try:
            yield decode(line)
        except (ValueError, json.JSONDecodeError):
            continue
