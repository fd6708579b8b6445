"""One plain sentence of advice for each score and grade: what to do in the next answer.

The only place for these words, and for the label next to each score; short sentences for people who
speak English as a second language. From one grade to the next the words change by one step.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.bands import Grade, bands, grade
from analysis.measures.breakdown import VERY_LONG

NEARLY_GOOD = "nearly good"

LABELS: Mapping[str, Mapping[bool, tuple[str, str, str]]] = {
    "pace": {
        True: ("a little slow", "slow", "very slow"),
        False: ("a little fast", "fast", "very fast"),
    },
    "length": {
        True: ("a little short", "short", "very short"),
        False: ("a little long", "long", "very long"),
    },
}
"""For each score whose value can be too low (``True``) or too high, its last three grades."""

HIGH = ("a little high", "high", "very high")

SLOW = "Slow, at {rate:.0f} words a minute: practice this answer out loud until the words come \
easily."
FAST = "Fast, at {rate:.0f} words a minute: slow down, and take a breath after each point."
SHORT = "{seconds} is under {low}: add an example, what you did, and what you learned."
LONG = "{seconds} is over {high}: keep one example, and end on its point."

ADVICE: Mapping[tuple[str, bool, Grade], str] = {
    ("pace", False, "good"): "A comfortable pace, at {rate:.0f} words a minute. Keep it up.",
    ("pace", True, "near"): "Close to a comfortable pace: {rate:.0f} words a minute, where "
    "{low:.0f} to {high:.0f} is comfortable.",
    ("pace", True, "slight"): "A little slow, at {rate:.0f} words a minute: connect short phrases, "
    "and pause only at the end of a thought.",
    ("pace", True, "clear"): SLOW,
    ("pace", True, "far"): f"Very {SLOW[0].lower()}{SLOW[1:]}",
    ("pace", False, "near"): "Close to a comfortable pace: {rate:.0f} words a minute, where "
    "{low:.0f} to {high:.0f} is comfortable.",
    ("pace", False, "slight"): "A little fast, at {rate:.0f} words a minute: pause after each "
    "point.",
    ("pace", False, "clear"): FAST,
    ("pace", False, "far"): f"Very {FAST[0].lower()}{FAST[1:]}",
    ("fillers", False, "good"): "Few fillers: up to {high:g} a minute do no harm.",
    ("fillers", False, "near"): "Slightly more fillers than the {high:g} a minute that do no harm.",
    ("fillers", False, "slight"): "When you feel a filler coming, close your mouth and pause.",
    ("fillers", False, "clear"): "Quite a few fillers: plan the first words of each point, and "
    "pause silently instead of saying um.",
    ("fillers", False, "far"): "A lot of fillers: plan the first words of each point, and pause "
    "silently instead of saying um.",
    ("length", False, "good"): "{seconds} is within the target of {low} to {high}.",
    ("length", True, "near"): "{seconds} is just under {low}: add one sentence.",
    ("length", True, "slight"): "{seconds} is a little under {low}: add one concrete detail.",
    ("length", True, "clear"): SHORT,
    ("length", True, "far"): SHORT.replace("under", "well under"),
    ("length", False, "near"): "{seconds} is just over {high}: cut one sentence.",
    ("length", False, "slight"): "{seconds} is a little over {high}: cut one detail.",
    ("length", False, "clear"): LONG,
    ("length", False, "far"): LONG.replace("over", "well over"),
}

MID_CLAUSE: Mapping[Grade, str] = {
    "good": "You pause mid-clause no more than {high:g} times a minute, which does no harm.",
    "near": "{rate:.1f} pauses a minute fall mid-clause, slightly more than the {high:g} that do "
    "no harm.",
    "slight": "{rate:.1f} pauses a minute fall mid-clause: finish the clause, then pause.",
    "clear": "{rate:.1f} pauses a minute fall mid-clause: use shorter sentences, and pause "
    "between them.",
    "far": "As many as {rate:.1f} pauses a minute fall mid-clause: use shorter sentences, "
    "and pause between them.",
}

ALL_PAUSES: Mapping[Grade, str] = {
    "good": "You pause no more often than fluent speakers do.",
    "near": "You pause only slightly more often than fluent speakers do.",
    "slight": "{rate:.1f} pauses a minute: say a whole clause before you pause.",
    "clear": "{rate:.1f} pauses a minute: practice this answer in whole sentences.",
    "far": "As many as {rate:.1f} pauses a minute: practice this answer in whole sentences.",
}

VERY_LONG_PAUSES = (
    "{very_long:.0f} very long {pauses} ({seconds:g} s or more): plan how to move to the next "
    "point."
)
VERY_LONG_LABELS = ("some very long", "long silences", "many long silences")


def advise(name: str, score: int, facts: Mapping[str, float], *, low: bool = False) -> str:
    """Return the sentence for a score, with its facts filled in; ``low``: the value is too low."""
    if name == "pauses":
        return _about_pauses(score, facts)
    text = ADVICE[name, low, grade(score)]
    if name == "length":
        return text.format(**{key: clock(value) for key, value in facts.items()})
    return text.format(**facts)


def label(name: str, score: int, *, low: bool = False, rate_score: int | None = None) -> str:
    """Say how good a score is: "good", "nearly good", "a little slow".

    ``rate_score`` is the score of the rate of pauses alone: where that is better than a score of
    pauses that is not good, their length is what costs, and the label says so.
    """
    found = grade(score)
    if found == "good":
        return "good"
    if found == "near":
        return NEARLY_GOOD
    step = ("slight", "clear", "far").index(found)
    if rate_score is not None and length_costs(score, rate_score):
        return VERY_LONG_LABELS[step]
    return LABELS[name][low][step] if name in LABELS else HIGH[step]


def length_costs(score: int, rate_score: float) -> bool:
    """Whether very long pauses, and not the number of pauses, lower a score of pauses."""
    return grade(score) != "good" and rate_score >= bands().good_score


def clock(seconds: float) -> str:
    """Write seconds as a person would: 45 s, 2:30."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


def _about_pauses(score: int, facts: Mapping[str, float]) -> str:
    very_long = facts["very_long"]
    if very_long and length_costs(score, facts["rate_score"]):
        pauses = "pause" if very_long == 1 else "pauses"
        return VERY_LONG_PAUSES.format(very_long=very_long, pauses=pauses, seconds=VERY_LONG)
    return (MID_CLAUSE if facts["mid_clause"] else ALL_PAUSES)[grade(score)].format(**facts)
