"""Where one can go from home: one table, for its keys, its bar and the palette's commands.

The order is that of the bar. The app shows what a place's message asks for (`recorder.navigation`).
"""

from __future__ import annotations

from dataclasses import dataclass

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

    Those ``in_footer`` are not on the bar.
    """

    name: str
    key: str
    label: str
    title: str
    text: str
    message: type[Message]
    in_footer: bool = False


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
        "What to do around an interview; tests microphone and computer",
        ShowChecklists,
    ),
    Place(
        "drill",
        "t",
        "Terms",
        "Medical terms",
        "Read terms aloud and see what is understood",
        ShowDrill,
    ),
    Place("demo", "d", "Demo", "Demo", "See the report of a sample answer", ShowDemo, True),
    Place(
        "settings",
        "s",
        "Settings",
        "Settings",
        "Microphone, thinking time, speech model",
        ShowSettings,
        True,
    ),
)
BY_NAME = {place.name: place for place in PLACES}
