"""Remarks on what was said, in a report and on a page for others."""

from dataclasses import replace

from analysis.content.types import Quote, Remark
from analysis.report.build import build
from analysis.report.html.page import render
from analysis.report.sharing import without
from analysis.report.text import render as in_terminal
from tests.analysis.sample import ANALYSIS

REMARKS = (
    Remark(
        "story_parts",
        "No result was heard.",
        "Interviewers listen for how it ended.",
        "Say what changed.",
        (Quote(3.0, 5.0, "there were no beds"),),
        {"situation": 0.7, "action": 0.3},
    ),
    Remark("phrases", "“no no” came twice.", "It draws attention.", "Pause.", (Quote(1, 2, "no"),)),
)
REPORT = build(ANALYSIS, remarks=REMARKS)


def test_a_remark_has_its_reason_its_advice_and_its_moments() -> None:
    first = REPORT.remarks[0]
    assert (first.name, first.text, first.shares) == (
        "story_parts", "No result was heard.", "situation 70% · action 30%",
    )  # fmt: skip
    (moment,) = first.moments
    assert (moment.start, moment.text) == (3.0, "0:03 “there were no beds”")
    for text in (" ".join(in_terminal(REPORT).split()), render(REPORT)):
        for part in (first.text, first.reason, first.advice, first.shares, moment.what):
            assert part in text


def test_the_parts_of_a_remark_are_sentences_of_their_own_in_plain_text() -> None:
    def written(headline: str) -> str:
        remark = replace(REPORT.remarks[0], text=headline, reason="It matters.")
        return " ".join(in_terminal(replace(REPORT, remarks=(remark,))).split())

    shares = "situation 70% · action 30%. Say what changed."
    for headline in (
        "You apologized",
        "“like” 9 times",
        "The situation takes 70% of the time",
        "This sounded memorized: the same 40 words as on March 3",
    ):
        assert f"{headline}. It matters. {shares}" in written(headline)
    for headline in ("“We” did 3 things; what did you do?", "Speech isn't clear."):
        assert f"{headline} It matters. {shares}" in written(headline)


def test_without_the_transcript_no_remark_repeats_the_words() -> None:
    (left,) = without(REPORT, ["transcript"]).remarks
    assert left.name == "story_parts" and left.moments[0].text == "0:03"
    assert without(REPORT, ["notes"]).remarks == ()


def test_without_earlier_answers_no_remark_tells_of_them() -> None:
    recited = replace(REPORT.remarks[0], name="recited", text="The same 34 words as in March.")
    report = replace(REPORT, remarks=(recited, *REPORT.remarks))
    assert recited not in without(report, ["history"]).remarks
