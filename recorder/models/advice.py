"""Which speech model suits this machine: measures it in a child, remembers what came out.

``measure`` runs ``python -m analysis.transcription.probe`` for some seconds and keeps the advice in
the state folder; ``last`` reads it. The arithmetic is ``analysis.models.real_time_factor``'s.
"""

from __future__ import annotations

import asyncio
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
from analysis.models.real_time_factor import Cost, memory, reckon, recommend
from recorder.analyst.environment import ANALYSIS
from recorder.files.locations import CODE, PRIVATE_FILE, Locations

COMMAND = (sys.executable, "-m", "analysis.transcription.probe")

SHAPE = 1
"""Of the file; what has another shape is not read."""

BUSY = 0.5
"""Programs that want to run, for each core, above which a measurement is not to be relied on."""

LEAVES_WITHIN = 2.0
"""Seconds a child that is told to end may take before it is killed."""

MeasurementProgress = Callable[[float], None]


class MeasurementFailed(Exception):
    """The machine could not be measured; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class ModelAdvice:
    """What is to be expected of one model on this machine.

    ``work`` is seconds of work for each second of speech, ``wait`` the mean seconds from the stop
    of a two-minute answer to its report; ``timed``: the model itself was timed, not reckoned from
    another size; ``fits``: there is memory for it, or nobody knows.
    """

    name: str
    work: float
    wait: float
    keeps_up: bool
    timed: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What was found, when and on what; ``recommended`` is ``None`` where no model keeps up.

    ``busy``: other programs had much of the machine when the measurement began.
    """

    date: str
    machine: str
    threads: int
    models: tuple[ModelAdvice, ...]
    recommended: str | None
    busy: bool = False

    @property
    def here(self) -> bool:
        """Whether it was found on this machine, as far as its name tells."""
        return self.machine == machine()

    def of(self, name: str) -> ModelAdvice | None:
        """Find what is said of a model."""
        return next((model for model in self.models if model.name == name), None)


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What the child has said: the reference's cost, that of timed models, and the threads."""

    threads: int = 0
    reference: Cost | None = None
    timed: tuple[tuple[str, Cost], ...] = ()


async def measure(
    locations: Locations, progress: MeasurementProgress = lambda share: None
) -> Advice:
    """Measure this machine for some seconds, keep the advice and give it.

    Cancelling the awaiting task ends the child and leaves nothing behind.

    Raises
    ------
    MeasurementFailed
        With what is wrong, in one sentence.
    """
    known = {model.name for model in KNOWN}
    there = tuple(model for model in installed(locations.models) if model.name in known)
    taken = busy()
    with tempfile.TemporaryDirectory(prefix="viva-", ignore_cleanup_errors=True) as folder:
        child = await _start(Path(folder), there, locations.log)
        try:
            measured = await _listen(child, progress)
        finally:
            await _end(child)
    advice = replace(advise(measured, free_memory()), busy=taken)
    keep(locations, advice)
    return advice


def advise(measured: ProbeResult, free: int | None) -> Advice:
    """Turn costs into advice; ``free`` is the memory there is, in bytes, ``None`` for unknown."""
    if measured.reference is None:
        raise MeasurementFailed("The measurement stopped before it was done; run it again.")
    timed = dict(measured.timed)
    costs = {m.name: timed.get(m.name) or reckon(m.name, measured.reference) for m in KNOWN}
    fits = {m.name: free is None or memory(m.megabytes) <= free for m in KNOWN}
    models = tuple(
        ModelAdvice(n, c.work, c.wait, c.keeps_up, n in timed, fits[n]) for n, c in costs.items()
    )
    today = date.today().isoformat()
    return Advice(today, machine(), measured.threads, models, recommend(costs, fits))


def last(locations: Locations) -> Advice | None:
    """Read the advice given last; ``None`` when there is none."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        data = json.loads(_file(locations).read_text("utf-8"))
        if data.pop("shape") == SHAPE:
            data["models"] = tuple(ModelAdvice(**model) for model in data["models"])
            return Advice(**data)
    return None


def hint(advice: Advice | None) -> str:
    """Say in one sentence, to who has no model, which to install or how to find out."""
    if advice is None or not advice.here or advice.recommended is None:
        return f"{GET_ONE} `viva model advise` says which suits this computer."
    name = advice.recommended
    return (
        f"{name} keeps up with you on this computer: `viva model pull {name}` installs it; "
        "without internet, `viva model add PATH` takes one from a USB stick."
    )


def spell(seconds: float) -> str:
    """Give a wait as a person says it."""
    if seconds < 1:
        return "under 1 s"
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def keep(locations: Locations, advice: Advice) -> None:
    """Remember the advice; where the disk refuses, it is only told."""
    text = json.dumps({"shape": SHAPE, **asdict(advice)}, indent=1) + "\n"
    path = _file(locations)
    fresh = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)


def machine() -> str:
    """Name this machine's processor and its cores."""
    name = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    return f"{name}, {os.cpu_count() or 1} cores"


def free_memory() -> int | None:
    """Bytes that programs may still take; ``None`` where the system does not say."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(AttributeError, OSError, ValueError):
        # half of all there is: macOS does not say through Python what is free
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    return None


def busy() -> bool:
    """Whether other programs have much of this machine now; no where the system does not say."""
    with contextlib.suppress(AttributeError, OSError):
        return os.getloadavg()[0] > BUSY * (os.cpu_count() or 1)
    return False


def heed(measured: ProbeResult, message: Mapping[str, Any]) -> ProbeResult:
    """Add one message of the child's to what it has said.

    Raises
    ------
    MeasurementFailed
        When the message says so.
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


async def _start(folder: Path, models: tuple[Model, ...], log: Path) -> asyncio.subprocess.Process:
    log.parent.mkdir(parents=True, exist_ok=True)
    errors = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    try:
        return await asyncio.create_subprocess_exec(
            *COMMAND,
            str(folder),
            *(f"{model.name}={model.folder}" for model in models),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **ANALYSIS},
            cwd=CODE,
        )
    finally:
        os.close(errors)


async def _listen(child: asyncio.subprocess.Process, progress: MeasurementProgress) -> ProbeResult:
    assert child.stdout is not None
    measured = ProbeResult()
    while line := await child.stdout.readline():
        message = json.loads(line)
        measured = heed(measured, message)
        if message["event"] == "progress":
            progress(message["share"])
        if message["event"] == "done":
            return measured
    raise MeasurementFailed("The measurement stopped before it was done; run it again.")


async def _end(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), LEAVES_WITHIN)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def _file(locations: Locations) -> Path:
    return locations.state / "model-advice.json"
