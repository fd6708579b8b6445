"""``viva report [ANSWER]``: the report on an answer, in the terminal or as an HTML page."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.answers.mentor import take_in
from recorder.cli.as_json import as_json
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.pages import add_page_options, contents, left_out, refuse_without_page, saving
from recorder.cli.shared import (
    FORMATS,
    add_format,
    find_answer,
    opened_store,
    positive,
    prepared,
    terminal,
)

if TYPE_CHECKING:
    from analysis.report.model import Report
    from sessions.types import Answer

EPILOG = """\
examples:
  viva report                        the latest answer, in the terminal
  viva report 12 --html              a page to read, replay, and print
  viva report 12 --html mentor.html --share --with transcript
  viva report --import feedback-4f2a91c0-dr-lee.json    what your mentor sent back
  viva report 12 --format textgrid > answer.TextGrid    for Praat
  viva report 12 --format webvtt > answer.vtt           captions for a player"""

FORM = (
    "A mentor can fill in the feedback form on the page and send the file back; "
    "`viva report --import FILE` shows it here."
)

HERE = ""
"""The value of `--html` without a file name."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "report",
        help="show the report on an answer, or save it as an HTML page",
        description="Show the report on an answer: the latest, or the one with this number.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "answer", nargs="?", type=positive, metavar="ANSWER", help="its number (see `viva answers`)"
    )
    how = parser.add_mutually_exclusive_group()
    add_format(how, "text", "json", *FORMATS)
    how.add_argument(
        "--html",
        nargs="?",
        const=HERE,
        metavar="FILE",
        help="save it as one HTML page that opens anywhere; without FILE, in the current folder",
    )
    how.add_argument(
        "--import",
        dest="feedback",
        metavar="FILE",
        type=Path,
        help="import the feedback that a mentor saved from a page made with --share",
    )
    add_page_options(parser)
    parser.add_argument(
        "--yes", action="store_true", help="replace this mentor's earlier feedback without asking"
    )
    parser.add_argument("--open", action="store_true", help="open the page in your browser")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report, or save it."""
    from analysis.interchange import to_json
    from analysis.report.text import render
    from recorder.person import settings
    from recorder.reports.fetch import report_of

    _refuse(arguments)
    locations = prepared()
    chosen = settings.load(locations.settings)
    with opened_store(locations) as store:
        number = arguments.answer
        if arguments.feedback is not None:
            number = take_in(store, arguments.feedback, number, yes=arguments.yes)
        answer = find_answer(store, number)
        analysis = store.analysis(answer.id)
        report = (
            report_of(store, answer, analysis, off=chosen.remarks_off, wanted=chosen.goal)
            if analysis
            else None
        )
    if analysis is None or report is None:
        why = answer.problem or "it hasn't been analyzed yet."
        raise CommandFailure(
            f"answer {answer.id} has no report: {why} Try `viva reanalyze {answer.id}`."
        )
    if arguments.format == "json":
        print(as_json(to_json(analysis)))
        return 0
    if arguments.format in FORMATS:
        from recorder.cli.answers.analyzed_pages import formatted, print_formatted

        print_formatted(formatted(analysis, arguments.format, f"answer {answer.id}"))
        return 0
    if arguments.html is not None:
        return _save(arguments, report, answer)
    columns, color = terminal()
    print(render(report, width=columns, color=color), end="")
    return 0


def _refuse(arguments: argparse.Namespace) -> None:
    """Refuse options that make no sense together."""
    if arguments.yes and arguments.feedback is None:
        raise CommandFailure("--yes is for feedback; add --import FILE.", WRONG_USAGE)
    if arguments.html is None:
        refuse_without_page(arguments, "--html")
        if arguments.open:
            raise CommandFailure("--open is for HTML pages; add --html.", WRONG_USAGE)
    elif arguments.html.isdigit() and arguments.answer is None:
        number = arguments.html
        raise CommandFailure(f"put the number first: viva report {number} --html", WRONG_USAGE)


def _save(arguments: argparse.Namespace, report: Report, answer: Answer) -> int:
    """Write the page, then print where it is and what it leaves out."""
    from analysis.report.text import plain
    from recorder.reports.save_page import page_name, write_html
    from sessions.answers.feedback import identifier
    from sessions.files.files import current_path

    wanted = contents(arguments)
    if arguments.share:
        wanted = replace(wanted, form=identifier(answer))
    sound = current_path(answer.path)
    recording = sound if sound.is_file() else None
    if recording is None and arguments.sound in ("embed", "link"):
        raise CommandFailure(f"answer {answer.id} has no recording anymore; leave out --sound.")
    name = arguments.html or page_name(answer, shared=arguments.share)
    with saving():
        path = write_html(
            report, Path(name), recording=recording, contents=wanted, replace=arguments.force
        )
    print(f"Saved as {plain(str(path))}")
    if recording is None and wanted.sound != "none":
        print("No sound: the recording is gone.")
    if note := left_out(wanted):
        print(note)
    if wanted.form:
        print(FORM)
    if arguments.open:
        import webbrowser

        if not webbrowser.open(path.as_uri()):
            raise CommandFailure("couldn't open a browser; open the file yourself.")
    return 0
