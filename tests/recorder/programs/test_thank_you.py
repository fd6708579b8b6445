"""The thank-you's first draft: it has everything that is known and promises nothing."""

from __future__ import annotations

from datetime import date

from recorder.programs.thank_you import ADVICE, addressed_to, draft, placeholders, recipients
from sessions.notebook.program import Program

KNOWN = Program(
    id=1,
    name="Riverside University",
    day=date(2026, 12, 3),
    met="- Dr. Ada Obi, program director\nLuis Pérez – chief resident\nDr. Ada Obi",
    noticed="the residents run their own clinic board.",
    likes="A transition clinic\nAdvocacy",
)


def test_what_is_known_is_in_it() -> None:
    text = draft(KNOWN)
    assert text.startswith("Dear Dr. Ada Obi,\n")
    assert "on Thursday, December 3." in text
    assert "at Riverside University." in text
    assert "since: the residents run their own clinic board. It fits" in text
    assert placeholders(text) == ("[your name]",)


def test_what_is_not_known_is_to_be_filled_in() -> None:
    assert placeholders(draft(Program(id=1, name="R"))) == (
        "[name]",
        "[date]",
        "[one thing you saw or heard]",
        "[why it matters]",
        "[your name]",
    )


def test_the_same_letter_to_each_person() -> None:
    assert recipients(KNOWN) == ("Dr. Ada Obi", "Luis Pérez")
    other = addressed_to(draft(KNOWN), r"Luis \1 Pérez")
    assert other.startswith("Dear Luis \\1 Pérez,\n")
    assert other.splitlines()[1:] == draft(KNOWN).splitlines()[1:]
    assert addressed_to("Hello", "X") == "Hello"


def test_nothing_is_promised() -> None:
    assert "rank" not in draft(KNOWN).lower()
    assert "ranking them first" in ADVICE
