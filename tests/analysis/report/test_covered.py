"""Whether the question was answered, as the report shows it."""

from __future__ import annotations

from dataclasses import replace

from analysis.report import text
from analysis.report.build import build
from analysis.report.comments.covered import MAY_NOT_ANSWER, NAME
from analysis.report.html.page import render
from analysis.report.sharing import without
from analysis.types import Analysis, PartScore, PartScores, Transcript
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import question
from tests.analysis.sample import ANALYSIS

TOLD = (
    "I graduated from medical school in Quito in 2019. Right now I work in a free clinic in "
    "Chicago, we see many families who have no doctor."
)
STORY = (
    "There was a black bird who found a hat and put it on his head, then a white bird came and "
    "she laughed at him, so he dropped the hat."
)


def said(words: str) -> Analysis:
    return replace(
        ANALYSIS,
        question=question("tell-me-about-yourself"),
        transcript=Transcript(spoken(words), 20.0),
    )


def test_parts_that_were_heard_come_with_their_moments() -> None:
    report = build(said(TOLD))
    (remark,) = [r for r in report.remarks if r.name == NAME]
    assert remark.text == "Did you answer the question? Viva found 2 of 4 parts."
    assert remark.reason == (
        "No words recognized for: why Med-Peds. Viva can't always recognize a moment that shaped "
        "you."
    )
    assert [m.what.partition(":")[0] for m in remark.moments] == [
        "your training",
        "what you do now",
    ]
    assert "“graduated from medical school in Quito in 2019" in remark.moments[0].text
    shown = text.render(report)
    assert remark.text in shown and "your training: “graduated from" in shown
    assert remark.text in render(report)


def test_a_part_in_other_words_is_shown_with_the_stretch_that_was_scored() -> None:
    scores = PartScores(
        "introduction",
        -9.0,
        (
            PartScore(0.0, 1.0, "training", 0.2),
            PartScore(4.1, 12.0, "moment", 9.0),
            PartScore(0.0, 1.0, "now", -9.0),
        ),
    )
    report = build(replace(said(TOLD), part_scores=scores))
    (remark,) = [r for r in report.remarks if r.name == NAME]
    assert [m.what.partition(":")[0] for m in remark.moments] == [
        "your training",
        "a moment that shaped you",
    ]
    assert "“Right now I work in a free clinic" in remark.moments[1].text
    assert remark.reason == "No words recognized for: what you do now, why Med-Peds."


def test_an_answer_about_something_else_says_so_at_the_top() -> None:
    report = build(said(STORY))
    assert report.cautions[0].startswith(MAY_NOT_ANSWER)
    assert "your training" in report.cautions[0]
    assert not [r for r in report.remarks if r.name == NAME]
    assert report.overall is None and "scores" not in report.cautions[0], "too short to score"
    question = said(STORY).question
    assert question is not None
    scored = build(replace(said(STORY), question=replace(question, target=(30.0, 60.0))))
    assert scored.overall == ANALYSIS.overall
    assert scored.cautions[0].endswith("This doesn't affect your scores.")


def test_shared_without_notes_or_words_neither_is_told() -> None:
    unquoted = without(build(said(TOLD)), ["transcript"])
    (remark,) = [r for r in unquoted.remarks if r.name == NAME]
    assert [m.text for m in remark.moments] == ["0:00 your training", "0:04 what you do now"]
    assert not without(build(said(TOLD)), ["notes"]).remarks
    assert not [c for c in without(build(said(STORY)), ["notes"]).cautions if MAY_NOT_ANSWER in c]
