"""``viva analyze FILE…``: reports on recordings from anywhere."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure, complain
from recorder.cli.pages import add_page_options, refuse_without_page
from recorder.cli.shared import (
    FORMATS,
    add_format,
    analyze_all,
    bank,
    chosen_model,
    opened_store,
    prepared,
    terminal,
)

if TYPE_CHECKING:
    from analysis.protocol import Job
    from analysis.report.model import Report
    from analysis.types import Analysis, QuestionContext, Word
    from recorder.analyst.client import AnalysisFailed
    from recorder.cli.answers.analyzed_pages import FormattedFiles, Pages

DESCRIPTION = """\
Analyze recordings: any audio file, or the audio track of a video. Prints a
report for each, one JSON object per line with --format json, or an HTML page
with --format html. Other programs read the other formats: Praat reads textgrid
(words, pauses, filled pauses, and clauses as tiers), players show webvtt and
srt as captions, and spreadsheets open csv (a row for each event)."""

EPILOG = """\
examples:
  viva analyze answer.m4a --question why-med-peds
  viva analyze mock.mp4 --target 60-120 --no-transcript
  viva analyze *.wav --format json > answers.jsonl
  viva analyze *.wav --format html --out reports/
  viva analyze answer.m4a --format textgrid --out answer.TextGrid

exit code: 0 all done, 1 a file failed (others are still analyzed), 2 wrong usage"""

WITHOUT_WORDS = (
    "These results come from the sound alone, without scores: those need the words, which "
    "--no-transcript leaves out."
)

NAME_QUESTION = (
    "shorter answers are scored if their question asks for them: add --question ID (see "
    "`viva questions`), or the target in seconds, such as --target 30-60."
)


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "analyze",
        help="report on recordings you already have",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="audio or video file")
    parser.add_argument(
        "--question", metavar="ID", help="the question answered (see `viva questions`)"
    )
    parser.add_argument(
        "--target", metavar="MIN-MAX", type=target, help="target length in seconds, such as 60-120"
    )
    words = parser.add_mutually_exclusive_group()
    words.add_argument(
        "--transcript",
        metavar="WORDS",
        type=Path,
        help='use the words in this JSON file ({"words": [{"start", "end", "text"}…]}), or in '
        "a folder with NAME.json for each recording NAME.wav; nothing is transcribed",
    )
    words.add_argument(
        "--no-transcript", action="store_true", help="only what the sound alone shows"
    )
    parser.add_argument("--model", metavar="NAME|FOLDER", help="transcribe with this speech model")
    _add_whose(parser)
    add_format(parser, "text", "json", "html", *FORMATS)
    parser.add_argument(
        "--out",
        metavar="FILE|FOLDER",
        type=Path,
        help="where HTML pages and files for other programs go; several need a folder",
    )
    add_page_options(parser)
    parser.add_argument("--save", action="store_true", help="save the recording as an answer")
    parser.set_defaults(run=run)


def _add_whose(parser: argparse.ArgumentParser) -> None:
    """Add what says which of several tracks and voices is the person's."""
    parser.add_argument(
        "--track",
        metavar="N",
        type=number_from_one,
        help="analyze sound track N of a file with several; otherwise the one with the most speech",
    )
    parser.add_argument(
        "--voice",
        type=int,
        choices=(1, 2),
        default=0,
        help="if two people speak, analyze the one who speaks first (1) or the other (2) alone; by "
        "default, the one who speaks more if their voices are clearly different, or else both",
    )


def number_from_one(text: str) -> int:
    """Read a whole number from 1."""
    if not text.isdecimal() or not 1 <= int(text) <= 999:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 1 or 2")
    return int(text)


def target(text: str) -> tuple[float, float]:
    """Read ``MIN-MAX`` seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} isn't MIN-MAX in seconds, such as 60-120")
    low, high = float(match[1]), float(match[2])
    if not 0 < low <= high <= 36_000:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a length from low to high")
    return low, high


def run(arguments: argparse.Namespace) -> int:
    """Analyze every file; a failing one doesn't stop the others."""
    from recorder.person import settings

    pages = _pages(arguments)
    locations = prepared()
    question = asked(arguments)
    sound_only = arguments.no_transcript or arguments.transcript is not None
    model = None if sound_only else chosen_model(locations, arguments.model)
    mine = settings.load(locations.settings)
    jobs, problems = _jobs(arguments, question, model, mine.own_fillers)
    outcome = _Outcome(arguments, pages, mine.remarks_off, failed=len(problems))
    for problem in problems:
        complain(problem)
    if arguments.save:
        with opened_store(locations) as store:
            outcome.store = store
            outcome.session = store.begin_session("import").id
            analyze_all(jobs, outcome.take, locations)
    else:
        analyze_all(jobs, outcome.take, locations)
    return FAILED if outcome.failed else 0


def _pages(arguments: argparse.Namespace) -> Pages | FormattedFiles | None:
    """Return the writer of HTML pages or files for other programs, if they are requested."""
    from recorder.cli.answers.analyzed_pages import FormattedFiles, Pages

    if arguments.format == "html":
        return Pages(arguments)
    if arguments.format in FORMATS:
        refuse_without_page(arguments, "--format html", "--force")
        return FormattedFiles(arguments)
    refuse_without_page(arguments, "--format html")
    if arguments.out is not None:
        message = "--out is for HTML pages and files for other programs; add --format html."
        raise CommandFailure(message, WRONG_USAGE)
    return None


def asked(arguments: argparse.Namespace) -> QuestionContext | None:
    """Return the question in the form analysis uses, from ``--question`` and ``--target``."""
    from analysis.types import NO_QUESTION, QuestionContext

    question = None
    if arguments.question is not None:
        try:
            entry = bank().get(arguments.question)
        except KeyError:
            raise CommandFailure(
                f"there is no question {arguments.question!r}; see `viva questions`.", WRONG_USAGE
            ) from None
        question = QuestionContext(entry.id, entry.text, entry.kind, entry.target)
    if arguments.target is not None:
        question = question or QuestionContext(None, NO_QUESTION)
        question = replace(question, target=arguments.target)
    return question


def _jobs(
    arguments: argparse.Namespace,
    question: QuestionContext | None,
    model: Any,
    own: tuple[str, ...],
) -> tuple[list[Job], list[str]]:
    """Make a job for every file, and an error message for each unreadable transcript."""
    from analysis.protocol import Job

    jobs, problems = [], []
    for number, path in enumerate(arguments.files):
        try:
            words = _words(arguments.transcript, path) if arguments.transcript else None
        except CommandFailure as failure:
            problems.append(str(failure))
            continue
        job = Job(number, path.absolute(), question, model, words, own_fillers=own)
        jobs.append(replace(job, track=arguments.track, voice=arguments.voice))
    return jobs, problems


def _words(transcript: Path, recording: Path) -> tuple[Word, ...]:
    """Read the words given for a recording."""
    from analysis.interchange import NotAnAnalysis, words_from_json

    path = transcript / f"{recording.stem}.json" if transcript.is_dir() else transcript
    try:
        return words_from_json(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise CommandFailure(f"can't read the transcript {path}: {error.strerror}.") from error
    except (NotAnAnalysis, ValueError, RecursionError) as error:
        raise CommandFailure(f"{path} isn't a transcript: {error}.") from error


def _why_empty(path: Path, analysis: Analysis) -> str:
    """Explain why there is nothing to report: another language, other sounds, or silence."""
    for note in analysis.notes:
        if language := re.search("sounds like .+?, not English", note.text):
            return f"{path} {language[0]}, so there is nothing to report."
        if "sound like speech" in note.text:
            return f"{path} doesn't sound like speech, so there is nothing to report."
    return f"{path} contains no speech, so there is nothing to report."


def _as_wanted(analysis: Analysis) -> Analysis:
    """Say that the words are left out on request, instead of how to install a speech model."""
    notes = (
        replace(n, text=WITHOUT_WORDS) if n.kind == "transcript" else n for n in analysis.notes
    )
    return replace(analysis, notes=tuple(notes))


class _Outcome:
    """Prints each analysis as it arrives, saves it on request, and counts failures."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        pages: Pages | FormattedFiles | None,
        off: tuple[str, ...],
        failed: int,
    ) -> None:
        self.failed = failed
        self._pages = pages
        self._off = off
        self.store: Any = None
        self.session: int | None = None
        self._format = arguments.format
        self._choose_voice = not arguments.voice
        self._no_transcript = arguments.no_transcript
        self._for_people = arguments.format in ("text", "html")
        self._given = {path.absolute(): path for path in arguments.files}
        self._printed = 0

    def take(self, job: Job, outcome: Analysis | AnalysisFailed) -> None:
        """Print one result, or explain why there is none."""
        from analysis.scoring.evidence import is_too_short
        from analysis.types import VOICE, Analysis

        if not isinstance(outcome, Analysis):
            self._complain(str(outcome))
            return
        path = self._given[job.path]
        if self.store is not None:
            self._keep(job, outcome)
        if outcome.measures.get("answer_length") is None:
            self._complain(_why_empty(path, outcome))
            return
        if self._no_transcript:
            outcome = _as_wanted(outcome)
        self._write_analysis(
            replace(outcome, recording=replace(outcome.recording, path=str(path))), path
        )
        for note in outcome.notes:
            if note.kind == "cut_off":
                self._complain(f"{path}: {note.text}")
            elif note.kind in ("damaged", "track", "voices"):
                complain(f"{path}: {note.text}")
        if self._choose_voice and any(note.kind == VOICE for note in outcome.notes):
            complain(f"{path}: to analyze one voice alone, add --voice 1 or --voice 2.")
        if self._for_people and outcome.question is None and is_too_short(outcome):
            complain(f"{path}: {NAME_QUESTION}")

    def _complain(self, sentence: str) -> None:
        self.failed += 1
        complain(sentence)

    def _write_analysis(self, analysis: Analysis, path: Path) -> None:
        from recorder.cli.answers.analyzed_pages import Pages

        if self._pages is None:
            self._print(analysis)
            return
        try:
            if isinstance(self._pages, Pages):
                self._pages.write(self._report(analysis), path)
            else:
                self._pages.write(analysis, path)
        except CommandFailure as failure:
            self._complain(str(failure))

    def _report(self, analysis: Analysis) -> Report:
        from recorder.reports.alone import report_alone

        return report_alone(analysis, off=self._off)

    def _print(self, analysis: Analysis) -> None:
        from analysis.interchange import to_json
        from analysis.report.text import plain, render

        if self._format == "json":
            print(as_json(to_json(analysis)), flush=True)
            return
        columns, color = terminal()
        if len(self._given) > 1:
            print(("\n" if self._printed else "") + f"── {plain(analysis.recording.path)} ──\n")
        text = render(self._report(analysis), width=columns, color=color)
        print(text, end="", flush=True)
        self._printed += 1

    def _keep(self, job: Job, analysis: Analysis) -> None:
        from analysis.types import NO_QUESTION, QuestionContext

        question = analysis.question or QuestionContext(None, NO_QUESTION)
        answer = self.store.import_sound(job.path, question, session_id=self.session)
        self.store.sounds.choose(answer.id, track=job.track, voice=job.voice)
        self.store.save_analysis(answer.id, analysis, own_fillers=job.own_fillers)
        complain(f"saved as answer {answer.id}.")
