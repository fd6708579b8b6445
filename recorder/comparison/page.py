"""Saves a comparison as an HTML page with its recordings; seconds for each, so in a thread."""

from __future__ import annotations

from pathlib import Path

from analysis.report.comparison.model import Comparison
from analysis.report.comparison.page import render
from recorder.files.locations import Locations
from recorder.reports import save_page
from sessions.files.files import current_path
from sessions.types import Answer


def page_name(answers: tuple[Answer, ...]) -> str:
    """Name the page of a comparison after its answers."""
    return "-".join(["compare", *(str(answer.id) for answer in answers)]) + ".html"


def whole_page(comparison: Comparison, answers: tuple[Answer, ...], *, sound: bool = True) -> str:
    """Return the page as text; without ``sound``, or if a recording was deleted, it is silent.

    ``CannotSave`` if a recording can't be read.
    """
    found = {place: current_path(answer.path) for place, answer in enumerate(answers)}
    sounds = {
        place: save_page.encode(path) for place, path in found.items() if sound and path.is_file()
    }
    return render(comparison, sounds)


def save(comparison: Comparison, answers: tuple[Answer, ...], locations: Locations) -> Path:
    """Save the page in the person's folder for reports, replacing an older one.

    ``CannotSave`` if a recording can't be read or the file can't be written.
    """
    return save_page.keep(whole_page(comparison, answers), page_name(answers), locations)
