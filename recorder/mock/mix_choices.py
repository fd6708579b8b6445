"""What a person chooses for a custom mix: from the form to a mix, and saved until the next time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from prompts.types import KINDS, QuestionKind
from recorder.mock.mix import FollowUps, Mix
from recorder.mock.presets import own

MixLength = tuple[Literal["minutes", "questions"], int]

LENGTHS: tuple[MixLength, ...] = (
    *(("questions", n) for n in (3, 6, 8, 12)),
    *(("minutes", n) for n in (10, 15, 20, 30, 45)),
)
THINKING = (0, 15, 30, 60)
"""Seconds to think before an answer."""

EVERYTHING = ""
"""Stands for all categories."""


@dataclass(frozen=True, slots=True)
class MixChoices:
    """What the form shows; ``without`` are the kinds that are turned off.

    Kinds that a later version adds are therefore on.
    """

    length: MixLength = ("questions", 6)
    category: str = EVERYTHING
    without: frozenset[QuestionKind] = frozenset()
    thinking: int = 0
    follow_ups: FollowUps = "pointed"

    def mix(self) -> Mix:
        """Return the mix that these choices make."""
        unit, count = self.length
        return own(
            minutes=count if unit == "minutes" else None,
            questions=count if unit == "questions" else None,
            kinds=[kind for kind in KINDS if kind not in self.without],
            categories=[self.category] if self.category != EVERYTHING else (),
            thinking=self.thinking,
            follow_ups=self.follow_ups,
        )

    def saved(self) -> dict[str, Any]:
        """Return the choices as the settings save them."""
        unit, count = self.length
        return {
            unit: count,
            "category": self.category,
            "without": sorted(self.without),
            "thinking": self.thinking,
            "follow_ups": self.follow_ups,
        }


def remembered(saved: Mapping[str, Any], categories: Collection[str]) -> MixChoices:
    """Return the choices that were saved, as far as they can still be made.

    ``categories`` are those of the questions there are now. A choice that no longer exists, or is
    damaged, is the one that the form starts with.
    """
    start = MixChoices()
    lengths = [each for each in LENGTHS if _same(saved.get(each[0]), each[1])]
    category, without = saved.get("category"), saved.get("without")
    thinking, follow_ups = saved.get("thinking"), saved.get("follow_ups")
    off = without if isinstance(without, list) else []
    return MixChoices(
        length=lengths[0] if lengths else start.length,
        category=category if category in tuple(categories) else start.category,
        without=frozenset(kind for kind in KINDS if kind in off),
        thinking=next((s for s in THINKING if _same(thinking, s)), start.thinking),
        follow_ups=next((f for f in get_args(FollowUps) if f == follow_ups), start.follow_ups),
    )


def _same(found: object, wanted: int) -> bool:
    return type(found) is int and found == wanted
