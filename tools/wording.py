"""Find odd words and British spellings: ``python -m tools.wording [ROOT]``.

Reads string literals, docstrings, and comments of Python files, and all of the text, TOML, HTML,
script, and style files that Git tracks. Prints ``file:line: "found": write …`` for each hit, then
a count for each word. The words, what to write instead, and the exceptions are in
``tools/wording.toml``; the reasons are in ``docs/style.md``. Exits 1 when anything is found.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_suffix(".toml")

WHOLE_FILES = (".md", ".toml", ".html", ".txt", ".sh", ".css", ".tcss", ".js", ".yml")
"""Read from the first line to the last; of ``.py`` only the strings and comments."""

GAP = r"""(?:\s|#|f?["'])+"""
"""What may be between two words: white space, a comment's sign, or the seam of two strings."""

FIELD = re.compile(r"\{[^{}]*\}")
"""A replacement field of an f-string: code, not prose."""

ISE = re.compile(r"([a-z]+is)(e|ed|es|er|ers|ing|ation|ations)")
SPELLING = re.compile(r"(?<![\w/.@-])(?:per cent|[A-Za-z]{4,})(?![\w/(]|\.\w)")
"""A word. In a path, a dotted name, or a call it is an identifier, and left alone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An odd word: its name in the counts, what finds it, and what to write instead."""

    word: str
    find: re.Pattern[str]
    write: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """Text that is right in the files of a glob although a rule finds a word in it."""

    text: str
    files: str


@dataclass(frozen=True, slots=True)
class Words:
    """The table: odd words, British spellings with the American ones, exceptions, skipped files.

    ``ise_is_right`` are the ends of stems that take ``-ise`` in America too (``^``: whole stems).
    """

    rules: tuple[Rule, ...]
    british: Mapping[str, str]
    ise_is_right: tuple[str, ...]
    allowed: tuple[Allowed, ...]
    skip: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found: the rule's name, the text as it is, where it is, and what to write."""

    word: str
    text: str
    file: str
    line: int
    write: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to read, with the line of the file that it starts on."""

    text: str
    line: int


@cache
def words(table: Path = TABLE) -> Words:
    """Read the table of words."""
    document = tomllib.loads(table.read_text("utf-8"))
    british = document["british"]
    return Words(
        rules=tuple(map(_odd, document["odd"])),
        british=_british(british),
        ise_is_right=tuple(british["ise_is_right"]),
        allowed=tuple(Allowed(row["text"], row["files"]) for row in document["allowed"]),
        skip=tuple(document["skip"]),
    )


def _odd(row: dict[str, Any]) -> Rule:
    """Compile a rule; a space in it also matches a line's end, but not one before ``)``."""
    flags = re.MULTILINE if row.get("case") else re.MULTILINE | re.IGNORECASE
    find = re.sub(r" (?!\))", lambda _: GAP, row["find"])
    return Rule(row["word"], re.compile(find, flags), row["write"])


def _british(british: dict[str, Any]) -> dict[str, str]:
    """Spell out every British word with its American spelling."""
    pairs = dict(british["words"])
    for stem, (american, ends) in british["stems"].items():
        pairs |= {stem + end: american + end for end in ends.split("|")}
    return pairs


def tracked(root: Path) -> list[str]:
    """Name the files to read, relative to ``root``: those Git tracks, or every file without Git."""
    git = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    own = git.returncode == 0 and (root / ".git").exists()
    names = (
        git.stdout.split("\0")
        if own
        else [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()]
    )
    return sorted(n for n in names if (root / n).is_file() and _is_read(n))


def _is_read(name: str) -> bool:
    suffix = Path(name).suffix
    known = suffix == ".py" or suffix in WHOLE_FILES or name in ("Makefile", "ci/run", ".ci/run")
    return known and not any(fnmatch(name, pattern) for pattern in words().skip)


def passages(name: str, source: str) -> Iterator[Passage]:
    """Yield the prose of a file: all of it, or the strings and comments of a Python module."""
    if not name.endswith(".py"):
        yield Passage(source, 1)
        return
    lines = source.splitlines(keepends=True)
    run: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if run and token.type != run[-1].type and token.type not in (tokenize.NL, tokenize.NEWLINE):
            yield _joined(lines, run)
            run = []
        if token.type in (tokenize.STRING, tokenize.COMMENT, *_FSTRING):
            run.append(token)
    if run:
        yield _joined(lines, run)


_FSTRING = tuple(getattr(tokenize, name) for name in ("FSTRING_MIDDLE",) if hasattr(tokenize, name))


def _joined(lines: list[str], run: list[tokenize.TokenInfo]) -> Passage:
    """Join strings that follow each other, or comments on lines in a row, as they are written."""
    (first, start), (last, end) = run[0].start, run[-1].end
    text = "".join(lines[first - 1 : last])
    cut = len(lines[last - 1]) - end
    return Passage(FIELD.sub(_blank, text[start : len(text) - cut]), first)


def _blank(field: re.Match[str]) -> str:
    """Keep the lines and the length of a replacement field, not the code in it."""
    return re.sub(r"[^\n]", " ", field.group())


def hits(name: str, source: str, table: Words | None = None) -> Iterator[Hit]:
    """Find every odd word and British spelling in a file, in the order of the rules."""
    table = table or words()
    for passage in passages(name, source):
        for word, match, write in _matches(passage.text, table):
            if not _is_allowed(match, passage.text, name, table):
                line = passage.line + passage.text.count("\n", 0, match.start())
                yield Hit(word, " ".join(match.group().split()), name, line, write)


def _matches(text: str, table: Words) -> Iterator[tuple[str, re.Match[str], str]]:
    for rule in table.rules:
        for match in rule.find.finditer(text):
            yield rule.word, match, rule.write
    for match in SPELLING.finditer(text):
        word = match.group().lower()
        if word in table.british:
            yield "British spelling", match, table.british[word]
        elif (ise := ISE.fullmatch(word)) and not f"^{ise[1]}".endswith(table.ise_is_right):
            yield "British spelling", match, f"{ise[1][:-1]}z{ise[2]}"


def _is_allowed(match: re.Match[str], text: str, name: str, table: Words) -> bool:
    """Whether an exception's text surrounds the match in the place where it is."""
    for allowed in table.allowed:
        if fnmatch(name, allowed.files):
            near = text[max(0, match.start() - len(allowed.text)) : match.end() + len(allowed.text)]
            shift = min(match.start(), len(allowed.text))
            at = near.find(allowed.text)
            if 0 <= at <= shift and at + len(allowed.text) >= shift + len(match.group()):
                return True
    return False


def search(root: Path, only: Iterable[str] = ()) -> list[Hit]:
    """Find every hit under ``root``, or only in files whose path starts with one of ``only``."""
    starts = tuple(only)
    return [
        hit
        for name in tracked(root)
        if not starts or name.startswith(starts)
        for hit in hits(name, (root / name).read_text("utf-8", errors="replace"))
    ]


def show(found: list[Hit]) -> None:
    """Print each hit, then how often each word was found."""
    for hit in sorted(found, key=lambda h: (h.file, h.line)):
        print(f'{hit.file}:{hit.line}: "{hit.text}": write {hit.write}')
    counts = Counter(hit.word for hit in found)
    for word, count in counts.most_common():
        print(f"{count:>6}  {word}")
    print(f"{len(found):>6}  in all")


def main(arguments: list[str]) -> int:
    """Search the repository, or ``--root FOLDER``; other arguments limit it to paths."""
    root = ROOT
    if arguments[:1] == ["--root"]:
        root, arguments = Path(arguments[1]), arguments[2:]
    found = search(root, arguments)
    show(found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
