"""Questions as TOML text, as a question file holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from prompts.types import Question


def document(questions: Iterable[Question]) -> str:
    """Write a whole file; the first question's category is the file's."""
    questions = tuple(questions)
    usual = questions[0].category if questions else ""
    tables = [table(question, usual) for question in questions]
    return "\n".join([f"category = {_text(usual)}\n", *tables])


def table(question: Question, usual: str | None = None) -> str:
    """Write one ``[[question]]`` table; its category only where it is not the ``usual`` one."""
    low, high = question.target
    lines = [
        "[[question]]",
        f"id = {_text(question.id)}",
        f"text = {_text(question.text)}",
        f"kind = {_text(question.kind)}",
        f"difficulty = {_text(question.difficulty)}",
        f"target = [{low:g}, {high:g}]",
    ]
    if question.category != usual:
        lines.append(f"category = {_text(question.category)}")
    if question.tips:
        lines.append(f"tips = {_texts(question.tips)}")
    if question.follow_ups:
        lines.append(f"follow_ups = {_texts(question.follow_ups)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Write a text in quotation marks; what JSON escapes, TOML escapes alike."""
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: Iterable[str]) -> str:
    return "[\n" + "".join(f"    {_text(text)},\n" for text in texts) + "]"
