"""The doctor's findings as text that can be pasted into a bug report, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import TextWrapper

from analysis.report.text import plain
from recorder.doctor.result import WORDS, Result

HEAD = "Viva's doctor. Names no person, folder of yours, microphone or word you said."
INDENT = 18
WIDTH = 100


def block(result: Result, width: int = WIDTH) -> str:
    """Give the lines of one result: state, name, what was found, and below what to do."""
    head = f"{WORDS[result.state]:<5}{result.name:<{INDENT - 5}}"
    lines = fold(plain(result.found.text), width, head, INDENT) or [head.rstrip()]
    advice = fold(plain(result.found.advice), width, " " * INDENT + "→ ", INDENT + 2)
    return "\n".join([*lines, *advice])


def fold(text: str, width: int, first: str = "", indent: int = 0) -> list[str]:
    """Fold a text; names with hyphens, commands and paths stay whole."""
    return TextWrapper(
        width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    ).wrap(text)


def summary(results: Sequence[Result]) -> str:
    """Count what is to be mended and what is worth a look, and name it."""
    parts = []
    for state, said in (("bad", "to mend"), ("warn", "to look at")):
        names = [result.name for result in results if result.state == state]
        if names:
            parts.append(f"{len(names)} {said}: {', '.join(names)}.")
    return " ".join(parts) or "All is as it should be."


def whole(results: Sequence[Result], width: int = WIDTH) -> str:
    """Give everything, for the clipboard."""
    return "\n".join([HEAD, "", *(block(each, width) for each in results), "", summary(results)])


def line(result: Result) -> str:
    """Give one result as one line of JSON."""
    told = {
        "check": result.name,
        "state": result.state,
        "found": result.found.text,
        "advice": result.found.advice or None,
    }
    return json.dumps(told, ensure_ascii=False)
