"""The places to go from the first screen: one table for keys, bar, and palette commands.

The order is the order of the bar. `recorder.app.navigation` shows what a place's message asks for.
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
    """A place with its key on the first screen; the palette shows ``title`` and ``text``.

    ``shown``: on the bar, in the footer, or only in the help, which lists every place.
    """

    name: str
    key: str
    label: str
    title: str
    text: str
    message: type[Message]
    shown: Literal["bar", "footer", "help"] = "bar"


PLACES: tuple[Place, ...] = (
    Place("today", "p", "Today", "Practice today", "What to practice today, and why", ShowToday),
    Place("mock", "m", "Mock", "Mock interview", "A full interview, then one report", ShowMocks),
    Place(
        "progress",
        "g",
        "Progress",
        "Progress",
        "What has really changed over time",
        ShowProgress,
    ),
    Place("answers", "a", "Answers", "Answers", "Your recorded answers and reports", ShowAnswers),
    Place("stories", "b", "Stories", "Stories", "Your stories, as short cues", ShowStories),
    Place(
        "programs",
        "n",
        "Programs",
        "Programs",
        "Your residency programs, interviews, and notes",
        ShowPrograms,
    ),
    Place(
        "checklists",
        "c",
        "Checklists",
        "Checklists",
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
    Place("demo", "d", "Demo", "Demo", "The report on a sample answer", ShowDemo, shown="help"),
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
