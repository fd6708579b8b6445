"""``viva doctor``: check what Viva needs, for the person or for a bug report."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED
from recorder.cli.shared import ProgressLine, add_format, terminal

if TYPE_CHECKING:
    from recorder.doctor.result import Check, Result
    from recorder.doctor.surroundings import Surroundings

DESCRIPTION = """\
Check everything Viva needs, and say how to fix what isn't right. You can paste
the result into a bug report. It contains only counts and versions, and no
names, folders, microphone names, or anything you said. The check changes
nothing and doesn't use the network. Exit code 1 means something needs to be
fixed."""

OFFER = (
    "Not tested: your microphone (`viva doctor --microphone-test`) and whether the speech model "
    "loads (`viva doctor --model-test`). --all tests both."
)
SKIPPED = "Skipped by --quick: the analysis process, the microphones, and damage."


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "doctor",
        help="check what Viva needs, for you or for a bug report",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--microphone-test", action="store_true", help="listen for 3 seconds; nothing is saved"
    )
    parser.add_argument("--model-test", action="store_true", help="load the speech model once")
    parser.add_argument("--all", action="store_true", help="both tests")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only instant checks; no devices or processes",
    )
    parser.add_argument(
        "--microphone",
        metavar="NAME",
        help="test this microphone, or an audio file with file:PATH",
    )
    parser.add_argument(
        "--names", action="store_true", help="show microphone names (they can include your name)"
    )
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the checks and print each result as it comes; return 1 if something needed is bad."""
    from analysis.report.text import fold
    from recorder.doctor.checks import examine, worst
    from recorder.doctor.surroundings import for_command_line
    from recorder.doctor.text import HEAD, block, line, summary
    from recorder.files.locations import locate

    surroundings = for_command_line(locate(), arguments.microphone)
    width, _ = terminal()
    notify = PrintedProgress()
    surroundings = replace(surroundings, names=arguments.names, notify=notify)
    as_text = arguments.format == "text"
    if as_text:
        print(HEAD + "\n")
    results: list[Result] = []
    with _quietly(surroundings):
        for result in examine(surroundings, wanted(arguments)):
            notify.end()
            results.append(result)
            print(block(result, width) if as_text else line(result), flush=True)
    if as_text:
        done = {result.name for result in results}
        last = [summary(results)]
        if not {"microphone", "loading"} & done:
            last.append(SKIPPED if arguments.quick else OFFER)
        print("", *(part for each in last for part in fold(each, width)), sep="\n")
    return FAILED if worst(results) == "bad" else 0


def wanted(arguments: argparse.Namespace) -> tuple[Check, ...]:
    """Return the checks that were requested."""
    from recorder.doctor.checks import CHECKS

    asked = {
        "microphone": arguments.microphone_test or arguments.all or bool(arguments.microphone),
        "loading": arguments.model_test or arguments.all,
    }
    return tuple(
        check
        for check in CHECKS
        if check.pace == "quick"
        or (check.pace == "slow" and not arguments.quick)
        or asked.get(check.name, False)
    )


class PrintedProgress:
    """Shows on standard error what a slow check is doing; silent if it isn't a terminal."""

    def __init__(self) -> None:
        self._doing = ""
        self._line: ProgressLine | None = None

    def __call__(self, doing: str, share: float) -> None:
        """Replace the line."""
        if doing != self._doing:
            self.end()
            self._doing, self._line = doing, ProgressLine(doing.removesuffix(" …"))
        if self._line is not None:
            self._line(share)

    def end(self) -> None:
        """Clear the line."""
        if self._line is not None:
            self._line.end()
        self._doing, self._line = "", None


def _quietly(surroundings: Surroundings) -> Any:
    """Send output of sound libraries to the log, if there is one; no file is created for it."""
    import contextlib

    from recorder.microphone.portaudio import redirect_library_output

    if not surroundings.locations.state.is_dir() or not sys.stderr.isatty():
        return contextlib.nullcontext()
    return redirect_library_output(surroundings.locations.log)
