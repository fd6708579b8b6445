"""What is said of a trend: the verdict, how fast it moves, where it lies."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.progress import names
from analysis.trends import Change, Slope, Trend, Verdict
from analysis.trends.real_change import FEWEST_DAYS

HEADLINES: Mapping[Verdict, str] = {
    "better": "Real change: better",
    "worse": "Real change: worse",
    "changed": "Real change",
    "not distinguishable": "Not yet distinguishable",
    "too few days": "Too few days to tell",
}

GROUPS: tuple[tuple[tuple[Verdict, ...], str], ...] = (
    (("better", "worse", "changed"), "Real change"),
    (("not distinguishable",), "Not yet distinguishable from your usual ups and downs"),
    (("too few days",), f"Too few practice days to tell (from {FEWEST_DAYS} on)"),
)

REANALYZE_HINT = "`viva reanalyze --outdated` analyses all answers alike."


def verdict(trend: Trend) -> Verdict:
    """Return the verdict; without a second day it is too early for one."""
    return trend.change.verdict if trend.change else "too few days"


def explanation(trend: Trend, latest: float, practice_days: int) -> tuple[str, ...]:
    """Say what the verdict rests on, how fast it moves, and where the latest median lies."""
    said = [_judged(trend, practice_days)]
    if trend.slope is not None and verdict(trend) != "too few days":
        said.append(f"Trend: {slope(trend.name, trend.slope)}.")
    if (place := _place(trend.name, latest)) is not None:
        said.append(place)
    return tuple(said)


def change_text(name: str, change: Change) -> str:
    """Write the first and the last days' medians."""
    return f"{names.number(name, change.before)} → {names.number(name, change.after)}"


def slope(name: str, found: Slope) -> str:
    """Write the change per week with its interval."""
    by, low, high = (names.number(name, v, 1) for v in (found.per_week, found.low, found.high))
    sign = "+" if found.per_week > 0 else ""
    return f"{sign}{by} a week (95 %: {low} to {high})"


def _judged(trend: Trend, practice_days: int) -> str:
    name, change = trend.name, trend.change
    if change is None or change.verdict == "too few days":
        return (
            f"{names.count(practice_days, 'practice day')} so far. From {FEWEST_DAYS} on, Viva can "
            "tell a change from ups and downs."
        )
    usual = names.number(name, change.noise, 1)
    if change.is_real:
        before, after = names.number(name, change.before), names.with_unit(name, change.after)
        return (
            f"From {before} in your first days to {after} in the last: more than the {usual} by "
            "which one answer of yours usually differs from the next."
        )
    return (
        f"{change_text(name, change)}, first days to last. One answer of yours usually differs "
        f"from the next by {usual}; ups and downs alone could look like this."
    )


def _place(name: str, latest: float) -> str | None:
    good = names.good(name)
    if good is None:
        return None
    latest = names.rounded(name, latest)
    where = "above" if latest > good[1] else "below" if latest < good[0] else "inside"
    return f"Your latest median is {where} the good band ({names.range_text(name, *good)})."
