"""The part of a report's screen that shares it with a mentor and takes in their feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from textual import work
from textual.binding import Binding, BindingType

from analysis.report.sharing import PARTS, ReportPart
from analysis.types import Span
from recorder.display_text import plain
from recorder.reports import save_page
from recorder.reports.save_page import Contents
from recorder.screens.dialogs.ask import Choice, ChoiceDialog
from recorder.screens.report.import_feedback import ImportFeedbackScreen
from recorder.screens.report.telling import StoryTellingScreen
from recorder.widgets.report.mentor_view import MentorView
from sessions.answers.feedback import StoredFeedback, identifier
from sessions.errors import StoreError
from sessions.types import Answer

MentorChoice = Literal["page", "import", "delete", "cancel"]
PageChoice = Literal["voice", "words", "numbers", "cancel"]

STEPS = (
    "A mentor can rate this answer and comment on moments, without Viva and without internet. "
    "Save a page and send it to them. They fill it in and send back a small file. Import that file "
    "here: it appears at the end of this report."
)
CONTENTS = (
    "Only someone who can listen to you can judge how you sound. The comments on content and your "
    "earlier answers are left out. The page isn't encrypted: send it only to people you trust."
)
LEFT_OUT: Mapping[PageChoice, tuple[ReportPart, ...]] = {
    "voice": ("notes", "history"),
    "words": ("sound", "notes", "history"),
    "numbers": PARTS,
}


class MentorFeedbackScreen(StoryTellingScreen):
    """A screen of an answer that mentors may judge."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s",
            "mentor",
            "Mentor",
            show=False,
            tooltip="Share it with a mentor, and import their feedback",
            id="mentor.ask",
        ),
        Binding(
            "k",
            "mentor_moment",
            "Next mentor's moment",
            show=False,
            tooltip="Play the next moment that a mentor commented on",
            id="mentor.moment",
        ),
    ]

    _played = -1
    """The place of the mentor's moment that was played last."""

    def rebuild(self) -> None:
        """Build the report again from the store, and draw it."""
        raise NotImplementedError

    @work(group="mentor", exclusive=True)
    async def action_mentor(self) -> None:
        """Offer to save a page for a mentor, and to import or delete feedback."""
        answer = self.answer
        if answer is None:
            return
        try:
            given = self.services.store.feedback.of(answer.id)
            chosen = await self.app.push_screen_wait(_offer(given))
            if chosen == "page":
                wanted = await self.app.push_screen_wait(_contents(self.recording.is_file()))
                if wanted != "cancel":
                    self.notify("Saving the page …", timeout=2)
                    self._save_for_mentor(wanted)
            elif chosen == "import":
                await self._import(answer)
            elif chosen == "delete":
                await self._delete(given)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    async def _import(self, answer: Answer) -> None:
        about = await self.app.push_screen_wait(ImportFeedbackScreen(self.services.store, answer))
        if about is None:
            return
        self.rebuild()
        if about.id != answer.id:
            self.notify(f"Saved with answer {about.id}. Open it to see the feedback.")
            return
        self.notify("The feedback is at the end of this report. Press k to play its moments.")
        self.call_after_refresh(self._show_mentors)

    def _show_mentors(self) -> None:
        for view in list(self.query(MentorView))[:1]:
            view.scroll_visible(top=True)

    async def _delete(self, given: Sequence[StoredFeedback]) -> None:
        """Ask whose feedback to delete, and delete it."""
        keys = [*"123456789"][: len(given)]
        choices: list[Choice[int]] = [
            Choice(key, f"Delete {each.feedback.mentor[:24]}'s", each.id, "error")
            for key, each in zip(keys, given, strict=False)
        ]
        text = "You can import the file again later, if you still have it."
        chosen = await self.app.push_screen_wait(
            ChoiceDialog("Delete feedback?", text, (*choices, Choice("c", "Cancel", 0, "primary")))
        )
        if chosen:
            self.services.store.feedback.delete(chosen)
            self.rebuild()

    @work(thread=True, group="save", exclusive=True)
    def _save_for_mentor(self, wanted: PageChoice) -> None:
        """Save the page in the person's folder for reports, and say where.

        The answer isn't an argument, since a worker's are logged.
        """
        answer = self.answer
        assert answer is not None
        carry: save_page.Carry = "embed" if wanted == "voice" else "none"
        contents = Contents(carry, LEFT_OUT[wanted], identifier(answer))
        try:
            page = save_page.save(self.contents, answer, self.services.locations, contents)
        except save_page.CannotSave as error:
            self.app.call_from_thread(self.notify, str(error), severity="warning", markup=False)
        else:
            text = f"Saved as {page}\nSend this file to your mentor."
            self.app.call_from_thread(self.notify, text, markup=False, timeout=15)

    def action_mentor_moment(self) -> None:
        """Play the next moment that a mentor commented on; after the last, the first."""
        moments = [moment for notes in self.contents.mentors for moment in notes.moments]
        if not moments:
            return
        self._played = (self._played + 1) % len(moments)
        moment = moments[self._played]
        self.play_moment(Span(moment.start, moment.end))
        self.notify(plain(moment.text), markup=False, timeout=6)


def _offer(given: Sequence[StoredFeedback]) -> ChoiceDialog[MentorChoice]:
    """Ask what to do, with the feedback there is."""
    text = STEPS
    if given:
        text += " Feedback so far: " + ", ".join(each.feedback.mentor for each in given) + "."
    delete: tuple[Choice[MentorChoice], ...] = (Choice("d", "Delete", "delete", "error"),)
    return ChoiceDialog(
        "Feedback from a mentor",
        text,
        (
            Choice("p", "Save a page", "page", "primary"),
            Choice("i", "Import a file", "import"),
            *(delete if given else ()),
            Choice("c", "Cancel", "cancel"),
        ),
    )


def _contents(has_sound: bool) -> ChoiceDialog[PageChoice]:
    """Ask what the page contains; without a recording, not the voice."""
    voice: tuple[Choice[PageChoice], ...] = (Choice("v", "Voice and words", "voice", "primary"),)
    return ChoiceDialog(
        "What should the page contain?",
        CONTENTS,
        (
            *(voice if has_sound else ()),
            Choice("w", "Words", "words"),
            Choice("n", "Numbers only", "numbers"),
            Choice("c", "Cancel", "cancel"),
        ),
    )
