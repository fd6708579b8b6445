"""What scores and measures are called, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.bands import bands
from analysis.measures.catalog import BY_NAME
from analysis.scoring.scales import norm

SCORES: Mapping[str, str] = {
    "overall": "Overall score",
    "pace": "Pace score",
    "fillers": "Fillers score",
    "length": "Length score",
}
SCORE_MEANINGS: Mapping[str, str] = {
    "overall": "The weighted average of an answer's scores, 0–100.",
    "pace": "100 from {slowest} to {fastest} words a minute, lower outside that range.",
    "fillers": "100 up to {fillers} fillers a minute, lower above that.",
    "length": "100 inside the question's target, lower outside it.",
}
KNOWN = (*SCORES, *BY_NAME)


def label(name: str) -> str:
    """Name of a score or measure for people."""
    return SCORES[name] if name in SCORES else BY_NAME[name].label


def unit(name: str) -> str:
    """Unit of a score or measure; scores have none."""
    return "" if name in SCORES else BY_NAME[name].unit


def meaning(name: str) -> str:
    """Say what it is, for a score with its good range as it is now."""
    if name not in SCORES:
        return BY_NAME[name].definition
    table = bands()
    low, high = table.pace.good
    fillers = table.fillers.good[1]
    return SCORE_MEANINGS[name].format(
        slowest=f"{low:g}", fastest=f"{high:g}", fillers=f"{fillers:g}"
    )


def highest(name: str) -> float | None:
    """Return the largest value there can be; ``None``: there is none."""
    return 100.0 if name in SCORES or name == "fluency" else None


def good(name: str) -> tuple[float, float] | None:
    """Return the range that is good for everyone; ``None``: there is no published norm."""
    return norm(name)


def rounded(name: str, value: float) -> float:
    """Return a value as it is shown."""
    return round(value, 0 if name in SCORES else BY_NAME[name].digits)


def number(name: str, value: float, extra_digits: int = 0) -> str:
    """Round as the catalog says, with ``extra_digits`` for a slope; a true minus sign."""
    digits = (0 if name in SCORES else BY_NAME[name].digits) + extra_digits
    text = f"{value:.{digits}f}"
    return text.replace("-", "−") if float(text) else f"{0:.{digits}f}"


def with_unit(name: str, value: float) -> str:
    """Write a value with its unit."""
    word = unit(name)
    return f"{number(name, value)}{'' if not word or word.startswith('/') else ' '}{word}"


def range_text(name: str, low: float, high: float) -> str:
    """Write what is good: "up to 5/min", "120–160 words/min"."""
    word = unit(name)
    ends = f"up to {high:g}" if low == 0 else f"{low:g}–{high:g}"
    return f"{ends}{'' if not word or word.startswith('/') else ' '}{word}"


def count(number: int, what: str) -> str:
    """Write a number of things."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
