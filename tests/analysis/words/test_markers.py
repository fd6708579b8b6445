"""Discourse markers by context: token F1 on marked sentences, and the edges of the two functions.

``python -m tests.analysis.words.test_markers`` prints the figures and the misses.
"""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Word
from analysis.words.markers import discourse_markers, filler_words

DATA = Path(__file__).parent / "data"
SENTENCES: dict[str, list[str]] = tomllib.loads((DATA / "markers.toml").read_text(encoding="utf-8"))
SPOKEN_BY_LEARNERS: dict[str, list[str]] = tomllib.loads(
    (DATA / "markers_esl.toml").read_text(encoding="utf-8")
)


def spoken(text: str, seconds: float = 0.3) -> list[Word]:
    """Words of a text, evenly timed and without pauses."""
    return [Word(i * seconds, (i + 1) * seconds, t) for i, t in enumerate(text.split())]


def marked(sentence: str) -> tuple[str, set[int]]:
    """Take the marks off a sentence; also give the places of the marked words."""
    places: set[int] = set()
    inside = False
    for i, token in enumerate(sentence.split()):
        inside = inside or "<" in token
        if inside:
            places.add(i)
        inside = inside and ">" not in token
    return re.sub(r"[<>]", "", sentence), places


def found_places(text: str) -> set[int]:
    words = spoken(text)
    fillers = discourse_markers(words)
    return {i for i, w in enumerate(words) for f in fillers if f.overlap(w) > 0.1}


def judge(sentences: list[str]) -> tuple[float, float, list[str]]:
    """Token precision, token recall and the misses, each with what was wrongly (not) found."""
    hits = false = lost = 0
    misses = []
    for sentence in sentences:
        text, wanted = marked(sentence)
        found = found_places(text)
        hits += len(wanted & found)
        false += len(found - wanted)
        lost += len(wanted - found)
        if found != wanted:
            words = text.split()
            wrong = [f"+{words[i]}" for i in sorted(found - wanted)]
            wrong += [f"-{words[i]}" for i in sorted(wanted - found)]
            misses.append(f"{' '.join(wrong)}   in: {sentence}")
    return hits / max(1, hits + false), hits / max(1, hits + lost), misses


def report(sentences: list[str]) -> tuple[float, str]:
    """F1 of a part of a list, with its figures and misses as text."""
    precision, recall, misses = judge(sentences)
    f1 = 2 * precision * recall / (precision + recall)
    figures = f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    return f1, "\n".join([figures, *misses])


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_tokens_are_told_apart_by_context(part: str) -> None:
    f1, text = report(SENTENCES[part])
    assert f1 >= 0.90, text


@pytest.mark.parametrize(("part", "least"), [("development", 0.93), ("held_out", 0.88)])
def test_learners_without_punctuation_are_understood(part: str, least: float) -> None:
    sentences = SPOKEN_BY_LEARNERS[part]
    bare = [s for s in sentences if not re.search(r"[.,?!]", s)]
    assert len(sentences) >= 80 and len(bare) >= len(sentences) / 2
    for some in (sentences, bare):
        f1, text = report(some)
        assert f1 >= least, text


@pytest.mark.parametrize(
    "text",
    [
        "He sees the tree. So he blows a cat out of it.",
        "so he blows a cat out of the tree",
        "The rain stopped. So, we went back to the village.",
        "It was late. So my brother drove us home.",
    ],
)
def test_so_that_goes_on_with_a_story_is_no_filler(text: str) -> None:
    assert discourse_markers(spoken(text)) == ()


@pytest.mark.parametrize(("part", "least"), [("development", 0.9), ("held_out", 0.85)])
def test_without_punctuation_or_pauses_little_that_is_found_is_wrong(
    part: str, least: float
) -> None:
    bare = [re.sub(r"[.,?!;:]", "", sentence).lower() for sentence in SENTENCES[part]]
    precision, recall, misses = judge(bare)
    assert precision >= 0.93, "\n".join(misses)
    assert 2 * precision * recall / (precision + recall) >= least, "\n".join(misses)


def test_the_list_is_long_and_half_of_it_is_fluent() -> None:
    assert len(SENTENCES["development"]) >= 150
    assert len(SENTENCES["held_out"]) >= 80
    for part in SENTENCES.values():
        assert sum("<" not in sentence for sentence in part) >= len(part) / 2


def test_a_marker_has_its_words_its_span_and_its_kind() -> None:
    words = spoken("He was, you know, upset.")
    (marker,) = discourse_markers(words)
    assert (marker.text, marker.kind, marker.evidence) == ("you know", "discourse_marker", "words")
    assert (marker.start, marker.end) == (words[2].start, words[3].end)
    assert 0 < marker.confidence <= 1
    (marker,) = discourse_markers(spoken("It was easy, I mean, for me."))
    assert marker.text == "I mean"


def test_a_persons_own_tics_always_count() -> None:
    words = spoken("Matlab, we had to, como se dice, decide and este I stayed, acha.")
    found = discourse_markers(words, own=["matlab", "acha", "este", "Como se dice"])
    assert [m.text for m in found] == ["matlab", "como se dice", "este", "acha"]
    assert all(m.confidence == 1.0 for m in found)
    assert [m.text for m in discourse_markers(spoken("She likes it like that"), own=["like"])] == [
        "like"
    ]
    assert discourse_markers(words, own=["", " "]) == ()


def test_where_nothing_is_punctuated_a_pause_makes_an_edge() -> None:
    words = [
        Word(0.0, 0.3, "we"),
        Word(0.3, 0.6, "stayed"),
        Word(1.2, 1.5, "basically"),
        Word(2.0, 2.2, "until"),
        Word(2.2, 2.5, "morning"),
    ]
    assert [m.text for m in discourse_markers(words)] == ["basically"]
    later = Word(6.0, 6.3, "well"), Word(6.3, 6.5, "we"), Word(6.5, 6.8, "slept")
    assert [m.text for m in discourse_markers([*words, *later])] == ["basically", "well"]
    evenly = spoken("we stayed basically until morning well we slept")
    assert discourse_markers(evenly) == ()


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("Um, I was, uh, in the hospital.", ["um", "uh"]),
        ("UM I think hmm so", ["um", "hmm"]),
        ("I went, er, home and erm slept, mm.", ["er", "erm", "mm"]),
        ("I worked in the ER for a year.", []),
        ("we brought him to the er with chest pain", []),
        ("The stone was 5 mm wide.", []),
        ("My umbrella, a number, her humor.", []),
        ("Uh-huh, yes.", []),
        ("Uhm... eh, ah, yes.", ["uhm", "eh", "ah"]),
    ],
)
def test_filled_pauses_that_were_written_down(text: str, fillers: list[str]) -> None:
    found = filler_words(spoken(text))
    assert [f.text for f in found] == fillers
    assert {f.kind for f in found} <= {"filled_pause"}


def test_nothing_is_found_in_nothing() -> None:
    assert discourse_markers([]) == ()
    assert filler_words([]) == ()


pieces = st.lists(
    st.sampled_from(
        ["like", "you", "know,", "I", "mean", "so", "Well,", "um", "kind", "of", "was."]
    ),
    max_size=25,
)


@given(pieces, st.integers(0, 3600))
def test_a_shift_in_time_shifts_the_markers(said: list[str], by: int) -> None:
    words = spoken(" ".join(said), 0.5)
    moved = [Word(w.start + by, w.end + by, w.text) for w in words]
    assert [(m.start + by, m.text) for m in discourse_markers(words)] == [
        (m.start, m.text) for m in discourse_markers(moved)
    ]


@given(pieces)
def test_markers_are_in_order_and_apart(said: list[str]) -> None:
    found = discourse_markers(spoken(" ".join(said)))
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start


if __name__ == "__main__":
    for sentences in (SENTENCES, SPOKEN_BY_LEARNERS):
        for name, part in sentences.items():
            print(name, report(part)[1])
