"""The names of the kinds of questions, where a person chooses them."""

from __future__ import annotations

from prompts.types import QuestionKind

NAMES: dict[QuestionKind, str] = {
    "background": "about you",
    "motivational": "your motivation and goals",
    "behavioural": "behavioral: your stories",
    "ethical": "ethical",
    "knowledge": "how you work and learn",
    "gap": "gaps and low scores",
    "program": "why this program",
    "small_talk": "small talk, at the start",
    "asking": "your own questions, at the end",
}
