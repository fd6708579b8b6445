"""``viva programs``: the program notebook in the terminal; spreadsheet import and export."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.as_json import as_json
from recorder.cli.failure import FAILED, WRONG_USAGE, CommandFailure
from recorder.cli.shared import add_format, opened_store, prepared

if TYPE_CHECKING:
    from sessions.notebook.program import Program
    from sessions.store import Store

DESCRIPTION = """\
List your residency programs with the days left until each interview, in the
program's time and yours. To edit them, press n in Viva.

  viva programs show NAME        everything about one program
  viva programs import FILE.csv  import a spreadsheet: shows what it would add,
                                 then asks
  viva programs export FILE.csv  save all programs to a spreadsheet
  viva programs calendar [FILE.ics]
                                 save the interviews as a calendar file with
                                 alarms; importing a newer one updates them

Import finds columns by their headings (“Program name & location”, “Visa”, and
many more; in any order; separated by commas, semicolons, or tabs). It adds
programs and fills in empty fields. Where the file and your notebook differ,
yours stays unless you add --replace. Rows with mistakes are listed and skipped."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "programs",
        help="list your residency programs; import or export a spreadsheet",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "words", nargs="*", metavar="ACTION", help="show, import, export, or calendar"
    )
    group = parser.add_argument_group("with import")
    group.add_argument("--yes", action="store_true", help="import without asking")
    group.add_argument(
        "--replace", action="store_true", help="where the file differs, use the file"
    )
    group.add_argument(
        "--dates",
        choices=("month-first", "day-first"),
        help="how to read dates such as 12/3/2026",
    )
    add_format(parser, "text", "json")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List the programs, or do what the first word says."""
    actions: dict[str, Callable[[Store, argparse.Namespace, list[str]], int]] = {
        "show": _show,
        "import": _import,
        "export": _export,
        "calendar": _calendar,
    }
    words = list(arguments.words)
    if words and words[0] not in actions:
        raise CommandFailure(
            f"programs understands show, import, export, and calendar, not “{words[0]}” "
            "(see `viva programs --help`).",
            WRONG_USAGE,
        )
    from sessions.errors import StoreError

    with opened_store(prepared()) as store:
        try:
            return (
                actions[words[0]](store, arguments, words[1:]) if words else _list(store, arguments)
            )
        except StoreError as error:
            raise CommandFailure(str(error)) from error


def _list(store: Store, arguments: argparse.Namespace) -> int:
    from analysis.report.text import plain
    from recorder.programs import interview_time, reminders
    from recorder.programs.local_zone import this_zone
    from sessions.notebook.program import in_order

    here, now = this_zone(), store.programs.now()
    programs = in_order(store.programs.all(), now, here.zone)
    if arguments.format == "json":
        for program in programs:
            print(as_json(_json(program)))
        return 0
    if not programs:
        print("No programs yet. Press n in Viva, or import a spreadsheet:")
        print("viva programs import FILE.csv")
    for program in programs:
        interview = program.interview
        left = "no date yet" if interview is None else interview_time.left(interview, now, here)
        print(plain(f"{_named(program)}: {left}"))
        if interview is not None:
            print(plain(f"  {interview_time.there(interview)}"))
            print(plain(f"  {interview_time.yours(interview, here)}"))
            if clock_warning := interview_time.clock_warning(interview):
                print(plain(f"  ! {clock_warning}"))
        for reminder in reminders.of(program, now, here):
            if reminder.kind != "interview":
                print(plain(f"  → {reminder.text.removesuffix(f': {program.name}')}"))
    return 0


def _named(program: Program) -> str:
    pinned = " (pinned)" if program.pinned else ""
    return f"{program.name}, {program.place}{pinned}" if program.place else program.name + pinned


def _json(program: Program) -> dict[str, Any]:
    from sessions.notebook import values
    from sessions.notebook.fields import FIELDS

    written = {field.name: values.write(getattr(program, field.name)) for field in FIELDS}
    moment = program.interview.moment if program.interview else None
    start = None if moment is None else moment.isoformat()
    return {"id": program.id, **written, "interview_utc": start, "pinned": program.pinned}


def _show(store: Store, arguments: argparse.Namespace, words: list[str]) -> int:
    from analysis.report.text import plain
    from recorder.programs import interview_time
    from recorder.programs.local_zone import this_zone
    from sessions.notebook import values
    from sessions.notebook.fields import GROUPS

    program = _found(store, " ".join(words))
    if arguments.format == "json":
        print(as_json(_json(program)))
        return 0
    print(plain(_named(program)))
    if program.interview is not None:
        here, now = this_zone(), store.programs.now()
        print(plain(f"  Interview {interview_time.left(program.interview, now, here)}"))
        print(plain(f"  {interview_time.yours(program.interview, here)}"))
    for group, fields in GROUPS.items():
        written = [(f, values.write(getattr(program, f.name))) for f in fields if f.name != "name"]
        if any(text for _, text in written):
            print(f"\n{group}")
        for field, text in written:
            for number, line in enumerate(text.splitlines()):
                print(f"  {field.label if number == 0 else '':<34} {plain(line)}")
    return 0


def _found(store: Store, name: str) -> Program:
    """Find the program that matches a name or part of one."""
    from prompts.bank import fold

    if not name.strip():
        raise CommandFailure("name a program: viva programs show NAME", WRONG_USAGE)
    programs = store.programs.all()
    exact = [program for program in programs if fold(program.name) == fold(name)]
    found = exact or [p for p in programs if fold(name) in fold(f"{p.name} {p.place}")]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandFailure(f"no program has “{name}” in its name; see `viva programs`.")
    raise CommandFailure(
        f"“{name}” could be {' or '.join(_named(p) for p in found)}; type more of the name."
    )


def _import(store: Store, arguments: argparse.Namespace, words: list[str]) -> int:
    from analysis.report.text import plain
    from recorder.programs import import_preview
    from sessions.notebook.importing import plan
    from sessions.notebook.sheet import SheetError, read

    file = _file("import", words)
    orders: dict[str | None, Any] = {"month-first": "month first", "day-first": "day first"}
    try:
        sheet = read(file.read_bytes(), orders.get(arguments.dates))
    except OSError as error:
        raise CommandFailure(f"can't read {file}: {error.strerror}.") from error
    except SheetError as error:
        raise CommandFailure(f"{file}: {error}") from error
    planned = plan(sheet, store.programs.all())
    for line in import_preview.lines(planned):
        print(plain(line))
    print(f"{import_preview.summary(planned)}.")
    some = planned.new or planned.filled or (arguments.replace and planned.differing)
    if some:
        if not arguments.yes and not _agreed(replace=arguments.replace):
            print("Nothing was changed.")
            return 0
        store.programs.import_plan(planned, replace=arguments.replace)
        print(import_preview.done(planned, replace=arguments.replace))
    if planned.differing and not arguments.replace:
        print("Where the file differs, your notebook was kept; --replace uses the file.")
    return FAILED if planned.problems else 0


def _agreed(*, replace: bool) -> bool:
    if not sys.stdin.isatty():
        raise CommandFailure("nothing was changed; to import without being asked, add --yes.")
    what = "Import these, and replace what differs?" if replace else "Import these?"
    return input(f"{what} [y/N] ").strip().lower() == "y"


def _export(store: Store, arguments: argparse.Namespace, words: list[str]) -> int:
    from sessions.notebook.sheet import write

    file = _file("export", words)
    programs = store.programs.all()
    if not programs:
        raise CommandFailure("there are no programs yet; to add one, press n in Viva.")
    _save(file, write(programs))
    print(f"{len(programs)} program{'s' * (len(programs) != 1)} saved to {file}.")
    return 0


def _calendar(store: Store, arguments: argparse.Namespace, words: list[str]) -> int:
    """Save the interviews as a calendar file, and name the programs without a date."""
    from analysis.report.text import plain
    from recorder.programs.calendar import FILE, NO_DATES, calendar, dated

    file = _file("calendar", words or [FILE])
    programs = store.programs.all()
    with_date = dated(programs)
    if not with_date:
        raise CommandFailure(NO_DATES)
    _save(file, calendar(with_date, store.programs.identifiers(), store.programs.now()))
    print(f"{len(with_date)} interview{'s' * (len(with_date) != 1)} saved to {plain(str(file))}.")
    if without := [plain(p.name) for p in programs if p.interview is None]:
        print(f"No interview date yet: {', '.join(without)}.")
    return 0


def _save(file: Path, contents: bytes) -> None:
    """Write a new file that only the person can read."""
    from recorder.files import private_file

    if file.exists():
        raise CommandFailure(f"{file} already exists; choose another name.")
    try:
        private_file.write(file, contents)
    except OSError as error:
        raise CommandFailure(f"can't write {file}: {error.strerror}.") from error


def _file(action: str, words: list[str]) -> Path:
    if len(words) != 1:
        suffix = "ics" if action == "calendar" else "csv"
        raise CommandFailure(f"give one file: viva programs {action} FILE.{suffix}", WRONG_USAGE)
    return Path(words[0])
