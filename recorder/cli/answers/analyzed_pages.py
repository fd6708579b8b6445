"""Where the pages and files of ``viva analyze`` go: standard output, a file, or a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.pages import contents, saving

if TYPE_CHECKING:
    from analysis.report.model import Report
    from analysis.types import Analysis


class Targets:
    """Says where the file of each recording goes; checks all before any analysis starts."""

    def __init__(self, arguments: argparse.Namespace, suffix: str, what: str) -> None:
        self.replace: bool = arguments.force
        self._out: Path | None = arguments.out
        self._suffix = suffix
        files: list[Path] = arguments.files
        if self._out is None:
            if len(files) > 1:
                message = f"several {what} need a folder; add --out FOLDER."
                raise CommandFailure(message, WRONG_USAGE)
            return
        self._into_folder = len(files) > 1 or self._out.is_dir()
        self._refuse_targets([self._target(file) for file in files], what)

    def _refuse_targets(self, targets: list[Path], what: str) -> None:
        from recorder.reports.save_page import free

        if len(set(targets)) < len(targets):
            raise CommandFailure(
                f"two recordings have the same name; save their {what} separately.", WRONG_USAGE
            )
        with saving():
            free(*targets, replace=self.replace)

    def _target(self, file: Path) -> Path:
        assert self._out is not None
        return self._out / f"{file.stem}{self._suffix}" if self._into_folder else self._out

    def of(self, file: Path) -> Path | None:
        """Return where a recording's file goes, in a folder that exists; ``None``: printed."""
        if self._out is None:
            return None
        target = self._target(file)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"can't create the folder {error.filename}: {error.strerror}."
            raise CommandFailure(message) from error
        return target


class Pages:
    """Writes a page for each recording."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._contents = contents(arguments)
        self._targets = Targets(arguments, ".html", "pages")
        if arguments.out is None:
            self._refuse_stdout()

    def _refuse_stdout(self) -> None:
        if self._contents.sound == "link":
            raise CommandFailure(
                "linked sound needs a file next to the page; add --out FILE.", WRONG_USAGE
            )
        if sys.stdout.isatty():
            raise CommandFailure("a terminal can't show a page; add --out FILE.", WRONG_USAGE)

    def write(self, report: Report, file: Path) -> None:
        """Write the page of one recording, and print its path on standard error."""
        from analysis.report.text import plain
        from recorder.reports.save_page import whole_page, write_html

        with saving():
            target = self._targets.of(file)
            if target is None:
                page = whole_page(report, file, self._contents)
                sys.stdout.buffer.write(page.encode("utf-8"))
                sys.stdout.flush()
                return
            path = write_html(
                report,
                target,
                recording=file,
                contents=self._contents,
                replace=self._targets.replace,
            )
        print(f"viva: saved as {plain(str(path))}", file=sys.stderr)


class FormattedFiles:
    """Writes each recording's analysis in the format of another program."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        from analysis.report.formats import SUFFIXES

        self._format: str = arguments.format
        self._targets = Targets(arguments, SUFFIXES[self._format], "files")

    def write(self, analysis: Analysis, file: Path) -> None:
        """Write the file of one recording and print its path on standard error, or print it."""
        from analysis.report.text import plain
        from recorder.reports.save_page import write_page

        text = formatted(analysis, self._format, plain(str(file)))
        with saving():
            target = self._targets.of(file)
            if target is None:
                print_formatted(text)
                return
            path = write_page(text, target, replace=self._targets.replace)
        print(f"viva: saved as {plain(str(path))}", file=sys.stderr)


def formatted(analysis: Analysis, format: str, name: str) -> str:
    """Return an analysis in another program's format; ``name`` is what it is called in errors."""
    from analysis.report.formats import NeedsWords, write

    try:
        return write(analysis, format)
    except NeedsWords as error:
        raise CommandFailure(f"{name}: {error}. Use a speech model, or choose csv.") from error


def print_formatted(text: str) -> None:
    """Print text in UTF-8 with its own line ends, whatever the terminal's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()
