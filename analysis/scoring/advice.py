"""One plain sentence of advice for each score and band: what to do in the next answer.

The only place for these words; short sentences for people who speak English as a second language.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.bands import bands
from analysis.measures.breakdown import VERY_LONG
from analysis.types import Band

ADVICE: Mapping[tuple[str, Band], str] = {
    ("pace", "within"): "A comfortable pace, {rate:.0f} words a minute: keep it.",
    ("pace", "below"): "A little slow at {rate:.0f} words a minute: join short phrases, and pause "
    "only at the end of a thought.",
    ("pace", "far_below"): "Slow at {rate:.0f} words a minute: practise this answer until the "
    "words come without searching, and aim for {low:.0f}.",
    ("pace", "above"): "A little fast at {rate:.0f} words a minute: pause after each point.",
    (
        "pace",
        "far_above",
    ): "Fast at {rate:.0f} words a minute: slow down to {high:.0f} or less, and stop "
    "for a breath after each point.",
    ("fillers", "within"): "Few fillers: listeners will not notice them.",
    ("fillers", "above"): "Some fillers: when you feel one coming, close your mouth and pause.",
    ("fillers", "far_above"): "Many fillers: plan the first words of each point, and let a silent "
    "pause take the place of each um.",
    ("length", "within"): "{seconds} is within the target of {low} to {high}.",
    ("length", "below"): "{seconds} is a little short of {low}: add one concrete detail.",
    ("length", "far_below"): "{seconds} is far short of {low}: add an example, what you did, and "
    "what you learned.",
    ("length", "above"): "{seconds} is a little over {high}: leave out one detail.",
    (
        "length",
        "far_above",
    ): "{seconds} is far over {high}: keep one example, and end on its point.",
}

MID_CLAUSE: Mapping[Band, str] = {
    "within": "Pauses are at the ends of thoughts, where they help the listener.",
    "above": "{rate:.0f} pauses a minute fall inside a clause: finish the clause, then pause.",
    "far_above": "{rate:.0f} pauses a minute fall inside a clause: say shorter sentences, and "
    "pause between them.",
}

ALL_PAUSES: Mapping[Band, str] = {
    "within": "Pauses are no more frequent than in fluent speech.",
    "above": "{rate:.0f} pauses a minute: say a whole clause before you pause.",
    "far_above": "{rate:.0f} pauses a minute: practise this answer in whole sentences.",
}

VERY_LONG_PAUSES = (
    "{very_long:.0f} very long {pauses} ({seconds:g} s or more): prepare the link to the next "
    "point."
)


def advise(name: str, band: Band, facts: Mapping[str, float]) -> str:
    """Give the sentence for a score in a band, with its facts filled in."""
    if name == "pauses":
        return _about_pauses(band, facts)
    if name == "length":
        return ADVICE[name, band].format(**{key: clock(value) for key, value in facts.items()})
    return ADVICE[name, band].format(**facts)


def clock(seconds: float) -> str:
    """Write seconds as a person would: 45 s, 2:30."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def _about_pauses(band: Band, facts: Mapping[str, float]) -> str:
    very_long = facts["very_long"]
    # Where the other pauses are at most slightly too many, the very long ones cost the points.
    if very_long and band != "within" and facts["rate"] < bands().mid_clause_pauses.slightly_off[1]:
        pauses = "pause" if very_long == 1 else "pauses"
        return VERY_LONG_PAUSES.format(very_long=very_long, pauses=pauses, seconds=VERY_LONG)
    return (MID_CLAUSE if facts["mid_clause"] else ALL_PAUSES)[band].format(**facts)
