"""Words that stand for something the speaker doesn't name: stuff, things like that, and so on."""

from __future__ import annotations

from analysis.content.phrases import find_phrases
from analysis.content.tokenized_answer import TokenizedAnswer, is_reported
from analysis.content.types import Remark

PHRASES = (
    r"(?:and|or|some|other|all that|such|do|did|of) stuff(?: like (?:that|this))?"
    r"(?! (?:was|were|of|members?|there|is|are|who))",
    r"stuff like (?:that|this)",
    r"(?:things|everything) like (?:that|this|these|those)",
    r"and so on(?: and so forth)?(?=[,.]| and | or | but |$)",
    r"something like that",
    r"(?:or|and) whatever",
    r"(?:and )?et ?cetera",
    r"(?:and )?etc",
    r"(?:did|do|learned|learn) (?:a lot of|many|lots of|some|different) things",
    r"this and that",
)
"""Whisper may transcribe "staff" as "stuff": "the nursing stuff", "the stuff of the ward"."""

ENOUGH = 2


def vague_words(answer: TokenizedAnswer) -> Remark | None:
    """Remark on two or more vague words."""
    said = [m for m in find_phrases(answer, PHRASES) if not is_reported(answer, m.first)]
    if len(said) < ENOUGH:
        return None
    return Remark(
        "vague_words",
        "Vague words",
        "A concrete example here would be remembered.",
        "Stop after your last real example, or add another one.",
        tuple(answer.quote(max(m.first - 2, 0), m.last) for m in said[:3]),
    )
