"""One story changed in two windows at once: nothing that was written is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from sessions.stories.types import Story

SEPARATOR = " · "

T = TypeVar("T")


def merge(before: Story, mine: Story, theirs: Story) -> Story:
    """Combine two changes of the story that was there ``before``.

    A cue that both changed differently has both texts; any other such field has mine.
    """
    cues = zip(before.cues, mine.cues, theirs.cues, strict=True)
    return replace(
        mine,
        title=_merged(before.title, mine.title, theirs.title),
        cues=tuple(_merged_cue(*cue) for cue in cues),
        tags=_merged(before.tags, mine.tags, theirs.tags),
        kinds=_merged(before.kinds, mine.kinds, theirs.kinds),
        questions=_merged(before.questions, mine.questions, theirs.questions),
    )


def _merged(before: T, mine: T, theirs: T) -> T:
    return theirs if mine == before else mine


def _merged_cue(before: str, mine: str, theirs: str) -> str:
    if mine and theirs not in ("", before, mine) and mine != before:
        return f"{mine}{SEPARATOR}{theirs}"
    return _merged(before, mine, theirs)
