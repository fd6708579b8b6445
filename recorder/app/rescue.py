"""Rescue mode: says that the database can't be used and restores a backup if the person agrees.

A separate app that runs before Viva's, since there is no store yet for Viva's screens to show.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import work
from textual.app import App

from analysis.report.dates import full_day
from recorder.app.app import HEIGHTS, WIDTHS
from recorder.app.themes import DARK, THEMES
from recorder.display_text import plain
from recorder.files.locations import Locations
from recorder.screens.dialogs.ask import Choice, ChoiceDialog
from sessions.backup import backups, restoring
from sessions.backup.backups import Backup
from sessions.errors import StoreError, Unusable
from sessions.store import Store, utc_now

Decision = Literal["restore", "empty", "leave"]

SAFE = "The current file is set aside, and all your recordings are safe."
WITH_BACKUP = (
    "{error} There is a good backup from {day}. Restore it? Viva finds answers recorded since "
    "then from their recordings and analyzes them again. " + SAFE
)
WITHOUT = (
    "{error} There is no good backup. Viva can start a new database, find your answers from their "
    "recordings, and analyze them again. " + SAFE
)


class Rescue(App[bool]):
    """Asks what to do; returns whether the store can be opened now."""

    TITLE = "Viva"
    CSS_PATH: ClassVar[list[str]] = ["app.tcss"]  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, locations: Locations, error: Unusable) -> None:
        super().__init__()
        self._locations = locations
        self._error = error
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    @work
    async def on_mount(self) -> None:
        """Ask, do it, and report the result."""
        backup = backups.newest_good(self._locations.database)
        decision = await self.push_screen_wait(question(self._error, backup))
        if decision == "leave":
            self.exit(False)
            return
        try:
            outcome = put_right(self._locations, backup if decision == "restore" else None)
        except StoreError as error:
            await self.push_screen_wait(_message("That didn't work.", str(error), "Quit Viva"))
            self.exit(False)
            return
        await self.push_screen_wait(_message("Your answers are back.", outcome, "Go to Viva"))
        self.exit(True)


def question(error: Unusable, backup: Backup | None) -> ChoiceDialog[Decision]:
    """Return the dialog that says what happened and asks what to do."""
    leave: Choice[Decision] = Choice("l", "Quit Viva", "leave")
    if backup is None:
        return ChoiceDialog(
            "Your answers can't be opened.",
            WITHOUT.format(error=plain(str(error))),
            (Choice("n", "New database from the recordings", "empty", "primary"), leave),
        )
    return ChoiceDialog(
        "Your answers can't be opened.",
        WITH_BACKUP.format(error=plain(str(error)), day=full_day(backup.day)),
        (Choice("r", "Restore the backup", "restore", "primary"), leave),
    )


def put_right(locations: Locations, backup: Backup | None) -> str:
    """Put a backup or an empty database in place, find answers again, and describe the result."""
    database = locations.database
    if backup is None:
        aside = restoring.begin_anew(database, utc_now())
    else:
        aside = restoring.from_backup(database, backup.path, utc_now())
    with Store.open(database, locations.recordings) as store:
        there, waiting = store.count(), len(store.unanalyzed())
    parts = ["You have 1 answer." if there == 1 else f"You have {there} answers."]
    if waiting:
        need = "1 of them needs" if waiting == 1 else f"{waiting} of them need"
        parts.append(f"{need} to be analyzed, which Viva does when it opens.")
    if aside.exists():
        parts.append(f"The old file is saved as {aside}.")
    return " ".join(parts)


def _message(title: str, text: str, label: str) -> ChoiceDialog[bool]:
    return ChoiceDialog(title, text, (Choice("g", label, True, "primary"),))
