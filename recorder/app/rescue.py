"""When the database cannot be used: says so, and puts a backup in its place at the person's word.

An app of its own, before Viva's: there is no store yet that its screens could show.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import work
from textual.app import App

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

KEPT = "The file as it is now is kept, and so are all recordings."
WITH_BACKUP = (
    "{error} The backup of {day} is good. Shall it take its place? Answers recorded since are "
    "found again from their recordings and analysed anew. " + KEPT
)
WITHOUT = (
    "{error} There is no good backup. Viva can begin a new database and find your answers again "
    "from their recordings; it analyses them anew. " + KEPT
)


class Rescue(App[bool]):
    """Asks what to do; gives whether the store can be opened now."""

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
        """Ask, do it, and say what was done."""
        backup = backups.newest_good(self._locations.database)
        decision = await self.push_screen_wait(question(self._error, backup))
        if decision == "leave":
            self.exit(False)
            return
        try:
            said = put_right(self._locations, backup if decision == "restore" else None)
        except StoreError as error:
            await self.push_screen_wait(_message("It could not be done.", str(error), "Leave Viva"))
            self.exit(False)
            return
        await self.push_screen_wait(_message("Your answers are back.", said, "Go on"))
        self.exit(True)


def question(error: Unusable, backup: Backup | None) -> ChoiceDialog[Decision]:
    """Say what happened, and ask."""
    leave: Choice[Decision] = Choice("l", "Leave Viva", "leave")
    if backup is None:
        return ChoiceDialog(
            "Your answers cannot be opened.",
            WITHOUT.format(error=plain(str(error))),
            (Choice("n", "Begin anew from the recordings", "empty", "primary"), leave),
        )
    return ChoiceDialog(
        "Your answers cannot be opened.",
        WITH_BACKUP.format(error=plain(str(error)), day=f"{backup.day:%d %B %Y}".lstrip("0")),
        (Choice("r", "Restore the backup", "restore", "primary"), leave),
    )


def put_right(locations: Locations, backup: Backup | None) -> str:
    """Put a backup, or an empty database, in place, find answers again, and say what was done."""
    database = locations.database
    if backup is None:
        aside = restoring.begin_anew(database, utc_now())
    else:
        aside = restoring.from_backup(database, backup.path, utc_now())
    with Store.open(database, locations.recordings) as store:
        there, waiting = store.count(), len(store.unanalyzed())
    parts = ["1 answer is there." if there == 1 else f"{there} answers are there."]
    if waiting:
        wait = "1 of them waits for its" if waiting == 1 else f"{waiting} of them wait for their"
        parts.append(f"{wait} analysis, which comes when Viva opens.")
    if aside.exists():
        parts.append(f"The old file is kept in {aside}.")
    return " ".join(parts)


def _message(title: str, text: str, go_on: str) -> ChoiceDialog[bool]:
    return ChoiceDialog(title, text, (Choice("g", go_on, True, "primary"),))
