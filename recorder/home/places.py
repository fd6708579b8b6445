"""Where one can go from home: one table, for its keys, its bar and the palette's commands.

The order is that of the bar. The app shows what a place's message asks for
(`recorder.app.navigation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message

from recorder.messages import (
    ShowAnswers,
    ShowChecklists,
    ShowDemo,
    ShowDrill,
    ShowMocks,
    ShowPrograms,
    ShowProgress,
    ShowSettings,
    ShowStories,
    ShowToday,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its key at home; ``title`` and ``text`` are what the palette says of it.

    It is ``shown`` on the bar or in the footer; the help names all.
    """

    name: str
    key: str
    label: str
    title: str
    text: str
    message: type[Message]
    shown: Literal["bar", "footer", "help"] = "bar"


PLACES: tuple[Place, ...] = (
    Place("today", "p", "Today", "Practise today", "What to practise today, and why", ShowToday),
    Place("mock", "m", "Mock", "Mock interview", "A whole interview, then one report", ShowMocks),
    Place(
        "progress",
        "g",
        "Progress",
        "Progress",
        "What has really changed over the weeks",
        ShowProgress,
    ),
    Place("answers", "a", "Answers", "Answers", "Reports of what you recorded", ShowAnswers),
    Place("stories", "b", "Stories", "Stories", "What you can tell, as short cues", ShowStories),
    Place(
        "programs",
        "n",
        "Programs",
        "Programs",
        "Your residency programs, interviews and notes",
        ShowPrograms,
    ),
    Place(
        "checklists",
        "c",
        "Check-lists",
        "Check-lists",
        "What to do before and after an interview",
        ShowChecklists,
    ),
    Place(
        "drill",
        "t",
        "Terms",
        "Medical terms",
        "Read terms aloud and see what is understood",
        ShowDrill,
        shown="footer",
    ),
    Place("demo", "d", "Demo", "Demo", "The report of a sample answer", ShowDemo, shown="help"),
    Place(
        "settings",
        "s",
        "Settings",
        "Settings",
        "Microphone, thinking time, speech model",
        ShowSettings,
        shown="footer",
    ),
)
BY_NAME = {place.name: place for place in PLACES}
