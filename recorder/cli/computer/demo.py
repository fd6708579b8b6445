"""``viva demo``: an answer from start to report in any terminal, no microphone or network."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from recorder.cli import screens
from recorder.cli.answers import progress
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import add_format, bank, chosen_model, opened_store, prepared, terminal

INTRODUCTION = """\
Viva asks: “{text}”
For this demo, a recorded answer in a computer voice plays instead of yours.
"""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="see a report without a microphone or network",
        description="Take a sample answer that comes with Viva all the way to a report.",
    )
    add_format(parser, "text", "json")
    parser.add_argument(
        "--history",
        action="store_true",
        help="open Viva with ten weeks of sample practice, separate from your own answers",
    )
    parser.add_argument(
        "--text", action="store_true", help="with --history: print the progress report instead"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the sample answer, or open the sample history."""
    if arguments.history:
        return _history(text=arguments.text)
    if arguments.text:
        raise CommandFailure("--text only works with --history.", WRONG_USAGE)
    return _answer(arguments)


def _history(*, text: bool) -> int:
    """Open the screens on the sample history, or print its progress."""
    from datetime import datetime

    from recorder.demo import history

    if not text and not sys.stdout.isatty():
        raise CommandFailure("the screens need a terminal; add --text to print the progress.")
    questions = bank()
    now = datetime.now().astimezone()
    with (
        history.made_up(questions, now) as locations,
        opened_store(locations) as store,
    ):
        if text:
            print(history.NOTICE + "\n")
            print(progress.everything(store))
        else:
            screens.show(locations, store, made_up=history.NOTICE)
    return 0


def _answer(arguments: argparse.Namespace) -> int:
    """Record, transcribe, and report the sample answer; progress goes to standard error."""
    import asyncio

    from analysis.interchange import to_json
    from analysis.report.build import build
    from analysis.report.text import render
    from analysis.types import QuestionContext
    from recorder.analyst.client import AnalysisFailed, Analyst
    from recorder.cli.as_json import as_json
    from recorder.demo.answer import QUESTION
    from recorder.demo.answer import run as whole_way

    locations = prepared()
    model = chosen_model(locations)
    entry = bank().get(QUESTION)
    question = QuestionContext(entry.id, entry.text, entry.kind, entry.target)
    print(INTRODUCTION.format(text=entry.text), file=sys.stderr, flush=True)

    async def demonstrate() -> Any:
        analyst = Analyst(locations.log)
        try:
            return await whole_way(question, analyst, model, _Stages())
        finally:
            await analyst.close()

    try:
        analysis = asyncio.run(demonstrate())
    except AnalysisFailed as error:
        raise CommandFailure(str(error)) from error
    if arguments.format == "json":
        print(as_json(to_json(analysis)))
        return 0
    columns, color = terminal()
    print(render(build(analysis), width=columns, color=color), end="")
    said = f"Now try it yourself: run `{program()}`, choose a question, and speak."
    print(f"\n{said}", file=sys.stderr)
    return 0


def program() -> str:
    """Return what to type to open Viva: `make demo` runs it from a folder not on the path."""
    called = sys.argv[0]
    return called if Path(called).name == "viva" and shutil.which("viva") is None else "viva"


class _Stages:
    """Prints each tenth of each stage once, so that it works in any terminal or log."""

    def __init__(self) -> None:
        self._last: tuple[str, int] | None = None

    def __call__(self, what: str, share: float) -> None:
        now = (what, int(share * 10))
        if now != self._last:
            self._last = now
            print(f"  {what} {share:4.0%}", file=sys.stderr, flush=True)
