"""Writes the documents generated from the code: measures, notes, and commands in docs/.

In documents written by hand, it updates the marked numbers of the bands.

python tools/documents.py            write them
python tools/documents.py --check    exit 1 and name the outdated ones
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["COLUMNS"] = "80"  # argparse wraps help to the terminal's width

GROUPS = {
    "length": "Length",
    "tempo": "Tempo",
    "pauses": "Pauses and runs",
    "fillers": "Fillers",
    "repair": "Repairs",
    "words": "Words",
    "fluency": "Fluency",
    "melody": "Melody",
    "sound": "Quality of the recording",
}


def measures() -> str:
    """Return the catalog as a page: every measure and its limits."""
    from analysis.measures.catalog import CATALOG
    from tools.band_numbers import scores

    lines = [
        "# What Viva measures",
        "",
        "Generated from `analysis/measures/catalog.py` by `make docs`; change it there.",
        "",
        "Times are seconds from the start of the recording. An undefined measure is `null` in JSON "
        "and a dash in a report, never 0. Measures marked † need a transcript.",
        "",
        "Time that isn't yours counts in no length, rate, or window: zeros from the device, long "
        "sounds that aren't speech, another voice, and another language. It is in `lost` in JSON.",
        "",
    ]
    for group, entries in groupby(CATALOG, key=lambda entry: entry.group):
        lines += [f"## {GROUPS[group]}", ""]
        lines += ["| measure | unit | what it is | what to keep in mind | source |"]
        lines += ["|---|---|---|---|---|"]
        for e in entries:
            mark = " †" if e.needs_words else ""
            lines.append(
                f"| {e.label}{mark}<br>`{e.name}` | {e.unit or '–'} | {e.definition} "
                f"| {e.caution} | {e.source} |"
            )
        lines.append("")
    return "\n".join([*lines, *scores(), ""])


def commands() -> str:
    """Return every command's help as a page."""
    from recorder.cli.parser import COMMANDS, build

    parser = build()
    lines = ["# Commands", "", "Generated from `viva --help` by `make docs`.", ""]
    lines += ["```text", parser.format_help().rstrip(), "```", ""]
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for command in COMMANDS:
        name = command.__name__.rsplit(".", 1)[1]
        helped = actions[0].choices[name].format_help().rstrip()
        lines += [f"## viva {name}", "", "```text", helped, "```", ""]
    return "\n".join(lines)


def notes() -> str:
    """Return the comments on content and how often they are right, as a page."""
    from tools.notes import notes

    return notes()


def by_hand(name: str) -> str:
    """Return a document written by hand with its marked numbers up to date."""
    from tools.band_numbers import with_numbers

    return with_numbers((ROOT / name).read_text("utf-8"))


DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "docs/measures.md": measures,
    "docs/notes.md": notes,
    "docs/commands.md": commands,
    **{name: partial(by_hand, name) for name in ("README.md", "docs/report.md", "docs/today.md")},
}


def main() -> int:
    """Write or check the documents; return the exit code."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, write in DOCUMENTS.items():
        path, text = ROOT / name, write()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text, "utf-8")
    if stale:
        print(("outdated, run `make docs`: " if check else "written: ") + ", ".join(stale))
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
