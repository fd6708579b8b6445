"""Prints a store full of hostile text: no control character may get through."""

from __future__ import annotations

import contextlib
import io
import os
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path

from tools.fuzz.full_store import QUESTION, copied
from tools.fuzz.stores import put
from tools.fuzz.target import Target

TEXTS = (
    *("answer.question_text", "answer.device", "answer.problem", "analysis.model"),
    *("correction.said", "drill.heard", "story.title", "story.cues", "story.tags"),
    *("story_question.question_id", "program.name", "program.city", "program.people"),
    *("program.zone", "program.likes", "mock.title", "mock_step.question_text", "chosen.why"),
    *("retelling.question_text", "retelling.category", "retelling.new_question"),
    *("analysis.own_fillers", "mock_step.category", "goal.measure", "analysis.version"),
    *("feedback.mentor", "feedback.comment", "feedback.marks"),
)
"""Columns with text from a person, a file, or a device."""

COMMANDS = (
    *("answers", "report", "today", "mock", "mock show", "stories", "stories show 1"),
    *("stories missing", "programs", "programs show a", "progress", "questions"),
    *("answers --format json", "mock --format json", "stories --format json"),
    *("programs --format json", "stories show xyz", "report --format json"),
    *("retell", "retell show", "retell --format json"),
    *("mock show --format json", "stories missing --format json", "progress --csv"),
)
"""The commands that print it."""


def _seeds(folder: Path) -> Sequence[bytes]:
    hostile = "a \x1b[31mred\x1b[0m \x9b2J [bold red]x[/] \r\x08\x7f \u202eturned"
    listed = '["\\u001b[31m", "\\u009b2J"]', '{"situation": "\\u001b[2J\\u009b"}'
    return [text.encode() for text in (hostile, *listed, f"{QUESTION}\x1b]0;x\x07")]


def _shown(data: bytes, folder: Path) -> None:
    """Put the text in every column, or in one, and run one command."""
    from recorder.cli import main

    home, mark = copied(folder), zlib.crc32(data)
    text = data.decode("utf-8", "replace")
    for number, column in enumerate(TEXTS):
        if mark % 3 == 0 or number == mark // 7 % len(TEXTS):
            put(home / "viva.db", column, text)
    os.environ |= {"VIVA_HOME": str(home), "VIVA_DEBUG": "1"}
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(COMMANDS[mark // 3 % len(COMMANDS)].split())
    assert code in (0, 1), (code, out.getvalue())
    acting = {c for c in out.getvalue() if unicodedata.category(c) == "Cc"} - {"\n"}
    assert not acting, (acting, COMMANDS[mark // 3 % len(COMMANDS)], out.getvalue())


TARGETS = (Target("shown", _seeds, _shown),)
