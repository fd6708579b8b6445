"""What is saved, and for how long: daily backups, compressed recordings, recordings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Select, Static

from recorder.person.settings import SettingsChange
from recorder.services import Services

BACKUPS: Mapping[int, str] = {
    7: "a week",
    14: "two weeks",
    30: "a month",
    90: "three months",
    0: "none: make no backups",
}
"""Days, as in the settings file, and their labels."""

COMPRESS: Mapping[int, str] = {True: "yes, with no loss of quality", False: "no"}
SOUND: Mapping[int, str] = {
    0: "forever",
    30: "30 days after the report",
    90: "90 days after the report",
    365: "a year after the report",
}
WARNING = (
    "When Viva starts, it deletes recordings {days} days after their report. Reports, transcripts, "
    "and measures stay, but you can't play or analyze these answers again."
)
FOREVER = "A recording is removed only when you delete its answer."


class Keeping(Vertical):
    """Three choices, each saved right away."""

    DEFAULT_CSS = """
    Keeping { height: auto; }
    Keeping #sound-warning { color: $text-muted; }
    Keeping #sound-warning.-removing { color: $warning; }
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    def compose(self) -> ComposeResult:
        """Lay out the choices, one below the other."""
        chosen = self._services.settings
        yield Label("Daily backups of answers and reports, kept for", classes="first")
        yield _choice(BACKUPS, chosen.backup_days, "backup_days")
        yield Label("Compress analyzed recordings: same sound, half the space")
        yield _choice(COMPRESS, chosen.compress, "compress")
        yield Label("Keep recordings")
        yield _choice(SOUND, chosen.keep_sound, "keep_sound")
        yield Static(id="sound-warning")

    def on_mount(self) -> None:
        """Show what the choice means."""
        self._warn()

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        change, settings = _change(event.select.id, event.value), self._services.settings
        if replace(settings, **change) != settings:  # skip the initial event
            self._services.change(**change)
            self._warn()

    def _warn(self) -> None:
        days = self._services.settings.keep_sound
        line = self.query_one("#sound-warning", Static)
        line.update(Content(WARNING.format(days=days) if days else FOREVER))
        line.set_class(bool(days), "-removing")


def _change(id: str | None, value: object) -> SettingsChange:
    """Return the change to the setting whose list has this id."""
    assert isinstance(value, int)
    if id == "backup_days":
        return {"backup_days": value}
    return {"keep_sound": value} if id == "keep_sound" else {"compress": bool(value)}


def _choice(labels: Mapping[int, str], value: int, id: str) -> Select[int]:
    """Offer these labels, plus a number that was written into the settings file by hand."""
    options = dict(labels)
    options.setdefault(value, f"{value} days")
    return Select(
        [(Content(text), each) for each, text in options.items()],
        value=value,
        allow_blank=False,
        id=id,
        compact=True,
    )
