"""Positions of pauses: marked sentences with true times, and with times as Whisper smears them.

``python -m tests.analysis.words.test_pause_positions`` prints the figures and the misses.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import Pause, Word
from analysis.words.pause_positions import place
from analysis.words.pronunciation import syllables

SENTENCES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "pauses.toml").read_text(encoding="utf-8")
)

MARKS = {"|": "mid_clause", "||": "boundary"}


def spoken(sentence: str, length: float = 0.6) -> tuple[list[Word], list[Pause]]:
    """Words and pauses of a marked sentence, at five syllables a second."""
    words: list[Word] = []
    pauses: list[Pause] = []
    clock = 1.0
    for text in sentence.split():
        if text in MARKS:
            pauses.append(Pause(clock, clock + length, MARKS[text]))  # type: ignore[arg-type]
            clock += length
        else:
            end = clock + 0.2 * max(1, syllables(text))
            words.append(Word(clock, end, text))
            clock = end
    return words, pauses


def smeared(words: list[Word], chance: random.Random) -> list[Word]:
    """The same words as Whisper times them.

    Before a pause a word ends 0–300 ms late or swallows the pause, after it the next word may
    start where that one ends; and every edge is off by up to 80 ms.
    """
    starts, ends = [w.start for w in words], [w.end for w in words]
    for i in range(len(words) - 1):
        gap = words[i + 1].start - words[i].end
        if gap > 0.1:
            ends[i] += gap if chance.random() < 0.3 else min(gap, chance.uniform(0.0, 0.3))
            if chance.random() < 0.5:
                starts[i + 1] = ends[i]
    for i in range(len(words) - 1):
        off = chance.uniform(-0.08, 0.08)
        starts[i + 1] = max(starts[i], starts[i + 1] + off)
        ends[i] = min(max(starts[i], ends[i] + off), starts[i + 1])
    return [Word(s, e, w.text) for s, e, w in zip(starts, ends, words, strict=True)]


def misses(part: str, smear: random.Random | None = None) -> tuple[float, list[str]]:
    """Share of pauses placed as marked, and those placed otherwise."""
    total, wrong = 0, []
    for sentence in SENTENCES[part]:
        words, pauses = spoken(sentence)
        heard = smeared(words, smear) if smear else words
        blank = [Pause(p.start, p.end) for p in pauses]
        for number, (pause, placed) in enumerate(zip(pauses, place(blank, heard), strict=True)):
            total += 1
            if placed.position != pause.position:
                wrong.append(f"pause {number + 1} as {placed.position} in: {sentence}")
    return 1 - len(wrong) / total, wrong


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_pauses_are_placed_by_the_words_around_them(part: str) -> None:
    share, wrong = misses(part)
    assert share >= 0.9, "\n".join(wrong)


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_smeared_times_change_little(part: str) -> None:
    share, wrong = misses(part, random.Random(7))
    assert share >= 0.85, "\n".join(wrong)


def test_a_pause_far_from_any_word_has_no_position() -> None:
    words = [Word(0.0, 0.3, "Hello."), Word(20.0, 20.3, "Goodbye.")]
    (placed,) = place([Pause(9.0, 10.0)], words)
    assert placed.position is None
    assert place([Pause(1.0, 2.0)], []) == (Pause(1.0, 2.0),)


def test_the_times_of_pauses_are_kept() -> None:
    words, pauses = spoken("I stayed. || He | left.")
    placed = place(pauses, words)
    assert [(p.start, p.end) for p in placed] == [(p.start, p.end) for p in pauses]


def test_a_word_that_swallowed_the_pause_after_a_full_stop() -> None:
    words = [Word(0.0, 0.2, "I"), Word(0.2, 1.6, "stayed."), Word(1.6, 1.8, "He")]
    (placed,) = place([Pause(0.7, 1.5)], words)
    assert placed.position == "boundary"


def test_a_word_that_swallowed_the_pause_before_it() -> None:
    words = [Word(0.0, 0.2, "in"), Word(0.2, 0.35, "the"), Word(0.35, 2.0, "village")]
    (placed,) = place([Pause(0.4, 1.4)], words)
    assert placed.position == "mid_clause"


@pytest.mark.parametrize("smeared_over", [0.1, 0.2, 0.3])
def test_a_late_word_end_does_not_move_the_pause(smeared_over: float) -> None:
    words, pauses = spoken("We called the | family. || They came.", length=0.5)
    late = [
        Word(w.start, w.end + smeared_over if w.text in {"the", "family."} else w.end, w.text)
        for w in words
    ]
    assert [p.position for p in place(pauses, late)] == ["mid_clause", "boundary"]


sentences = st.sampled_from(SENTENCES["development"])


@given(sentences, st.integers(0, 4000), st.sampled_from([0.3, 0.6, 1.7]))
def test_a_shift_in_time_changes_no_position(sentence: str, by: int, length: float) -> None:
    words, pauses = spoken(sentence, length)
    moved = place(
        [Pause(p.start + by, p.end + by) for p in pauses],
        [Word(w.start + by, w.end + by, w.text) for w in words],
    )
    assert [p.position for p in moved] == [p.position for p in place(pauses, words)]


@given(
    st.lists(
        st.tuples(st.floats(0, 60), st.floats(0, 9), st.sampled_from(["a", "I", "home.", ",", "-"]))
    ),
    st.lists(st.tuples(st.floats(0, 60), st.floats(0.25, 9))),
)
def test_any_words_and_pauses_are_placed(
    said: list[tuple[float, float, str]], silent: list[tuple[float, float]]
) -> None:
    words = [Word(start, start + length, text) for start, length, text in sorted(said)]
    pauses = [Pause(start, start + length) for start, length in sorted(silent)]
    placed = place(pauses, words)
    assert [(p.start, p.end) for p in placed] == [(p.start, p.end) for p in pauses]


if __name__ == "__main__":
    for name in SENTENCES:
        for smear in (None, random.Random(7)):
            share, wrong = misses(name, smear)
            print(f"{name}{', smeared' if smear else ''}: {share:.3f}", *wrong, sep="\n")
