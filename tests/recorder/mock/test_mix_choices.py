"""A person's own mix: remembered, whatever became of the bank or the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.types import KINDS
from recorder.mock.mix import FollowUps
from recorder.mock.mix_choices import LENGTHS, THINKING, MixChoices, remembered
from recorder.person.settings import change, load

CATEGORIES = ("General", "Med-Peds")

CHOICES = st.builds(
    MixChoices,
    length=st.sampled_from(LENGTHS),
    category=st.sampled_from(("", *CATEGORIES)),
    without=st.frozensets(st.sampled_from(KINDS)),
    thinking=st.sampled_from(THINKING),
    follow_ups=st.sampled_from(get_args(FollowUps)),
)


@given(CHOICES)
def test_what_was_chosen_is_chosen_again(choices: MixChoices) -> None:
    assert remembered(choices.saved(), CATEGORIES) == choices


def test_the_settings_file_keeps_the_choices(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    choices = MixChoices(("minutes", 20), "Med-Peds", frozenset({"gap"}), 15, "listed")
    change(path, mix=choices.saved())
    change(path, thinking=30)
    assert remembered(load(path).mix, CATEGORIES) == choices


def test_a_category_that_is_gone_means_all() -> None:
    saved = MixChoices(category="My own file", thinking=15).saved()
    assert remembered(saved, CATEGORIES) == MixChoices(thinking=15)


def test_a_kind_that_is_new_is_on_and_an_unknown_one_is_ignored() -> None:
    saved = {**MixChoices().saved(), "without": ["ethical", "of a later Viva"]}
    assert remembered(saved, CATEGORIES).without == {"ethical"}


@pytest.mark.parametrize(
    "saved",
    [
        {},
        {"questions": 7, "thinking": 31, "follow_ups": "always"},
        {"questions": True, "thinking": False, "without": "ethical"},
        {"questions": "6", "category": 4, "thinking": [], "follow_ups": {}},
        {"minutes": None, "without": [3, []], "category": []},
    ],
)
def test_damaged_choices_are_those_the_form_starts_with(saved: dict[str, Any]) -> None:
    assert remembered(saved, CATEGORIES) == MixChoices()


def test_the_choices_make_the_mix() -> None:
    mix = MixChoices(("minutes", 20), "Med-Peds", frozenset({"small_talk", "asking"}), 15).mix()
    assert (mix.minutes, mix.questions, mix.thinking) == (20, None, 15)
    assert not mix.opening and not mix.closing
    assert mix.middle[0].categories == {"Med-Peds"}
    assert (mix.follow_ups, mix.pointed) == (True, True)
    listed = MixChoices(follow_ups="listed").mix()
    assert (listed.follow_ups, listed.pointed) == (True, False)
    assert not MixChoices(follow_ups="none").mix().follow_ups
