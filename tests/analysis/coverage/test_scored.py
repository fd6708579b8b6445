"""Parts heard by their phrases together with made-up scores of a sentence encoder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.content.phrases import LONGEST
from analysis.coverage import coverage
from analysis.coverage.hear import ENOUGH, coverage_of_words
from analysis.coverage.thresholds import HEARD, HIT, OFF
from analysis.coverage.types import Coverage, HeardPart
from analysis.follow_ups import pointed_follow_up
from analysis.types import PartScore, PartScores, Transcript, Word
from tests.analysis.content.test_remarks import spoken
from tests.analysis.coverage.test_parts import question
from tests.analysis.sample import ANALYSIS

YOURSELF = question("tell-me-about-yourself")
SAID = spoken(
    "I graduated from medical school in Quito in 2019. Then a child I sat with all night died, "
    "and the whole ward went quiet around me. Right now I work in a free clinic in Chicago, with "
    "families."
)
FIRST = next(w.start for w in SAID if w.text == "Then")
LAST = next(w.end for w in SAID if w.text == "me.")
LIKELY, UNLIKELY = HEARD + 0.1, HEARD - 0.1


def scores(
    off: float = OFF - 1, kind: str = "introduction", **found: float | PartScore
) -> PartScores:
    """Scores by part; every part that isn't given is very unlikely."""
    given = dict.fromkeys(("training", "moment", "now", "why"), -9.0) | found
    parts = (s if isinstance(s, PartScore) else PartScore(0, 1, n, s) for n, s in given.items())
    return PartScores(kind, off, tuple(parts))


def covered(given: PartScores | None, words: tuple[Word, ...] = SAID) -> Coverage:
    found = coverage_of_words(words, YOURSELF, given)
    assert found is not None
    return found


def heard(given: PartScores | None) -> set[str]:
    return {part.name for part in covered(given).heard}


def part(found: Coverage, name: str) -> HeardPart:
    return next(p for p in found.parts if p.name == name)


def moment(score: float = LIKELY, start: float = FIRST, end: float = LAST) -> PartScore:
    return PartScore(start, end, "moment", score)


def test_without_scores_the_phrases_decide() -> None:
    assert heard(None) == {"training", "now"}


def test_a_phrase_in_an_unlikely_place_is_not_heard() -> None:
    assert heard(scores()) == set()
    assert heard(scores(training=UNLIKELY - HIT, now=LIKELY - HIT)) == {"now"}


def test_a_likely_stretch_is_heard_without_a_phrase() -> None:
    assert heard(scores(moment=moment(UNLIKELY))) == set()
    assert heard(scores(moment=moment())) == {"moment"}


def test_a_phrase_is_quoted_before_the_likely_stretch() -> None:
    found = covered(scores(training=PartScore(FIRST, LAST, "training", LIKELY)))
    assert part(found, "training").quote == part(covered(None), "training").quote


def test_the_words_of_the_stretch_are_quoted() -> None:
    quote = part(covered(scores(moment=moment())), "moment").quote
    assert quote is not None
    assert quote.text == "a child I sat with all night died, and the whole ward went quiet"
    assert len(quote.text.split()) == LONGEST
    assert FIRST < quote.start < quote.end < LAST


def test_times_to_the_millisecond_still_hold_their_words() -> None:
    early, late = moment(start=FIRST - 0.0005, end=LAST - 0.0005), moment(start=FIRST + 0.0005)
    for each in (early, late):
        assert part(covered(scores(moment=each)), "moment").is_heard


def test_a_stretch_whose_words_were_corrected_away_is_not_heard() -> None:
    kept = tuple(w for w in SAID if not FIRST <= w.start < LAST)
    found = covered(scores(moment=moment(), now=LIKELY), kept)
    assert [p.name for p in found.heard] == ["now"]


def test_an_answer_about_something_else_by_its_scores() -> None:
    found = covered(scores(off=OFF + 0.1, training=9.0))
    assert found.is_off and not found.heard and len(found.parts) == 4
    assert not covered(scores(off=OFF - 0.1)).is_off, "no part heard isn't off by itself"
    story = spoken("There was a black bird who found a hat and put it on his head. " * 3)
    assert covered(None, story).is_off and not covered(scores(off=OFF - 0.1), story).is_off


def test_scores_for_another_kind_of_question_are_ignored() -> None:
    assert covered(scores(off=9.0, kind="gap", moment=moment())) == covered(None)


def test_a_part_without_a_score_is_heard_by_its_phrase() -> None:
    assert heard(PartScores("introduction", OFF - 1, ())) == {"training", "now"}


def test_a_brief_answer_is_brief_whatever_its_scores() -> None:
    found = coverage_of_words(SAID, question("graduation-gap"), PartScores("gap", OFF - 1, ()))
    assert found is not None and part(found, "brief").note


def test_little_or_misunderstood_words_are_not_off() -> None:
    off = replace(ANALYSIS, question=YOURSELF, part_scores=scores(off=OFF + 9))
    few = replace(off, transcript=Transcript(SAID[: ENOUGH - 5], 20.0))
    unsure = replace(
        off, transcript=Transcript(tuple(replace(w, probability=0.3) for w in SAID), 20.0)
    )
    foreign = replace(off, transcript=Transcript(SAID, 20.0, "es"))
    assert all(coverage(each) is None for each in (few, unsure, foreign))
    understood = coverage(replace(off, transcript=Transcript(SAID, 20.0)))
    assert understood is not None and understood.is_off


@pytest.mark.parametrize("off", [OFF - 1, OFF + 1])
def test_no_part_of_an_answer_about_something_else_is_asked_for(off: float) -> None:
    told = spoken("I was an intern in the ward when the nurse and I argued about a dose. " * 6)
    analysis = replace(
        ANALYSIS,
        question=question("a-mistake"),
        transcript=Transcript(told, 60.0),
        part_scores=PartScores("story", off, ()),
    )
    assert (pointed_follow_up(analysis) is None) == (off > OFF)
