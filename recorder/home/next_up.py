"""What is next for the person, one line each on the first screen: most important first.

An interview coming up or a thank-you that is due, an open mock interview, an open retelling drill,
today's next question, and, once a few questions are answered, a suggestion to try a mock interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.content import Content
from textual.message import Message

from recorder.display_text import plain
from recorder.messages import RunRetelling, ShowMocks, ShowProgram, ShowThankYou, ShowToday
from recorder.mock.review import WANTED, unfinished
from recorder.programs import reminders
from recorder.programs.local_zone import this_zone
from recorder.programs.reminders import Reminder
from recorder.services import Services
from recorder.today import retelling
from sessions.errors import StoreError
from sessions.notebook.fields import AFTER, GROUPS

READY_FOR_A_MOCK = 5
"""Questions answered before a first mock interview is suggested."""

MUTED = "$foreground-muted"


@dataclass(frozen=True, slots=True)
class NextUpLine:
    """One line: its ``name``, the ``key`` of the place it is about, and what a click requests."""

    name: str
    key: str
    said: Content
    ask: Callable[[], Message]


def next_up(services: Services, answered: int) -> tuple[NextUpLine, ...]:
    """Return the lines; ``answered`` is how many questions have an answer."""
    found: list[NextUpLine] = []
    for look in (_due, _unfinished, _unfinished_retelling, _today, _first_mock):
        try:
            found += look(services, answered)
        except StoreError:  # the list of questions reports it too
            continue
    return tuple(found)


def _due(services: Services, answered: int) -> Iterator[NextUpLine]:
    programs = services.store.programs
    due = reminders.reminders(programs.all(), programs.now(), this_zone())
    if due:
        more = f" (and {len(due) - 1} more)" if len(due) > 1 else ""
        yield NextUpLine(
            "due",
            "n",
            Content(f"{plain(due[0].text)}{more}"),
            partial(GOES_TO[due[0].kind], due[0]),
        )


GOES_TO: dict[reminders.ReminderKind, Callable[[Reminder], Message]] = {
    "interview": lambda due: ShowProgram(due.program.id),
    "notes": lambda due: ShowProgram(due.program.id, at=GROUPS[AFTER][0].name),
    "thanks": lambda due: ShowThankYou(due.program.id),
}


def _unfinished(services: Services, answered: int) -> Iterator[NextUpLine]:
    if (mock := services.store.mocks.unfinished()) is not None:
        yield NextUpLine("unfinished", "m", Content(unfinished(mock)), ShowMocks)


def _unfinished_retelling(services: Services, answered: int) -> Iterator[NextUpLine]:
    if (drill := services.store.retellings.unfinished()) is not None:
        said = Content(plain(f"{retelling.unfinished(drill)}: {drill.question.text}"))
        yield NextUpLine("retelling", "p", said, partial(RunRetelling, drill.id))


def _today(services: Services, answered: int) -> Iterator[NextUpLine]:
    if not answered or not (items := services.today.items()):
        return
    item = next((item for item in items if not item.done), None)
    said = Content("Today: all done.")
    if item is not None:
        place = items.index(item) + 1
        said = Content.assemble(
            f"Today {place} of {len(items)}: {plain(item.question.text)}",
            (f" – {plain(item.why)}", MUTED),
        )
    yield NextUpLine("today", "p", said, ShowToday)


def _first_mock(services: Services, answered: int) -> Iterator[NextUpLine]:
    if answered >= READY_FOR_A_MOCK and not services.store.mocks.all():
        few, many = WANTED
        said = f"Try a mock interview: {few} to {many} are good before the first real one."
        yield NextUpLine("first-mock", "m", Content.styled(said, MUTED), ShowMocks)
