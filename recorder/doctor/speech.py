"""The speech model: which one is installed, whether it is complete, what this computer can run."""

from __future__ import annotations

from analysis.models.folder import flaw
from analysis.models.known import PARTS, KnownModel, known
from recorder.doctor.computer import from_checklist
from recorder.doctor.installation import name_of
from recorder.doctor.result import CheckFinding, ok, warn
from recorder.doctor.surroundings import Surroundings
from recorder.files.locations import Locations
from recorder.models.advice import last, wait_text

SHARE = 0.9
"""Share of a model's known size; a smaller ``model.bin`` was cut off."""


def model(surroundings: Surroundings) -> CheckFinding:
    """Check that there is a complete model that transcribes real answers."""
    there = surroundings.model()
    if there is None:
        broken = broken_models(surroundings.locations)
        found = from_checklist("model", "warn")(surroundings)
        if broken:
            text = f"{found.text}; incomplete: {', '.join(broken)}"
            return CheckFinding(found.state, text, _reinstall(broken))
        return found
    kind, size = known(there.name), _size(there.folder)
    said = f"{name_of(there.name)}, {size / 1e6:.0f} MB"
    if kind is not None and _cut_off(kind, size):
        return warn(f"{said} of {kind.megabytes}", _reinstall([there.name]))
    if there.folder.is_dir() and (problem := flaw(there.folder)):
        return warn(f"{said}: {problem}", _reinstall([there.name]))
    wanted = surroundings.choice.model
    if wanted and wanted != there.name and known(wanted):
        return warn(
            f"{said}; {wanted} is chosen but not installed",
            f"To install it: `viva model pull {wanted}`. Or choose another in settings (s).",
        )
    if broken := broken_models(surroundings.locations):
        return warn(f"{said}; incomplete: {', '.join(broken)}", _reinstall(broken))
    return ok(said)


def advice(locations: Locations) -> str:
    """Describe what this computer could run when last measured; measures nothing."""
    told = last(locations)
    if told is None:
        return "none yet: run `viva model advise`"
    if not told.here:
        return f"from another computer ({told.machine}): run `viva model advise`"
    found = told.of(told.recommended) if told.recommended else None
    if found is None:
        return f"no model keeps up (measured {told.date} on {told.machine})"
    return (
        f"{found.name} keeps up, with a wait of {wait_text(found.wait)} "
        f"(measured {told.date} on {told.machine})"
    )


def model_advice(surroundings: Surroundings) -> CheckFinding:
    """Show the last advice as a check."""
    return ok(advice(surroundings.locations))


def broken_models(locations: Locations) -> list[str]:
    """Name the folders of models that can't work."""
    try:
        folders = sorted(p for p in locations.models.iterdir() if p.is_dir())
    except OSError:
        return []
    return [
        name_of(folder.name)
        for folder in folders
        if not folder.name.startswith(".") and flaw(folder) is not None
    ]


def _reinstall(names: list[str]) -> str:
    pulled = [name for name in names if known(name)]
    if not pulled:
        return (
            f"A model's folder contains {', '.join(PARTS)} and a vocabulary: copy it again or "
            "remove it. `viva model use NAME` shows what is wrong."
        )
    return f"To reinstall it, run `viva model pull {pulled[0]}`."


def _cut_off(kind: KnownModel, size: int) -> bool:
    return 0 < size < SHARE * kind.megabytes * 1e6


def _size(folder: object) -> int:
    from pathlib import Path

    try:
        return sum(p.stat().st_size for p in Path(str(folder)).iterdir() if p.is_file())
    except OSError:
        return 0
