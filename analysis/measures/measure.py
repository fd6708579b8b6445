"""All measures of one answer: the catalog's rows, each by the function of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from analysis.measures import (
    breakdown,
    disfluency,
    length,
    lexis,
    pitch,
    recording,
    repair,
    tempo,
)
from analysis.measures.catalog import CATALOG
from analysis.measures.fluency import fluency
from analysis.measures.material import Material

Measure = Callable[[Material], float | None]

MODULES: tuple[ModuleType, ...] = (
    breakdown,
    disfluency,
    length,
    lexis,
    pitch,
    recording,
    repair,
    tempo,
)


COMBINED = "fluency"
"""The one measure that is made of other measures."""


def functions(modules: Iterable[ModuleType] = MODULES) -> dict[str, Measure]:
    """Find the function of every catalog row but the combined one.

    Raises
    ------
    LookupError
        When a row has no function.
    """
    table: dict[str, Measure] = {}
    for entry in CATALOG:
        if entry.name == COMBINED:
            continue
        found = [getattr(module, entry.name) for module in modules if hasattr(module, entry.name)]
        if not found:
            raise LookupError(f"the catalog's {entry.name} has no function in analysis.measures")
        table[entry.name] = found[0]
    return table


def measure(material: Material) -> dict[str, float | None]:
    """Return every measure of the catalog, in its order; ``None`` where undefined."""
    values = {name: function(material) for name, function in functions().items()}
    values[COMBINED] = fluency(values)
    return {entry.name: values[entry.name] for entry in CATALOG}
