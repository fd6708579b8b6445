"""The drill's order, when a term has been said, and that no sound of an attempt stays."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest

from analysis.words.terms import TermOutcome
from prompts.vocabulary import Term, Vocabulary
from recorder.drill import attempt
from recorder.drill.end_of_speech import EndOfSpeech
from recorder.drill.order import ALL, MISSED, Drill, TermSelection, choices
from tests.microphone import HandMicrophone

WORDS = Vocabulary(
    (
        Term("croup", "KROOP", "Lungs"),
        Term("asthma", "AZ-muh", "Lungs"),
        Term("sepsis", "SEP-sis", "Infections"),
    )
)
TRIED: dict[str, tuple[TermOutcome, ...]] = {
    "croup": ("heard",),
    "sepsis": ("not_understood", "nearly"),
}


def test_terms_that_need_the_most_practice_come_first() -> None:
    assert [t.text for t in Drill(WORDS, TRIED).terms] == ["sepsis", "asthma", "croup"]
    assert [t.text for t in Drill(WORDS, TRIED, "Lungs").terms] == ["asthma", "croup"]
    assert [t.text for t in Drill(WORDS, TRIED, MISSED).terms] == ["sepsis"]
    assert Drill(WORDS, {}, MISSED).term is None


def test_the_first_comes_after_the_last() -> None:
    drill = Drill(WORDS, {})
    drill.move(-1)
    assert drill.term == WORDS.terms[2]
    drill.move(1)
    assert drill.term == WORDS.terms[0]
    empty = Drill(WORDS, {}, MISSED)
    empty.move(1)
    assert empty.term is None


def test_choices_show_how_much_is_understood() -> None:
    assert choices(WORDS, TRIED) == (
        TermSelection(ALL, 3, 1),
        TermSelection(MISSED, 1, 0),
        TermSelection("Lungs", 2, 1),
        TermSelection("Infections", 1, 0),
    )


def heard_until(levels: list[tuple[float, float]]) -> float | None:
    """Return the time when the end is noticed; levels in dB, each with its seconds."""
    end, now = EndOfSpeech(), 0.0
    for level, seconds in levels:
        for _ in range(round(seconds / 0.05)):
            now += 0.05
            if end.add_level(level, now):
                return round(now, 2)
    return None


@pytest.mark.parametrize(
    ("levels", "ends"),
    [
        ([(-60, 1.0), (-20, 1.0), (-60, 3.0)], 3.2),
        ([(-35, 1.0), (-15, 1.0), (-35, 3.0)], 3.2),  # a loud room
        ([(-60, 8.0)], None),  # nothing said
        ([(-math.inf, 8.0)], None),  # a muted microphone
        ([(-60, 0.5), (-20, 0.5), (-60, 0.8), (-20, 0.5), (-60, 3)], 3.5),  # two words
        ([(-math.inf, 1.0), (-25, 1.0), (-math.inf, 3.0)], 3.2),  # a headset with a noise gate
        ([(-12, 1.0), (-60, 3.0)], 2.2),  # spoken right away
    ],
)
def test_silence_after_speech_is_the_end(
    levels: list[tuple[float, float]], ends: float | None
) -> None:
    assert heard_until(levels) == (None if ends is None else pytest.approx(ends, abs=0.06))


def test_the_sound_of_an_attempt_is_private_and_removed(tmp_path: Path) -> None:
    microphone = HandMicrophone(real_time=False)
    take = attempt.begin(tmp_path, microphone)
    take.start()
    microphone.give([100] * 500)
    assert take.path.parent.stat().st_mode & 0o077 == 0
    attempt.remove(take)
    assert microphone.closed
    assert not list(tmp_path.iterdir())


def test_leftovers_of_a_crash_go_and_sound_in_use_stays(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in ("try-old", "try-new", "else"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "try.wav").touch()
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    attempt.remove_leftovers(tmp_path)
    assert sorted(tmp_path.iterdir()) == [other, new]
