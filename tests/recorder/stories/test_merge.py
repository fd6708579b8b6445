"""A story changed in two windows."""

from __future__ import annotations

from dataclasses import replace

from recorder.stories.merge import merge
from sessions.stories.types import Story

BEFORE = Story("star", "Dose", ("ward", "task", "", "", ""), tags=("mistake",), id=1)


def test_each_change_is_there() -> None:
    mine = replace(BEFORE, title="The dose", cues=("ward at night", "task", "", "", ""))
    theirs = replace(BEFORE, cues=("ward", "task", "called", "", ""), tags=("error",))
    both = merge(BEFORE, mine, theirs)
    assert both == replace(
        BEFORE, title="The dose", cues=("ward at night", "task", "called", "", ""), tags=("error",)
    )


def test_a_cue_changed_in_both_has_both_texts() -> None:
    mine = replace(BEFORE, title="A", cues=("mine", "same", "", "", ""))
    theirs = replace(BEFORE, title="B", cues=("theirs", "same", "", "", ""))
    assert merge(BEFORE, mine, theirs).cues == ("mine · theirs", "same", "", "", "")
    assert merge(BEFORE, mine, theirs).title == "A"


def test_an_emptied_cue_stays_empty_unless_the_other_window_wrote_it() -> None:
    mine = replace(BEFORE, cues=("", "", "", "", ""))
    theirs = replace(BEFORE, cues=("ward", "new task", "", "", ""))
    assert merge(BEFORE, mine, theirs).cues == ("", "", "", "", "")
