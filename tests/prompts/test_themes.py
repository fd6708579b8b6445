"""Themes are found in a question's own words and by a person's tags."""

from __future__ import annotations

import pytest

from prompts.loader import load
from prompts.themes import THEMES, of_question, of_tag


@pytest.mark.parametrize(
    ("id", "themes"),
    [
        ("team-conflict", {"conflict", "teamwork"}),
        ("a-mistake", {"mistake"}),
        ("telling-bad-news", {"communication"}),
        ("working-with-families", {"families"}),
        ("three-words", {"teamwork"}),
        ("why-medicine-pediatrics", set()),
    ],
)
def test_themes_of_a_question(id: str, themes: set[str]) -> None:
    assert of_question(load().get(id)) == themes


@pytest.mark.parametrize(
    ("tag", "themes"),
    [
        ("Conflict", {"conflict"}),
        ("disagreements", {"conflict"}),
        ("difficult  PATIENT", {"difficult patient"}),
        ("medical error", {"mistake"}),
        ("sickle cell", set()),
        ("", set()),
    ],
)
def test_themes_of_a_tag(tag: str, themes: set[str]) -> None:
    assert of_tag(tag) == themes


def test_every_theme_is_asked_for_and_named_by_its_own_name() -> None:
    asked: set[str] = set().union(*(of_question(q) for q in load().questions))
    assert asked == set(THEMES)
    assert all(of_tag(theme) == {theme} for theme in THEMES)


def test_most_questions_that_need_a_story_have_a_theme() -> None:
    need = [q for q in load().questions if q.kind in ("behavioural", "ethical")]
    assert sum(bool(of_question(q)) for q in need) >= 0.95 * len(need)
