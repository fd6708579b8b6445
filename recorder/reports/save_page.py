"""Saves a report as an HTML page, for oneself or a mentor; used by screens and commands.

The sound is encoded by a child process. Every function may take seconds: a screen calls them in a
thread. A page is complete on disk or not there, and only the person can read it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.report.html.page import PageAudio, render
from analysis.report.model import Report
from analysis.report.sharing import ReportPart, without, without_mentors
from recorder.files import private_file
from recorder.files.locations import CODE, PRIVATE_FOLDER, Locations
from sessions.files.files import current_path
from sessions.types import Answer

Carry = Literal["embed", "link", "none"]
"""How a page includes its sound: inside, in a file next to it, or not at all."""

ENCODER = (sys.executable, "-m", "analysis.recordings.mp3")
LONGEST_NAME = 60


class CannotSave(Exception):
    """A page that couldn't be made or written; the message is one plain sentence."""


class AlreadyThere(CannotSave):
    """A file with that name exists, and no one allowed replacing it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a page: how its sound is included, and which parts are left out.

    ``form`` is the identifier of the answer in the form for a mentor; ``None``: there is no form.
    """

    sound: Carry = "embed"
    leave_out: tuple[ReportPart, ...] = ()
    form: str | None = None


WHOLE = Contents()


def save(report: Report, answer: Answer, locations: Locations, contents: Contents = WHOLE) -> Path:
    """Save an answer's page in the person's folder for reports, replacing an older one.

    If its recording was deleted, the page is silent.

    Raises
    ------
    CannotSave
        If the sound can't be read or the file can't be written.
    """
    folder = _folder(locations)
    sound = current_path(answer.path)
    recording = sound if sound.is_file() else None
    target = folder / page_name(answer, shared=bool(contents.leave_out or contents.form))
    return write_html(report, target, recording=recording, contents=contents, replace=True)


def keep(text: str, name: str, locations: Locations) -> Path:
    """Write a text file to the person's folder for reports, replacing an older one.

    Raises
    ------
    CannotSave
        If the file can't be written.
    """
    return write_page(text, _folder(locations) / name, replace=True)


def _folder(locations: Locations) -> Path:
    folder = locations.reports
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSave(f"Can't create the folder {folder}: {error.strerror}.") from error
    return folder


def page_name(answer: Answer, *, shared: bool = False) -> str:
    """Name an answer's page; a shared one gets another name, so that the wrong one isn't sent."""
    slug = re.sub(r"[^a-z0-9]+", "-", (answer.question_id or "").lower()).strip("-")
    parts = [f"answer-{answer.id}", slug[:LONGEST_NAME], "shared" if shared else ""]
    return "-".join(filter(None, parts)) + ".html"


def write_html(
    report: Report,
    target: Path,
    *,
    recording: Path | None = None,
    contents: Contents = WHOLE,
    replace: bool = False,
) -> Path:
    """Write a report's page to ``target`` and return its absolute path.

    Linked sound goes next to it under the same name; without a ``recording`` there is none.

    Raises
    ------
    AlreadyThere
        If a file is there and may not be replaced.
    CannotSave
        If the sound can't be read or the file can't be written.
    """
    target = target.absolute()
    carry = "none" if recording is None else contents.sound
    beside = target.with_suffix(".mp3")
    free(target, *([beside] if carry == "link" else []), replace=replace)
    sound = encode(recording) if recording is not None and carry != "none" else None
    if sound is not None and carry == "link":
        _write(beside, sound)
    page = _page(report, beside.name if carry == "link" else sound, contents)
    _write(target, page.encode("utf-8"))
    return target


def write_page(page: str, target: Path, *, replace: bool = False) -> Path:
    """Write a page (or other text) without sound to ``target`` and return its absolute path.

    Raises
    ------
    AlreadyThere
        If a file is there and may not be replaced.
    CannotSave
        If the file can't be written.
    """
    target = target.absolute()
    free(target, replace=replace)
    _write(target, page.encode("utf-8"))
    return target


def whole_page(report: Report, recording: Path, contents: Contents) -> str:
    """Return the page as text with its sound inside; ``CannotSave`` if that can't be read."""
    sound = encode(recording) if contents.sound == "embed" else None
    return _page(report, sound, contents)


def _page(report: Report, sound: PageAudio | None, contents: Contents) -> str:
    """Return a page; one for a mentor doesn't show what other mentors said."""
    shown = without(report, contents.leave_out)
    return render(without_mentors(shown) if contents.form else shown, sound, contents.form)


def free(*targets: Path, replace: bool = False) -> None:
    """Refuse existing files (``AlreadyThere``) and folders in their place."""
    for target in targets:
        if target.is_dir():
            raise CannotSave(f"{target} is a folder.")
        if not replace and target.exists():
            raise AlreadyThere(f"{target} already exists.")


def encode(recording: Path) -> bytes:
    """Turn a recording into MP3 in a separate process."""
    done = subprocess.run(
        [*ENCODER, str(recording.absolute())],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=CODE,  # never the person's folder: it may contain another "analysis"
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CannotSave(said[-1] if said else f"The recording {recording} can't be read.")
    return done.stdout


def _write(target: Path, contents: bytes) -> None:
    """Write a private file completely: next to its place first, then into place in one step."""
    try:
        private_file.write(target, contents)
    except OSError as error:
        raise CannotSave(f"Can't write {target}: {error.strerror}.") from error
