"""The checklists around an interview: check off what is done; Viva tests what it can.

Tests that need nothing from the person run right away. Voice and room are tested on request, since
the person must speak; that recording is not saved.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, ProgressBar, Static

from prompts.checklists import TITLES, WHENS, ChecklistItem, Checklists, ChecklistTest, When
from recorder import messages
from recorder.checks import machine as machine_checks
from recorder.checks import sound_check
from recorder.checks.machine import BY_EAR, QUICK, Finding, Machine
from recorder.checks.ticks import Ticks
from recorder.display_text import plain
from recorder.microphone.types import MicrophoneError
from recorder.screens.base import VivaScreen
from recorder.screens.dialogs import confirmations
from recorder.services import Services
from recorder.widgets.checks.checklist_view import ChecklistView
from recorder.widgets.keys import Keys

SHORT = {"week": "Week", "day": "Day", "today": "Today", "after": "After"}
OPENING = "Opening the microphone …"
CANCELED = "Canceled. Nothing was saved."


class ChecklistScreen(VivaScreen[None]):
    """Four lists, one at a time."""

    CSS_PATH = "checklists.tcss"
    AUTO_FOCUS = "ChecklistView"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "test", "Test", tooltip="Test all, with voice", id="checklists.test"),
        Binding("left,h", "move(-1)", "Previous list", show=False, id="checklists.before"),
        Binding("right,l", "move(1)", "Next list", key_display="→", id="checklists.next"),
        *(
            Binding(str(n), f"list('{when}')", TITLES[when], show=False, id=f"checklists.{when}")
            for n, when in enumerate(WHENS, 1)
        ),
        Binding("x", "clear", "Clear", tooltip="Clear check marks", id="checklists.clear"),
        Binding("s", "settings", "Settings", tooltip="Microphone, model", id="checklists.settings"),
        Binding(
            "escape", "leave", "Back", tooltip="Cancel a test, or go back", id="checklists.back"
        ),
    ]
    view = getters.query_one(ChecklistView)

    def __init__(
        self,
        services: Services,
        lists: Checklists,
        owner: str | None = None,
        title: str | None = None,
        when: When = "week",
    ) -> None:
        super().__init__()
        self._services = services
        self._lists = lists
        self._ticks = Ticks(services.locations.ticks, owner)
        self._title = title
        self.when: When = when
        self.findings: dict[ChecklistTest, Finding] = {}
        self.testing: set[ChecklistTest] = set()
        self._stopped = threading.Event()

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the items, and the test in progress."""
        yield Static(id="which")
        yield Static(id="lists")
        yield ChecklistView()
        with Vertical(id="sound"):
            yield Static(id="doing")
            yield ProgressBar(total=1.0, show_eta=False)
        yield Keys()

    def on_mount(self) -> None:
        """Run the tests that need nothing from the person."""
        self.query_one("#sound").display = False
        self._test_quick(tuple(QUICK))

    # What is shown

    def _draw(self) -> None:
        if not self.is_attached:
            return
        items, ticked = self._lists.of(self.when), self._ticks.all()
        self.view.show(items, ticked, self.findings, self.testing)
        done = sum(self._is_done(item, ticked) for item in items)
        about = f" · {plain(self._title)}" if self._title else ""
        self.query_one("#which", Static).update(
            Content.assemble(
                ("Checklists", "bold $primary"), f"{about}  {done} of {len(items)} done"
            )
        )
        self.query_one("#lists", Static).update(self._tabs())

    def _is_done(self, item: ChecklistItem, ticked: dict[str, datetime]) -> bool:
        if item.test is None:
            return item.id in ticked
        finding = self.findings.get(item.test)
        return finding is not None and finding.good is True

    def _tabs(self) -> Content:
        """Return the tabs: each list's key and name, which can be clicked."""
        names = SHORT if self.app.size.width < 72 else TITLES
        marks = []
        for number, when in enumerate(WHENS, 1):
            name = f"{number}\u00a0{names[when].replace(' ', chr(0xA0))}"
            style = "bold reverse" if when == self.when else ""
            tab = Content.from_markup(f"[@click=screen.list('{when}')] {name} [/]")
            marks.append(tab.stylize(style) if style else tab)
        return Content(" ").join(marks)

    def on_resize(self) -> None:
        """Use short or long names, depending on the width."""
        self._draw()

    def action_list(self, when: When) -> None:
        """Show one list."""
        self.when = when
        self._draw()

    def action_move(self, by: int) -> None:
        """Show the previous or the next list."""
        self.action_list(WHENS[(WHENS.index(self.when) + by) % len(WHENS)])

    # Check marks

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Check or uncheck an item, or run its test."""
        item = next(each for each in self._lists.items if each.id == event.option_id)
        if item.test in BY_EAR:
            self._begin_sound()
        elif item.test is not None:
            self._test_quick((item.test,))
        else:
            self._tick(item.id)

    def _tick(self, id: str) -> None:
        at = None if id in self._ticks.all() else datetime.now(UTC)
        try:
            self._ticks.set(id, at)
        except OSError as error:
            self._show_error(error)
        self._draw()

    @work(exclusive=True, group="asking")
    async def action_clear(self) -> None:
        """Ask, then clear this list's check marks."""
        mine = {item.id for item in self._lists.of(self.when)}
        count = len(mine & set(self._ticks.all()))
        if not count:
            self.notify("Nothing is checked off here.")
        elif await self.app.push_screen_wait(confirmations.clear_ticks(TITLES[self.when], count)):
            try:
                self._ticks.clear(mine)
            except OSError as error:
                self._show_error(error)
            self._draw()

    def _show_error(self, error: OSError) -> None:
        self.notify(
            f"Your check marks can't be saved: {error.strerror or error}.",
            severity="warning",
            markup=False,
        )

    # Tests

    def action_test(self) -> None:
        """Test everything again."""
        self._test_quick(tuple(QUICK))
        self._begin_sound()

    def _test_quick(self, tests: tuple[ChecklistTest, ...]) -> None:
        self.testing |= set(tests)
        self._draw()
        self._run_quick_tests(self._services.machine, tests)

    @work(thread=True, group="tests")
    def _run_quick_tests(self, machine: Machine, tests: tuple[ChecklistTest, ...]) -> None:
        for test in sorted(tests, key=lambda test: test == "microphone"):  # slowest test last
            self.post_message(messages.MicrophoneTested(QUICK[test](machine)))

    def on_microphone_tested(self, event: messages.MicrophoneTested) -> None:
        """Show the finding."""
        self.findings[event.finding.test] = event.finding
        self.testing.discard(event.finding.test)
        self._draw()

    @property
    def in_progress(self) -> bool:
        """Whether the microphone is listening."""
        return self.query_one("#sound").display if self.is_mounted else False

    def _begin_sound(self) -> None:
        """Ask for a silence and a sentence, unless that test is already running."""
        if self.in_progress:
            return
        self._stopped = threading.Event()
        self.testing |= set(BY_EAR)
        self.query_one("#sound").display = True
        self._show_progress(OPENING, 0.0)
        self._draw()
        self._listen(self._stopped)

    @work(thread=True, group="sound")
    def _listen(self, stopped: threading.Event) -> None:
        def notify(doing: str, share: float) -> None:
            if not stopped.is_set():
                self.post_message(messages.CheckProgressed(doing, share))

        try:
            microphone = self._services.choose_microphone()
            heard = sound_check.listen(microphone, self._services.locations.data, notify, stopped)
        except MicrophoneError as error:
            findings = machine_checks.untestable(str(error))
        except OSError as error:
            findings = machine_checks.untestable(
                f"Audio can't be recorded: {error.strerror or error}."
            )
        else:
            findings = tuple(judge(heard) for judge in BY_EAR.values()) if heard else ()
        if not stopped.is_set():
            self.post_message(messages.SoundChecked(findings))

    def on_check_progressed(self, event: messages.CheckProgressed) -> None:
        """Show what to do now."""
        if self.in_progress:
            self._show_progress(event.doing, event.share)

    def _show_progress(self, doing: str, share: float) -> None:
        self.query_one("#doing", Static).update(Content(plain(doing)))
        self.query_one(ProgressBar).update(progress=share)

    def on_sound_checked(self, event: messages.SoundChecked) -> None:
        """Show the findings on voice and room."""
        self._end_sound()
        self.findings |= {finding.test: finding for finding in event.findings}
        self._draw()

    def _end_sound(self) -> None:
        self._stopped.set()
        self.testing -= set(BY_EAR)
        self.query_one("#sound").display = False

    # Leaving

    def action_settings(self) -> None:
        """Choose another microphone, or get a speech model."""
        if not self.in_progress:
            self.post_message(messages.ShowSettings())

    def on_screen_resume(self) -> None:
        """Test again: a different microphone or model may have been chosen in the settings."""
        if self.findings:
            self._test_quick(("model", "microphone"))

    def action_leave(self) -> None:
        """Cancel the running test, or go back if there is none."""
        if self.in_progress:
            self._end_sound()
            self.notify(CANCELED)
            self._draw()
        else:
            self.post_message(messages.GoBack())

    def on_unmount(self) -> None:
        """Stop listening, however the screen was left."""
        self._stopped.set()
