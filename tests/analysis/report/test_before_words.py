"""What a report says before the words arrive is never taken back when they are there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.report.build import build
from analysis.report.html.page import render as page
from analysis.report.text import WORDS_TO_COME, render
from analysis.scoring.evidence import judged
from analysis.types import Analysis, Filler, Note, Pause, Word
from tests.analysis.report.contradicted import contradictions
from tests.analysis.scoring.test_evidence import heard

UMS = tuple(Filler(9.0 + i, 9.3 + i, "um", "filled_pause", "sound", 0.6) for i in range(6))


def alone(complete: Analysis, fillers: tuple[Filler, ...] = UMS) -> Analysis:
    """Return what the sound alone shows of an answer: other fillers, pauses nobody could place."""
    rates = {"filler_rate": 12.0, "speech_rate": 1.4, "words_per_minute": None,
             "discourse_marker_rate": None, "mid_clause_pause_rate": None}  # fmt: skip
    return judged(
        replace(
            complete,
            transcript=None,
            scores=(),
            overall=None,
            fillers=fillers,
            pauses=tuple(Pause(p.start, p.end) for p in complete.pauses),
            measures={**complete.measures, **rates},
            notes=tuple(n for n in complete.notes if n.kind == "recording"),
        )
    )


ANSWERS = [
    judged(heard()),
    judged(heard(59)),
    judged(heard(7)),
    judged(heard(None)),
    judged(heard(level=-70)),
    judged(replace(heard(), fillers=(), notes=(Note("recording", "The background is loud."),))),
    judged(replace(heard(), pauses=tuple(Pause(3.0 * i, 3.0 * i + 2.2) for i in range(20)))),
    judged(replace(heard(), notes=(Note("unheard", "…", 0.0, 90.0),))),
]


@pytest.mark.parametrize("complete", ANSWERS)
def test_nothing_flips(complete: Analysis) -> None:
    assert contradictions(alone(complete), complete) == []


@pytest.mark.parametrize("complete", ANSWERS)
def test_the_sound_alone_gives_no_verdict_on_anything(complete: Analysis) -> None:
    report = build(alone(complete))
    html = page(report)
    for shown in (render(report), html[html.index("</style>") :]):
        text = shown.casefold()
        for word in ("filler", "um ", "words a minute", "overall", "a little", "nearly good"):
            assert word not in text.replace("adds pace, fillers, and scores", ""), word


def test_a_flip_would_be_found() -> None:
    complete = ANSWERS[0]
    other = replace(complete, measures={**complete.measures, "answer_length": 90.0})
    assert contradictions(alone(complete), other)
    assert contradictions(alone(complete), replace(complete, pauses=()))
    assert contradictions(complete, complete), "a verdict before the words"


def test_it_says_that_the_words_are_to_come() -> None:
    report = build(alone(ANSWERS[0]))
    assert WORDS_TO_COME in render(report) and not report.unjudged
    assert all(event.kind == "pause" for event in report.timeline.events)  # type: ignore[union-attr]
    assert {piece.kind for piece in report.pieces} <= {"pause"}


def test_words_that_make_it_too_little_do_not_contradict_what_was_heard() -> None:
    complete = heard()
    assert complete.transcript is not None
    nothing = replace(complete.transcript, words=(Word(1.0, 1.2, "you", 0.1),))
    notes = (Note("unheard", "…", 2.0, 120.0),)
    lost = judged(replace(complete, transcript=nothing, notes=notes))
    assert lost.overall is None and contradictions(alone(lost), lost) == []
