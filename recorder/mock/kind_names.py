"""What kinds of questions are called where one chooses them."""

from __future__ import annotations

from prompts.types import QuestionKind

NAMES: dict[QuestionKind, str] = {
    "background": "who you are",
    "motivational": "why, and where to",
    "behavioural": "what you did: stories",
    "ethical": "ethical",
    "knowledge": "how you work and learn",
    "gap": "gaps and low scores",
    "program": "why this program",
    "small_talk": "small talk, first",
    "asking": "your own questions, last",
}
