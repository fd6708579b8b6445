"""Reads a TOML file from any editor, or reports where and why it is refused."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """One problem: the file, the line (``None``: the whole file), and what is wrong."""

    file: Path
    line: int | None
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else f"{self.file}"
        return f"{place}: {self.problem}"


def text_of(file: Path) -> str | Refusal:
    """Read a file, with any line endings and with or without a byte order mark."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return Refusal(file, None, f"the file can't be read ({error.strerror}).")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Refusal(file, line, "the file must be saved as UTF-8 text.")


def document_of(file: Path, text: str) -> dict[str, Any] | Refusal:
    """Parse a file's text; its lines end with a line feed only."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(file, text, error)
    except RecursionError:
        return Refusal(file, None, "this is not valid TOML: it is nested too deeply.")
    except ValueError:  # Python refuses numbers of more than a few thousand digits
        return Refusal(file, None, "this is not valid TOML: a number is too long.")


def _syntax(file: Path, text: str, error: tomllib.TOMLDecodeError) -> Refusal:
    """Parse the line out of tomllib's message, the only place that has it."""
    message = str(error)
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
    reason = message[: at.start()] if at else message
    return Refusal(file, line, f"this is not valid TOML: {reason}.")
