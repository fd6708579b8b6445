"""Which words were used: variety, by the moving-average type–token ratio."""

from __future__ import annotations

from analysis.measures.material import Material

WINDOW = 50
"""Words over which the type–token ratio is taken (Covington & McFall 2010)."""


def lexical_diversity(m: Material) -> float | None:
    """Return the mean share of different words over all windows of 50 words; undefined under 50."""
    if m.words is None or len(m.words) < WINDOW:
        return None
    tokens = [w.text.lower().strip(".,;:!?\"'()") for w in m.words]
    ratios = [len(set(tokens[at : at + WINDOW])) / WINDOW for at in range(len(tokens) - WINDOW + 1)]
    return sum(ratios) / len(ratios)
