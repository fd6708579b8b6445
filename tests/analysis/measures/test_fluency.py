"""Fluency: its ends, a value by hand, what it must ignore and which way it must move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.fluency import COMPONENTS, fluency

HESITANT = {name: part.hesitant for name, part in COMPONENTS.items()}
FLUENT = {name: part.fluent for name, part in COMPONENTS.items()}


def test_very_hesitant_speech_is_0_and_fluent_speech_100() -> None:
    assert fluency(HESITANT) == 0
    assert fluency(FLUENT) == pytest.approx(100)


def test_a_value_by_hand() -> None:
    # halfway in rate (2.85), runs (√40), drawn-out sounds (√4 %), and change; the rest fluent
    half = {"speech_rate": 2.85, "mean_length_of_run": 40**0.5, "drawn_out_share": 2.0}
    half["acoustic_change"] = 31.25
    value = fluency({**FLUENT, **half})
    assert value == pytest.approx(100 * (6.1 - (0.74 + 0.74 + 1.48 + 1.48) / 2) / 6.1)


@pytest.mark.parametrize("name", COMPONENTS)
def test_without_one_of_its_measures_it_is_undefined(name: str) -> None:
    assert fluency({**FLUENT, name: None}) is None


@given(st.sampled_from(sorted(COMPONENTS)), st.floats(-1, 2), st.floats(0, 1))
def test_nearer_to_fluent_is_never_less_fluent(name: str, place: float, more: float) -> None:
    part = COMPONENTS[name]
    span = part.fluent - part.hesitant
    less = fluency({**FLUENT, name: part.hesitant + place * span})
    greater = fluency({**FLUENT, name: part.hesitant + (place + more) * span})
    assert less is not None and greater is not None
    assert 0 <= less <= greater + 1e-9 <= 100 + 1e-6
