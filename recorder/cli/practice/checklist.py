"""``viva checklist``: what to do around an interview, with tests of the computer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED, CommandFailure
from recorder.cli.shared import ProgressLine, opened_store, prepared, terminal

if TYPE_CHECKING:
    from prompts.checklists import ChecklistItem, ChecklistTest
    from recorder.checks.machine import Finding, Machine
    from recorder.files.locations import Locations

DESCRIPTION = """\
Print the checklists: what to do a week before an interview, the day before, on
the day, and after it. A box shows what you have checked off in Viva (press c).
Viva tests what it can: microphone, disk, clock, time zone, speech engine, and
speech model. In a terminal, it also asks for three seconds of silence and a
sentence to test your voice and the room; that sound isn't saved. Exit code 1
means a test found a problem."""

UNTESTED = "not tested: run this in a terminal, where you can speak"
LEFT_OUT = "not tested: --no-tests left this out"
NAMES = ("week", "day", "today", "after")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "checklist",
        help="what to do around an interview; tests your microphone and computer",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("when", nargs="?", choices=NAMES, help="only this list")
    parser.add_argument(
        "--microphone", metavar="NAME", help="test this one, or an audio file with file:PATH"
    )
    parser.add_argument("--no-tests", action="store_true", help="only the lists, no tests")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the tests, then print the lists."""
    from prompts.checklists import TITLES, WHENS, load
    from prompts.loader import BankError
    from recorder.checks.ticks import Ticks

    try:
        lists = load()
    except BankError as error:
        raise CommandFailure(str(error)) from error
    locations = prepared()
    shown = [when for when in WHENS if arguments.when in (None, when)]
    wanted = {item.test for when in shown for item in lists.of(when) if item.test}
    findings: Mapping[ChecklistTest, Finding] = {}
    if not arguments.no_tests and wanted:
        findings = _tested(_machine(locations, arguments.microphone), wanted, arguments.microphone)
    untested = LEFT_OUT if arguments.no_tests else UNTESTED
    ticked, (width, _) = Ticks(locations.ticks).all(), terminal()
    for place, when in enumerate(shown):
        print(("\n" if place else "") + TITLES[when].upper())
        group = None
        for item in lists.of(when):
            if item.group != group:
                group = item.group
                print(f"\n{group}")
            print("\n".join(lines(item, item.id in ticked, findings, width, untested)))
    return FAILED if any(finding.good is False for finding in findings.values()) else 0


def lines(
    item: ChecklistItem,
    ticked: bool,
    findings: Mapping[ChecklistTest, Finding],
    width: int,
    untested: str = UNTESTED,
) -> list[str]:
    """Format an item: its box, or the sign and result of its test, or why it wasn't tested."""
    from analysis.report.text import plain

    under = [item.more] if item.more else []
    mark = f"  [{'X' if ticked else ' '}] "
    if item.test is not None:
        finding = findings.get(item.test)
        sign = {True: "✓", False: "✗", None: "?"}[finding.good] if finding else "·"
        mark = f"   {sign}  "
        under = [finding.value, finding.advice] if finding else [untested]
    fold = TextWrapper(width, initial_indent=mark, subsequent_indent=" " * len(mark)).wrap
    below = TextWrapper(width, initial_indent=" " * 6, subsequent_indent=" " * 6).wrap
    return [*fold(item.text), *(line for text in under for line in below(plain(text)))]


def _machine(locations: Locations, wanted: str | None) -> Machine:
    from recorder.checks.machine import Machine
    from recorder.microphone.choose import choose
    from recorder.models.choice import choose as choose_model
    from recorder.person import settings

    with opened_store(locations) as store:
        latest = store.latest()
    return Machine(
        locations,
        lambda: choose(wanted, settings.load(locations.settings).microphone),
        lambda: choose_model(locations),
        latest.recorded_at if latest else None,
    )


def _tested(
    machine: Machine, wanted: Iterable[ChecklistTest], asked: str | None
) -> dict[ChecklistTest, Finding]:
    """Run the requested tests; voice tests only in a terminal, where someone can speak."""
    from recorder.checks.machine import BY_EAR, QUICK
    from recorder.microphone.portaudio import redirect_library_output

    wanted = set(wanted)
    with redirect_library_output(machine.locations.log):
        findings = {test: QUICK[test](machine) for test in QUICK if test in wanted}
        if wanted & set(BY_EAR) and (asked or (sys.stdin.isatty() and sys.stderr.isatty())):
            findings |= {finding.test: finding for finding in _findings_by_ear(machine)}
    return findings


def _findings_by_ear(machine: Machine) -> tuple[Finding, ...]:
    import threading

    from recorder.checks.machine import BY_EAR, untestable
    from recorder.checks.sound_check import listen
    from recorder.microphone.types import MicrophoneError

    asked: dict[str, ProgressLine] = {}

    def notify(doing: str, share: float) -> None:
        for other in asked:
            if other != doing:
                asked[other].end()
        asked.setdefault(doing, ProgressLine(doing))(share)

    try:
        microphone = machine.choose_microphone()
        heard = listen(microphone, machine.locations.data, notify, threading.Event())
    except MicrophoneError as error:
        return untestable(str(error))
    except OSError as error:
        return untestable(f"Recording isn't possible: {error.strerror or error}.")
    finally:
        for line in asked.values():
            line.end()
    return tuple(judge(heard) for judge in BY_EAR.values()) if heard else ()
