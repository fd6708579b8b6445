"""The findings as text that can be pasted into a bug report, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from analysis.report.text import fold, plain
from recorder.doctor.result import WORDS, Result

HEAD = "Viva doctor. Contains no names, folders, microphone names, or anything you said."
INDENT = 20
"""Columns before a finding: the state, the longest name, and two spaces."""
WIDTH = 100


def block(result: Result, width: int = WIDTH) -> str:
    """Return the lines of one result: state, name, finding, and advice below."""
    head = f"{WORDS[result.state]:<5}{result.name:<{INDENT - 5}}"
    lines = fold(plain(result.found.text), width, head, INDENT) or [head.rstrip()]
    advice = fold(plain(result.found.advice), width, " " * INDENT + "→ ", INDENT + 2)
    return "\n".join([*lines, *advice])


def summary(results: Sequence[Result]) -> str:
    """Count and name what needs fixing and what is worth a look."""
    parts = []
    for state, said in (("bad", "to fix"), ("warn", "to look at")):
        names = [result.name for result in results if result.state == state]
        if names:
            parts.append(f"{len(names)} {said}: {', '.join(names)}.")
    return " ".join(parts) or "Everything looks good."


def whole(results: Sequence[Result], width: int = WIDTH) -> str:
    """Return all results, for the clipboard."""
    return "\n".join([HEAD, "", *(block(each, width) for each in results), "", summary(results)])


def line(result: Result) -> str:
    """Return one result as one line of JSON."""
    told = {
        "check": result.name,
        "state": result.state,
        "found": result.found.text,
        "advice": result.found.advice or None,
    }
    return json.dumps(told, ensure_ascii=False)
