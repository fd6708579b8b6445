"""Reports that are built without the store."""

from dataclasses import replace

from analysis.report.comments.covered import NAME
from analysis.types import Analysis
from recorder.reports.alone import report_alone
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import question
from tests.analysis.sample import ANALYSIS

ABOUT_ME = (
    "I graduated from the University of Lima in 2018 and then I did my internship there. Right now "
    "I work in a clinic for children, and I want to do Med-Peds because I need both."
)
ABOUT_BIRDS = (
    "There was a black bird and he found a hat, and he put the hat on his head. Then a white bird "
    "came and she laughed at him, so he dropped the hat and flew over the sea."
)


def answered(text: str) -> Analysis:
    assert ANALYSIS.transcript is not None
    said = replace(ANALYSIS.transcript, words=spoken(text))
    return replace(ANALYSIS, question=question("tell-me-about-yourself"), transcript=said)


def test_it_says_what_was_answered_unless_that_is_turned_off() -> None:
    assert NAME in [remark.name for remark in report_alone(answered(ABOUT_ME)).remarks]
    wanted = report_alone(answered(ABOUT_ME), off=(NAME,))
    assert NAME not in [remark.name for remark in wanted.remarks]


def test_it_says_when_something_else_was_answered_unless_that_is_turned_off() -> None:
    shown = report_alone(answered(ABOUT_BIRDS))
    wanted = report_alone(answered(ABOUT_BIRDS), off=(NAME,))
    assert set(shown.cautions) - set(wanted.cautions) == {
        caution for caution in shown.cautions if caution.startswith("This may not answer")
    }
    assert len(shown.cautions) == len(wanted.cautions) + 1
