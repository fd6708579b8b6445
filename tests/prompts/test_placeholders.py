"""Placeholders are filled from what is known, and read naturally where nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.bank import Bank
from prompts.loader import load
from prompts.placeholders import STAND_INS, fill, fill_text, problem
from prompts.types import Question


def test_each_placeholder_is_used_and_none_is_left_when_nothing_is_known() -> None:
    bank = load()
    written = " ".join(f"{q.text} {q.tips} {q.follow_ups}" for q in bank.templates)
    assert all(f"{{{name}}}" in written for name in STAND_INS)
    for question in bank.questions:
        assert "{" not in " ".join((question.text, *question.tips, *question.follow_ups))


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Why {program}?", {}, "Why this program?"),
        ("Why {program}?", {"program": " Yale \n Med-Peds "}, "Why Yale Med-Peds?"),
        ("Why {program}?", {"program": "  "}, "Why this program?"),
        ("{program} is large. Why?", {}, "This program is large. Why?"),
        ("Well? {city} is cold.", {}, "Well? This city is cold."),
        ("In {city} and {city}?", {"city": "{program}"}, "In {program} and {program}?"),
        ("None here?", {"program": "x"}, "None here?"),
    ],
)
def test_filling(text: str, values: dict[str, str], filled: str) -> None:
    assert fill_text(text, values) == filled


def test_a_question_is_filled_in_all_its_parts_and_again_from_its_template() -> None:
    template = Question(
        "own-x", "Why {city}?", "C", "program", (15, 40), ("See {city}.",), "easy", ("{city}?",)
    )
    bank = Bank((template,)).filled({"city": "Rome"})
    (question,) = bank.questions
    assert question.text == "Why Rome?"
    assert (question.tips, question.follow_ups) == (("See Rome.",), ("Rome?",))
    assert bank.filled({"city": "Bonn"}).questions[0].text == "Why Bonn?"
    assert bank.filled({}).questions[0].text == "Why this city?"


def test_the_values_reach_the_bank() -> None:
    home = load(values={"home_country": "Peru"}).get("your-journey")
    assert home.text == "Walk me through your journey from Peru to applying in the US."


@pytest.mark.parametrize(
    "text", ["{programme}", "{}", "{program", "program}", "{pro gram}", "{{city}}"]
)
def test_braces_that_mean_nothing_are_a_problem(text: str) -> None:
    assert problem(text)


words = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(words, st.sampled_from(sorted(STAND_INS))), max_size=4), words, words)
def test_a_right_template_keeps_its_own_words(
    parts: list[tuple[str, str]], end: str, value: str
) -> None:
    template = "".join(f"{text}{{{name}}}" for text, name in parts) + end
    assert problem(template) is None
    filled = fill_text(template, dict.fromkeys(STAND_INS, value))
    assert filled.endswith(end) and "{" not in filled
    if plain := " ".join(value.split()):
        assert filled == "".join(text + plain for text, _ in parts) + end


def test_a_question_without_placeholders_is_returned_unchanged() -> None:
    question = load().get("tell-me-about-yourself")
    assert fill(question, {"program": "x"}) is question
