"""All measures of one answer: the catalogue's rows, each by the function of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from analysis.measures import (
    breakdown,
    disfluency,
    fluency,
    length,
    lexis,
    recording,
    repair,
    tempo,
)
from analysis.measures.catalogue import CATALOGUE
from analysis.measures.material import Material

Measure = Callable[[Material], float | None]

MODULES: tuple[ModuleType, ...] = (
    breakdown,
    disfluency,
    fluency,
    length,
    lexis,
    recording,
    repair,
    tempo,
)


def functions(modules: Iterable[ModuleType] = MODULES) -> dict[str, Measure]:
    """Find the function of every catalogue row.

    Raises
    ------
    LookupError
        When a row has no function.
    """
    table: dict[str, Measure] = {}
    for entry in CATALOGUE:
        found = [getattr(module, entry.name) for module in modules if hasattr(module, entry.name)]
        if not found:
            raise LookupError(f"the catalogue's {entry.name} has no function in analysis.measures")
        table[entry.name] = found[0]
    return table


def measure(material: Material) -> dict[str, float | None]:
    """Every measure of the catalogue, in its order; ``None`` where undefined."""
    return {name: function(material) for name, function in functions().items()}
