"""Writes questions as the TOML text of a question file."""

from __future__ import annotations

import json
from collections.abc import Iterable

from prompts.types import IN_FILES, Question


def document(questions: Iterable[Question]) -> str:
    """Return the text of a whole file; the first question's category is the file's."""
    questions = tuple(questions)
    usual = questions[0].category if questions else ""
    tables = [table(question, usual) for question in questions]
    return "\n".join([f"category = {quoted(usual)}\n", *tables])


def table(question: Question, usual: str | None = None) -> str:
    """Return one ``[[question]]`` table; its category only if it isn't the ``usual`` one."""
    low, high = question.target
    lines = [
        "[[question]]",
        f"id = {quoted(question.id)}",
        f"text = {quoted(question.text)}",
        f"kind = {quoted(IN_FILES.get(question.kind, question.kind))}",
        f"difficulty = {quoted(question.difficulty)}",
        f"target = [{low:g}, {high:g}]",
    ]
    if question.category != usual:
        lines.append(f"category = {quoted(question.category)}")
    if question.tips:
        lines.append(f"tips = {_texts(question.tips)}")
    if question.follow_ups:
        lines.append(f"follow_ups = {_texts(question.follow_ups)}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Put text in quotation marks; TOML escapes the same characters as JSON, except DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: Iterable[str]) -> str:
    return "[\n" + "".join(f"    {quoted(text)},\n" for text in texts) + "]"
