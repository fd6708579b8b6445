"""Where the HTML pages of ``viva analyze`` go: standard output, a file, or a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.pages import contents, saving

if TYPE_CHECKING:
    from analysis.report.model import Report


class Pages:
    """Writes a page for each recording; checks the targets before any analysis starts."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._contents = contents(arguments)
        self._force = arguments.force
        self._out: Path | None = arguments.out
        files: list[Path] = arguments.files
        if self._out is None:
            self._refuse_stdout(files)
            return
        self._into_folder = len(files) > 1 or self._out.is_dir()
        self._refuse_targets([self._target(file) for file in files])

    def _refuse_stdout(self, files: list[Path]) -> None:
        if len(files) > 1:
            raise CommandFailure("several pages need a folder; add --out FOLDER.", WRONG_USAGE)
        if self._contents.sound == "link":
            raise CommandFailure(
                "linked sound needs a file next to the page; add --out FILE.", WRONG_USAGE
            )
        if sys.stdout.isatty():
            raise CommandFailure("a terminal can't show a page; add --out FILE.", WRONG_USAGE)

    def _refuse_targets(self, targets: list[Path]) -> None:
        from recorder.reports.save_page import free

        if len(set(targets)) < len(targets):
            raise CommandFailure(
                "two recordings have the same name; save their pages separately.", WRONG_USAGE
            )
        with saving():
            free(*targets, replace=self._force)

    def _target(self, file: Path) -> Path:
        assert self._out is not None
        return self._out / f"{file.stem}.html" if self._into_folder else self._out

    def write(self, report: Report, file: Path) -> None:
        """Write the page of one recording, and print its path on standard error."""
        from analysis.report.text import plain
        from recorder.reports.save_page import whole_page, write_html

        with saving():
            if self._out is None:
                page = whole_page(report, file, self._contents)
                sys.stdout.buffer.write(page.encode("utf-8"))
                sys.stdout.flush()
                return
            target = self._target(file)
            _make(target.parent)
            path = write_html(
                report, target, recording=file, contents=self._contents, replace=self._force
            )
        print(f"viva: saved as {plain(str(path))}", file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailure(f"can't create the folder {folder}: {error.strerror}.") from error
