"""A first draft of the thank-you: short, with a name, the date, the program, and one true thing.

What Viva doesn't know is in [brackets] for the person to fill in.
"""

from __future__ import annotations

import re

from sessions.notebook.program import Program

ADVICE = "Keep it short. Don't promise anything you aren't sure of, such as ranking them first."

NAME, DATE, THING, WHY = "[name]", "[date]", "[one thing you saw or heard]", "[why it matters]"
SIGNED = "[your name]"

TEMPLATE = """\
Dear {name},

Thank you for the time you gave me at my interview on {date}. I was glad to learn more about \
Medicine-Pediatrics at {program}.

One thing has stayed with me since: {thing}. {why}

Thank you again to you and to everyone I met that day.

Sincerely,
{signed}
"""

_BRACKETS = re.compile(r"\[[^\]\n]{1,60}\]")


def draft(program: Program, to: str | None = None, by: str | None = None) -> str:
    """Write the draft; ``to`` is one of `recipients`, by default the first; ``by`` signs."""
    names = recipients(program)
    return TEMPLATE.format(
        name=to or (names[0] if names else f"Dr. {NAME}"),
        date=DATE if program.day is None else f"{program.day:%A, %B} {program.day.day}",
        program=program.name,
        thing=_first(program.noticed) or _first(program.strengths) or THING,
        why=_why(program),
        signed=by or SIGNED,
    )


def recipients(program: Program) -> tuple[str, ...]:
    """People the person talked to, from the name at the start of each line."""
    lines = (program.met or program.people).splitlines()
    names = (re.split(r"[,:;(–—]|\s-\s", line.lstrip("-•* "))[0].strip() for line in lines)
    return tuple(dict.fromkeys(name for name in names if name))


def addressed_to(text: str, name: str) -> str:
    """Readdress the letter to another person: only the greeting changes."""
    return re.sub(r"\ADear [^\n]*", lambda _: f"Dear {name},", text)


def placeholders(text: str) -> tuple[str, ...]:
    """List what still has to be filled in, as written in the text."""
    return tuple(dict.fromkeys(_BRACKETS.findall(text)))


def _why(program: Program) -> str:
    like = _first(program.likes)
    return f"It fits what I look for in training: {like}." if like else f"{WHY}."


def _first(text: str) -> str:
    lines = [line.strip(" -•*").rstrip(".!") for line in text.splitlines()]
    return next((line for line in lines if line), "")
