"""Stress of a term read alone: found where it is clear, otherwise left unsaid."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.hearing.melody.stress import Syllable, stressed, syllables_in
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE
from analysis.sound.encoder import PERIOD
from analysis.sound.frames import Frames
from analysis.types import Span
from analysis.words.terms import stress_sentence, syllables_of
from tests.analysis.sounds import hush, vowel

LENGTH, STRESSED, GAP = 0.12, 0.24, 0.06


def word(count: int, place: int) -> tuple[Frames, Floats, Span]:
    """Syllables of which one is longer, louder, and higher; the classifier's nuclei in each."""
    parts, nuclei, at = [], [], 0.0
    for i in range(count):
        length = STRESSED if i == place else LENGTH
        parts += [vowel(length, 150 if i == place else 115) * (2.0 if i == place else 1.0)]
        parts += [hush(GAP)]
        nuclei.append(at + length / 2)
        at += length + GAP
    sound = np.concatenate(parts).astype(np.float32)
    curve = np.zeros(round(len(sound) / RATE / PERIOD) + 1, np.float32)
    for middle in nuclei:
        curve[round(middle / PERIOD)] = 1.0
    return Frames.of(sound), curve, Span(0.0, len(sound) / RATE - GAP)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_the_longer_louder_higher_syllable_is_stressed(count: int) -> None:
    for place in range(count):
        parts = syllables_in(*word(count, place), count)
        assert len(parts) == count
        assert stressed(parts, place) == place


def test_another_syllable_is_named_unless_it_is_the_last() -> None:
    assert stressed(syllables_in(*word(4, 0), 4), 2) == 0
    assert stressed(syllables_in(*word(4, 3), 4), 1) is None


def test_what_is_not_there_is_not_cut_out() -> None:
    assert syllables_in(*word(2, 0), 9) == ()


def syllable(level: float, pitch: float, length: float) -> Syllable:
    return Syllable(0.0, 0.1, level, pitch, length)


def test_where_the_cues_disagree_nothing_is_said() -> None:
    quiet, loud = syllable(-30, 50, -2.0), syllable(-24, 48, -2.0)
    assert stressed((quiet, loud), 0) is None
    whispered = syllable(-20, float("nan"), -1.0)
    assert stressed((whispered, quiet), 0) is None


def test_a_respelling_has_one_stress_or_none_that_can_be_checked() -> None:
    assert syllables_of("brong-kee-oh-LY-tis") == (("brong", "kee", "oh", "LY", "tis"), 3)
    for say in ("KROOP", "SIS-tik fy-BROH-sis", "NEE-oh-NAY-tal"):
        assert syllables_of(say) is None


def test_the_sentence_shows_where_it_was_and_where_it_belongs() -> None:
    parts = ("noo", "MOH", "nyuh")
    assert stress_sentence(parts, 1, 1) == "Stress on MOH: right."
    said = stress_sentence(parts, 1, 0)
    assert "NOO-moh-nyuh" in said and said.endswith("It belongs on MOH: noo-MOH-nyuh.")
