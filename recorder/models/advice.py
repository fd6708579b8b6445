"""Which speech model suits this computer: measures it in a child and saves the result.

``measure`` runs ``python -m analysis.transcription.probe`` for a few seconds and saves the advice
in the state folder; ``last`` reads it. The arithmetic is in ``analysis.models.real_time_factor``.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from analysis.models.known import GET_ONE, KNOWN, Model, installed
from analysis.models.real_time_factor import Cost, estimate_cost, memory, recommend
from recorder.analyst.environment import ANALYSIS
from recorder.files import private_file
from recorder.files.locations import Locations
from recorder.files.log import opened
from recorder.models import child

COMMAND = (sys.executable, "-m", "analysis.transcription.probe")

SHAPE = 1
"""The file's format version; other versions aren't read."""

BUSY = 0.5
"""Runnable programs per core above which a measurement isn't reliable."""

UNFINISHED = "The measurement stopped early; run it again."

MeasurementProgress = Callable[[float], None]


class MeasurementFailed(Exception):
    """The computer couldn't be measured; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class ModelAdvice:
    """The expected performance of one model on this computer.

    ``work`` is seconds of work per second of speech, ``wait`` the mean seconds from the stop of
    a two-minute answer to its report; ``timed``: the model itself was timed, not estimated from
    another size; ``fits``: there is enough memory for it, or the memory is unknown.
    """

    name: str
    work: float
    wait: float
    keeps_up: bool
    timed: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What was measured, when, and on what; ``recommended`` is ``None`` if no model keeps up.

    ``busy``: other programs used much of the computer when the measurement began.
    """

    date: str
    machine: str
    threads: int
    models: tuple[ModelAdvice, ...]
    recommended: str | None
    busy: bool = False

    @property
    def here(self) -> bool:
        """Whether it was measured on this computer, judging by its name."""
        return self.machine == machine()

    def of(self, name: str) -> ModelAdvice | None:
        """Find the advice for a model."""
        return next((model for model in self.models if model.name == name), None)


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What the child reported: the reference's cost, the cost of timed models, and the threads."""

    threads: int = 0
    reference: Cost | None = None
    timed: tuple[tuple[str, Cost], ...] = ()


async def measure(
    locations: Locations, progress: MeasurementProgress = lambda share: None
) -> Advice:
    """Measure this computer for a few seconds; save the advice and return it.

    Canceling the awaiting task ends the child and leaves nothing behind.

    Raises
    ------
    MeasurementFailed
        With what is wrong, in one sentence.
    """
    known = {model.name for model in KNOWN}
    there = tuple(model for model in installed(locations.models) if model.name in known)
    taken = busy()
    with tempfile.TemporaryDirectory(prefix="viva-", ignore_cleanup_errors=True) as folder:
        measured = await _probe(Path(folder), there, locations.log, progress)
    advice = replace(advise(measured, free_memory()), busy=taken)
    save(locations, advice)
    return advice


def advise(measured: ProbeResult, free: int | None) -> Advice:
    """Turn costs into advice; ``free`` is the free memory in bytes, ``None`` if unknown."""
    if measured.reference is None:
        raise MeasurementFailed(UNFINISHED)
    timed = dict(measured.timed)
    costs = {m.name: timed.get(m.name) or estimate_cost(m.name, measured.reference) for m in KNOWN}
    fits = {m.name: free is None or memory(m.megabytes) <= free for m in KNOWN}
    models = tuple(
        ModelAdvice(n, c.work, c.wait, c.keeps_up, n in timed, fits[n]) for n, c in costs.items()
    )
    today = date.today().isoformat()
    return Advice(today, machine(), measured.threads, models, recommend(costs, fits))


def last(locations: Locations) -> Advice | None:
    """Read the last advice; ``None`` if there is none."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        data = json.loads(_file(locations).read_text("utf-8"))
        if data.pop("shape") == SHAPE:
            data["models"] = tuple(ModelAdvice(**model) for model in data["models"])
            return Advice(**data)
    return None


def hint(advice: Advice | None) -> str:
    """Return one sentence for a person without a model: which to install, or how to find out."""
    if advice is None or not advice.here or advice.recommended is None:
        return f"{GET_ONE} `viva model advise` shows which one suits this computer."
    name = advice.recommended
    return (
        f"{name} keeps up with you on this computer: to install it, run `viva model pull {name}`; "
        "without internet, `viva model add PATH` installs it from a USB drive."
    )


def wait_text(seconds: float) -> str:
    """Format a wait for people."""
    if seconds < 1:
        return "under 1 s"
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def save(locations: Locations, advice: Advice) -> None:
    """Save the advice; if the disk refuses, it is only shown."""
    text = json.dumps({"shape": SHAPE, **asdict(advice)}, indent=1) + "\n"
    path = _file(locations)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        private_file.write(path, text.encode("utf-8"))


def machine() -> str:
    """Name this computer's processor and its cores."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, {os.cpu_count() or 1} cores"


def free_memory() -> int | None:
    """Return the memory that is still free, in bytes; ``None`` if the system doesn't say."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(AttributeError, OSError, ValueError):
        # half of the total: macOS doesn't report free memory through Python
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    return None


def busy() -> bool:
    """Whether other programs use much of this computer now; false if the system doesn't say."""
    with contextlib.suppress(AttributeError, OSError):
        return os.getloadavg()[0] > BUSY * (os.cpu_count() or 1)
    return False


def add_message(measured: ProbeResult, message: Mapping[str, Any]) -> ProbeResult:
    """Add one of the child's messages to what it has reported.

    Raises
    ------
    MeasurementFailed
        If the message says so.
    """
    match message["event"]:
        case "threads":
            return replace(measured, threads=message["count"])
        case "cost":
            cost = Cost(message["window"], message["second"])
            if message["name"] is None:
                return replace(measured, reference=cost)
            return replace(measured, timed=(*measured.timed, (message["name"], cost)))
        case "failed":
            raise MeasurementFailed(message["problem"])
    return measured


async def _probe(
    folder: Path, models: tuple[Model, ...], log: Path, progress: MeasurementProgress
) -> ProbeResult:
    """Run the probe on these models and return what it measured."""
    timed = (f"{model.name}={model.folder}" for model in models)
    errors = opened(log)
    try:
        async with child.running((*COMMAND, str(folder), *timed), ANALYSIS, errors) as messages:
            measured = ProbeResult()
            async for message in messages:
                measured = add_message(measured, message)
                if message["event"] == "progress":
                    progress(message["share"])
                if message["event"] == "done":
                    return measured
    finally:
        os.close(errors)
    raise MeasurementFailed(UNFINISHED)


def _file(locations: Locations) -> Path:
    return locations.state / "model-advice.json"
