"""The ready-made mock interviews, and how a custom mix becomes one.

The video interview is that of the AAMC's Standardized Video Interview: six questions, 30 seconds
to read each, then three minutes at most, no second tries and no breaks. Others allow two.

One-way video interviews on platforms such as HireVue and Kira work alike, but each program sets its
own numbers: mostly three to eight questions, about 30 seconds to prepare, and one to three minutes
to answer. The two here are typical shapes, one with room for a story and one with little.
"""

from __future__ import annotations

from collections.abc import Collection

from prompts.types import KINDS, QuestionKind
from recorder.mock.mix import FollowUps, Mix, MixPart

FAREWELL = "goodbye"
"""Small talk that ends an interview and can't begin one."""

APART = frozenset({FAREWELL, "questions-for-us", "last-words"})
"""Questions that belong at the end."""

SMALL_TALK = MixPart(kinds=frozenset({"small_talk"}), without=frozenset({FAREWELL}))
YOURSELF = MixPart(ids=("tell-me-about-yourself",))
WHY = MixPart(ids=("why-med-peds", "why-medicine-pediatrics", "why-not-one-specialty"))
BEHAVIORAL = MixPart(kinds=frozenset({"behavioural"}))
MED_PEDS = MixPart(categories=frozenset({"Med-Peds"}))
PATHWAY = MixPart(categories=frozenset({"IMG and pathway"}))
ETHICAL = MixPart(kinds=frozenset({"ethical"}))
PROGRAM = MixPart(kinds=frozenset({"program"}), without=APART)
ASKING = MixPart(kinds=frozenset({"asking"}))
GOODBYE = MixPart(ids=(FAREWELL,))

RESIDENCY = Mix(
    title="Residency interview, 30 minutes",
    style="residency",
    opening=(SMALL_TALK, YOURSELF, WHY),
    middle=(BEHAVIORAL, MED_PEDS, PATHWAY, ETHICAL, PROGRAM),
    closing=(ASKING, ASKING, GOODBYE),
    minutes=30,
    follow_ups=True,
)


def video(minutes: int) -> Mix:
    """Return the video interview with this many minutes for each answer."""
    return _one_way(f"Video interview, {minutes} minutes per answer", 6, minutes)


def one_way(questions: int, minutes: int) -> Mix:
    """Return a one-way video interview of this shape: questions, and minutes for each answer."""
    each = f"{minutes} minute{'' if minutes == 1 else 's'}"
    return _one_way(f"One-way video, {questions} questions, {each} each", questions, minutes)


def _one_way(title: str, questions: int, minutes: int) -> Mix:
    return Mix(
        title=title,
        style="video",
        middle=(
            BEHAVIORAL,
            ETHICAL,
            MixPart(kinds=frozenset({"motivational", "background"}), without=APART),
            MixPart(kinds=frozenset({"knowledge"})),
        ),
        questions=questions,
        thinking=30,
        limit=60.0 * minutes,
    )


HIREVUE = one_way(questions=5, minutes=2)
KIRA = one_way(questions=7, minutes=1)

PRESETS: tuple[Mix, ...] = (RESIDENCY, HIREVUE, KIRA, video(3), video(2))

FIRST_LAST: tuple[QuestionKind, ...] = ("small_talk", "asking")
"""Kinds that a custom mix asks at the start and at the end, never in the middle."""


def own(
    *,
    minutes: int | None = None,
    questions: int | None = None,
    kinds: Collection[QuestionKind] = KINDS,
    categories: Collection[str] = (),
    thinking: int = 0,
    follow_ups: FollowUps = "none",
) -> Mix:
    """Make a person's own mix; without ``categories``, all are used."""
    wanted = frozenset(kinds)
    where = frozenset(categories)

    def part(kind: QuestionKind) -> MixPart:
        return MixPart(kinds=frozenset({kind}), categories=where, without=APART)

    length = f"{minutes} minutes" if minutes is not None else f"{questions} questions"
    return Mix(
        title=f"Custom mix, {length}",
        style="residency",
        opening=(part("small_talk"),) if "small_talk" in wanted else (),
        middle=tuple(part(kind) for kind in KINDS if kind in wanted and kind not in FIRST_LAST),
        closing=(part("asking"),) if "asking" in wanted else (),
        minutes=minutes,
        questions=questions,
        thinking=thinking,
        follow_ups=follow_ups != "none",
        pointed=follow_ups == "pointed",
    )
