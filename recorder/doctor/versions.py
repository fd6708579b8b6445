"""Which packages Viva needs, which are installed, and whether their versions fit. Imports none."""

from __future__ import annotations

import importlib.metadata as metadata
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from recorder.files.locations import CODE

TESTED = CODE / "constraints.txt"
"""Versions that Viva is tested with; only in a checkout."""

RELATED = ("ctranslate2", "onnxruntime", "tokenizers")
"""Packages faster-whisper depends on, which break most often."""

DATA = ("tzdata",)
"""Data packages; the system may provide the data instead."""

FALLBACK = (
    *("textual", "sounddevice", "platformdirs", "tomli-w", "av", "faster-whisper"),
    *("jinja2", "numpy", "librosa", "icalendar", "huggingface-hub"),
)
"""The requirements if Viva runs without being installed."""

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?")
_ONE = re.compile(r"\s*(~=|==|!=|<=|>=|<|>)\s*([0-9][0-9.]*)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package and the versions that work, such as ``<9,>=8.2``."""

    name: str
    versions: str = ""

    @property
    def module(self) -> str:
        """The import name."""
        return self.name.replace("-", "_").lower()


@dataclass(frozen=True, slots=True)
class Package:
    """A required package; ``version`` is ``None`` if it isn't installed.

    ``there``: it can be found for import. ``tested`` is the version Viva is tested with.
    """

    needed: Requirement
    version: str | None
    there: bool
    tested: str | None = None

    @property
    def usable(self) -> bool:
        """Whether it is there, as far as can be known without importing it."""
        return self.version is not None and self.there

    @property
    def fits(self) -> bool:
        """Whether its version is one that works."""
        return self.version is not None and fits(self.version, self.needed.versions)


def installed_packages(
    needed: Iterable[Requirement] | None = None,
    version: Callable[[str], str] = metadata.version,
    spec: Callable[[str], object | None] = find_spec,
    tested: Path = TESTED,
) -> tuple[Package, ...]:
    """Look up every required package."""
    pins = _pins(tested)
    wanted = requirements() if needed is None else needed
    return tuple(_package(each, version, spec, pins) for each in wanted)


def requirements() -> tuple[Requirement, ...]:
    """Read the requirements from Viva's own metadata."""
    try:
        lines = metadata.requires("viva") or []
    except metadata.PackageNotFoundError:
        lines = list(FALLBACK)
    needed = tuple(parse(lines))
    names = {each.name for each in needed}
    return (*needed, *(Requirement(name) for name in RELATED if name not in names))


def parse(lines: Iterable[str]) -> Iterable[Requirement]:
    """Parse requirements as packages write them; skip those of extras."""
    for line in lines:
        match = _REQUIREMENT.match(line)
        if match and "extra" not in (match[3] or ""):
            yield Requirement(match[1], match[2].strip())


def fits(version: str, wanted: str) -> bool:
    """Whether a version matches; unreadable requirements match anything."""
    return all(_satisfies(version, *one) for one in _ONE.findall(wanted))


def _satisfies(version: str, sign: str, bound: str) -> bool:
    here, there = _numbers(version), _numbers(bound)
    length = max(len(here), len(there))
    mine, limit = (n + (0,) * (length - len(n)) for n in (here, there))
    match sign:
        case ">=":
            return mine >= limit
        case "<=":
            return mine <= limit
        case "<":
            return mine < limit
        case ">":
            return mine > limit
        case "!=":
            return mine != limit
        case "~=":
            return mine >= limit and mine[: len(there) - 1] == there[:-1]
    return mine == limit


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"(?:\d+!)?(\d+(?:\.\d+)*)", version)
    return tuple(map(int, match[1].split("."))) if match else ()


def _package(
    needed: Requirement,
    version: Callable[[str], str],
    spec: Callable[[str], object | None],
    pins: dict[str, str],
) -> Package:
    try:
        installed: str | None = version(needed.name)
    except metadata.PackageNotFoundError:
        installed = None
    try:
        there = needed.name in DATA or spec(needed.module) is not None
    except (ImportError, ValueError):
        there = False
    return Package(needed, installed, there, pins.get(needed.module))


def _pins(tested: Path) -> dict[str, str]:
    try:
        lines = tested.read_text("utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    return {name.strip().replace("-", "_").lower(): version.strip() for name, version in pairs}
