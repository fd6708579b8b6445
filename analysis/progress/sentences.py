"""The words about a trend: the verdict, how fast it moves, and where it is."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.progress import names
from analysis.trends import Change, Slope, Trend, Verdict
from analysis.trends.real_change import FEWEST_DAYS

HEADLINES: Mapping[Verdict, str] = {
    "better": "Real change: better",
    "worse": "Real change: worse",
    "changed": "Real change",
    "not distinguishable": "No clear change yet",
    "too few days": "Too few days to tell",
}

GROUPS: tuple[tuple[tuple[Verdict, ...], str], ...] = (
    (("better", "worse", "changed"), "Real change"),
    (("not distinguishable",), "No clear change from your usual ups and downs yet"),
    (("too few days",), f"Too few practice days to tell (at least {FEWEST_DAYS} needed)"),
)

REANALYZE_HINT = "`viva reanalyze --outdated` analyzes all answers the same way."


def verdict(trend: Trend) -> Verdict:
    """Return the verdict; without a second day it is too early for one."""
    return trend.change.verdict if trend.change else "too few days"


def explanation(trend: Trend, latest: float, practice_days: int) -> tuple[str, ...]:
    """Say what the verdict rests on, how fast it moves, and where the latest median is."""
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
    return f"{sign}{by} a week (95%: {low} to {high})"


def _judged(trend: Trend, practice_days: int) -> str:
    name, change = trend.name, trend.change
    if change is None or change.verdict == "too few days":
        return (
            f"{names.count(practice_days, 'practice day')} so far. With {FEWEST_DAYS} or more, "
            "Viva can tell a real change from ups and downs."
        )
    usual = names.number(name, change.noise, 1)
    if change.is_real:
        before, after = names.number(name, change.before), names.with_unit(name, change.after)
        return (
            f"From {before} in your first days to {after} in your latest. Your answers usually "
            f"differ by {usual} from one to the next, so this is a real change."
        )
    return (
        f"{change_text(name, change)}, first days to last. Your answers usually differ by {usual} "
        "from one to the next, so this could just be ups and downs."
    )


def _place(name: str, latest: float) -> str | None:
    good = names.good(name)
    if good is None:
        return None
    latest = names.rounded(name, latest)
    where = "above" if latest > good[1] else "below" if latest < good[0] else "inside"
    return f"Your latest median is {where} the good range ({names.range_text(name, *good)})."
