"""A TOML file read as a person's editor wrote it, or the place and the reason why it is refused."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong: the file, the line (``None``: the whole file), and what."""

    file: Path
    line: int | None
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else f"{self.file}"
        return f"{place}: {self.problem}"


def text_of(file: Path) -> str | Refusal:
    """Read a file, whatever its line ends and with or without a byte order mark."""
    try:
        content = file.read_bytes()
    except OSError as error:
        return Refusal(file, None, f"the file cannot be read ({error.strerror}).")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Refusal(file, line, "the file must be saved as UTF-8 text.")


def document_of(file: Path, text: str) -> dict[str, Any] | Refusal:
    """Parse the text of a file; its lines end with a line feed only."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(file, text, error)
    except RecursionError:
        return Refusal(file, None, "this is not valid TOML: it is nested too deeply.")
    except ValueError:  # Python reads no number of more than some thousand digits
        return Refusal(file, None, "this is not valid TOML: it has a number that is too long.")


def _syntax(file: Path, text: str, error: tomllib.TOMLDecodeError) -> Refusal:
    """Take the line out of tomllib's message, which is the only place that has it."""
    message = str(error)
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    line = int(at[1]) if at and at[1] else text.rstrip("\n").count("\n") + 1
    reason = message[: at.start()] if at else message
    return Refusal(file, line, f"this is not valid TOML: {reason}.")
