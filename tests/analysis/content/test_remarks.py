"""Remarks on what was said, held against answers labeled by hand.

``python -m tests.analysis.content.test_remarks [development|held_out]`` prints figures and misses.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from analysis.content import all_remarks, remarks, remarks_on_words
from analysis.content.catalog import MOST, NAMES, ranking
from analysis.content.types import EarlierAnswer, Remark
from analysis.types import Analysis, Note, QuestionContext, Recording, Span, Transcript, Word

DATA = Path(__file__).parent / "data"
PER_WORD = 0.4
PAUSES = {"|": 0.5, "||": 1.0}
RECALL = {"development": 0.95, "held_out": 0.9, "fresh": 0.6}

QUESTIONS = tomllib.loads((DATA / "questions.toml").read_text(encoding="utf-8"))


def question(id: str) -> QuestionContext:
    return QuestionContext(id, QUESTIONS[id]["text"], QUESTIONS[id]["kind"])


def spoken(text: str) -> tuple[Word, ...]:
    """Words of a text at 150 a minute, with the pauses that ``|`` and ``||`` mark."""
    words: list[Word] = []
    clock = 0.5
    for part in text.split():
        if part in PAUSES:
            clock += PAUSES[part]
            continue
        words.append(Word(clock, clock + PER_WORD, part))
        clock += PER_WORD
    return tuple(words)


def answers(part: str) -> list[tuple[str, frozenset[str], str]]:
    """Question, remarks deserved and text of each answer."""
    found = tomllib.loads((DATA / f"{part}.toml").read_text(encoding="utf-8"))
    labelled = []
    for id, texts in found.items():
        for text in texts:
            names, _, said = text.partition(": ")
            labelled.append((id, frozenset(names.split()) - {"clean"}, said))
    return labelled


@cache
def noticed(id: str, text: str) -> tuple[Remark, ...]:
    return all_remarks(spoken(text), question(id))


def judge(part: str) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Hits, false remarks and misses by name, and each answer that went wrong."""
    hits: Counter[str] = Counter()
    false: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    wrong = []
    for id, wanted, text in answers(part):
        found = {r.name for r in noticed(id, text)}
        hits.update(wanted & found)
        false.update(found - wanted)
        lost.update(wanted - found)
        if found != wanted:
            marks = [f"+{n}" for n in sorted(found - wanted)]
            marks += [f"-{n}" for n in sorted(wanted - found)]
            wrong.append(f"{' '.join(marks)}  {id}: {text}")
    return hits, false, lost, wrong


def show(part: str) -> None:
    hits, false, lost, wrong = judge(part)
    print("\n".join(wrong))
    for name in sorted(hits | false | lost):
        h, f, m = hits[name], false[name], lost[name]
        print(f"{name:18} {h:3} right {f:2} false {m:2} missed")
    h, f, m = hits.total(), false.total(), lost.total()
    print(f"{part}: precision {h / max(1, h + f):.3f} recall {h / max(1, h + m):.3f} of {h + m}")


# --- what the tests hold -------------------------------------------------------------------------

PARTS = ("development", "held_out", "fresh")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_remarked_on_is_there(part: str) -> None:
    hits, false, _, wrong = judge(part)
    assert hits.total() / (hits.total() + false.total()) >= 0.95, "\n".join(wrong)


@pytest.mark.parametrize("part", PARTS)
def test_most_of_what_is_there_is_remarked_on(part: str) -> None:
    hits, _, lost, wrong = judge(part)
    assert hits.total() / (hits.total() + lost.total()) >= RECALL[part], "\n".join(wrong)


@pytest.mark.parametrize("part", PARTS)
def test_half_of_the_answers_deserve_nothing_or_nearly(part: str) -> None:
    labelled = answers(part)
    assert sum(not wanted for _, wanted, _ in labelled) >= 0.4 * len(labelled)


@pytest.mark.parametrize("part", PARTS)
def test_every_remark_shows_the_words_it_rests_on(part: str) -> None:
    for id, _, text in answers(part):
        plain = " ".join(w for w in text.split() if w not in PAUSES)
        for remark in noticed(id, text):
            assert remark.name in NAMES and remark.headline and remark.reason and remark.advice
            assert 1 <= len(remark.moments) <= 3
            assert list(remark.moments) == sorted(remark.moments, key=lambda m: m.start)
            for moment in remark.moments:
                assert moment.text and moment.text.split()[0] in plain


def test_at_most_three_and_the_most_important_first() -> None:
    said = (
        "Sorry for my English. Maybe primary care, maybe a clinic, I need a visa and I like both "
        "adults and kids and stuff like that, and things like that."
    )
    found = all_remarks(spoken(said), question("five-to-ten-years"))
    assert len(found) > MOST
    shown = remarks_on_words(spoken(said), question("five-to-ten-years"))
    assert shown == found[:MOST]
    assert [r.name for r in shown] == ["visa_or_salary", "apologising", "generic_reason"]


def test_a_remark_that_is_switched_off_makes_room_for_the_next() -> None:
    said = (
        "Sorry for my English. Maybe primary care, maybe a clinic, I need a visa and I like both "
        "adults and kids and stuff like that, and things like that."
    )
    shown = remarks_on_words(spoken(said), question("five-to-ten-years"), off={"visa_or_salary"})
    assert [r.name for r in shown] == ["apologising", "generic_reason", "hedging"]
    assert remarks_on_words(spoken(said), question("five-to-ten-years"), off=set(NAMES)) == ()


def test_moments_have_the_times_of_their_words() -> None:
    (remark,) = noticed("graduation-gap", "In 2019 I moved. | I am sorry for the gap, it was long.")
    (moment,) = remark.moments
    assert moment.text == "I am sorry for the gap"
    assert moment.start == pytest.approx(0.5 + 4 * PER_WORD + 0.5)
    assert moment.end == pytest.approx(moment.start + 6 * PER_WORD)


@pytest.mark.parametrize(
    "said",
    [
        "I don't apologize for this year in 2019.",
        "I am not sorry about it, it was 2019.",
        "The patient said sorry for the trouble that my gap in 2019 gave me.",
        "My professor told me I am sorry, and he closed the laboratory in 2019.",
        "“I'm sorry about the delay,” she wrote to me in 2019.",
        "If I am ashamed of something, I say it, but this was 2019.",
    ],
)
def test_denied_quoted_and_conditional_words_are_not_the_speakers(said: str) -> None:
    assert noticed("graduation-gap", said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "I'm, um, you know, I'm so so sorry for the gap in 2019.",
        "i am | sorry || for | the gap | in 2019",
        "I AM SORRY FOR THE GAP IN 2019",
        "I’m sorry for the gap in 2019!",
        "I'm sorry, for the gap. In 2019.",
    ],
)
def test_fillers_repeats_pauses_and_punctuation_hide_nothing(said: str) -> None:
    assert [r.name for r in noticed("graduation-gap", said)] == ["apologising"]


def test_words_the_recogniser_was_not_sure_of_are_held_against_nobody() -> None:
    said = spoken("In 2019 I moved. I am sorry for the gap.")
    asked = question("graduation-gap")
    assert len(remarks_on_words(said, asked)) == 1
    assert remarks_on_words([replace(w, probability=0.3) for w in said], asked) == ()


def test_each_part_of_a_story_has_its_share() -> None:
    (told,) = [r for r in noticed("a-mistake", answers_by("a-mistake", "development")) if r.shares]
    assert list(told.shares) == ["situation", "task", "action"]
    assert sum(told.shares.values()) == pytest.approx(1.0)
    assert told.shares["situation"] > told.shares["action"] > 0.1


def with_hole(words: tuple[Word, ...], at: int, seconds: float) -> tuple[tuple[Word, ...], Span]:
    """Put lost time in before a word."""
    later = [replace(w, start=w.start + seconds, end=w.end + seconds) for w in words[at:]]
    return (*words[:at], *later), Span(words[at].start, later[0].start)


@pytest.mark.parametrize("at", [3, 20])
def test_lost_time_is_in_no_share_of_a_story(at: int) -> None:
    text, asked = answers_by("a-mistake", "development"), question("a-mistake")
    whole = next(r for r in all_remarks(spoken(text), asked) if r.shares)
    words, lost = with_hole(spoken(text), at, 40.0)
    told = next(r for r in all_remarks(words, asked, lost=[lost]) if r.shares)
    assert told.shares == pytest.approx(whole.shares)


def test_lost_time_makes_no_point_late() -> None:
    said = "Good morning and thank you for the nice day. I chose this specialty because I like it."
    asked = question("why-medicine-pediatrics")
    words, lost = with_hole(spoken(said), 4, 40.0)
    assert "main_point_late" in {r.name for r in all_remarks(words, asked)}
    assert "main_point_late" not in {r.name for r in all_remarks(words, asked, lost=[lost])}
    recording = Recording("a.wav", 60.0, 16_000)
    analysis = Analysis("1", recording, asked, Transcript(words, 60.0), lost=(lost,))
    assert "main_point_late" not in {r.name for r in remarks(analysis)}


def answers_by(id: str, part: str) -> str:
    return next(text for asked, _, text in answers(part) if asked == id)


def test_an_imported_question_without_a_kind_is_read_by_its_words() -> None:
    asked = QuestionContext(None, "Why is there a gap in your training?", None)
    (remark,) = remarks_on_words(spoken("I am sorry for this gap in 2019."), asked)
    assert remark.name == "apologising"


def test_no_question_and_no_words_are_no_fault() -> None:
    assert remarks_on_words(spoken("I am sorry for this gap in 2019."), None) == ()
    assert remarks_on_words((), question("graduation-gap")) == ()
    assert remarks_on_words(spoken(", . ..."), question("graduation-gap")) == ()


def test_only_english_words_over_speech_are_read() -> None:
    said = Transcript(spoken("I am sorry for the gap."), 4.0)
    asked = question("graduation-gap")
    analysis = Analysis("1", Recording("a.wav", 4.0, 16_000), asked, said)
    assert [r.name for r in remarks(analysis)] == ["apologising"]
    assert remarks(replace(analysis, transcript=None)) == ()
    assert remarks(replace(analysis, transcript=replace(said, language="es"))) == ()
    silence = Note("transcript", "Written where no speech was heard", 0.0, 4.0)
    assert remarks(replace(analysis, notes=(silence,))) == ()


def test_words_around_a_silence_are_not_joined() -> None:
    said = Transcript(spoken("I am so sorry it was cold for the gap."), 6.0)
    analysis = Analysis("1", Recording("a.wav", 6.0, 16_000), question("graduation-gap"), said)
    silence = Note("transcript", "", said.words[4].start, said.words[6].end)
    (remark,) = remarks(replace(analysis, notes=(silence,)))
    assert remark.moments[0].text == "I am so sorry."


def test_a_phrase_of_many_answers_is_remarked_on_in_this_one() -> None:
    day = datetime(2026, 11, 3)
    said = "In this moment of my life I read a lot, and in this moment of my life I run."
    before = [
        EarlierAnswer(day, f"q{n}", spoken(f"{other} in this moment of my life {other} again."))
        for n, other in enumerate(["We cook", "They sail", "She sings"])
    ]
    assert noticed("staying-current", said) == ()
    (remark,) = remarks_on_words(spoken(said), question("staying-current"), earlier=before)
    assert remark.name == "pet_phrase" and len(remark.moments) == 2


def test_the_catalog_has_one_row_and_one_rank_for_each() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [ranking(name) for name in NAMES] == list(range(len(NAMES)))
    seen = {r.name for part in PARTS for id, _, text in answers(part) for r in noticed(id, text)}
    assert seen | {"recited", "covers_question"} == set(NAMES)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["development"]:
        show(chosen)
