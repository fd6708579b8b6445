"""The person's stories in the store, and which answer told which.

Each answer uses at most one story. How often and when a story was used follows from its answers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from prompts.bank import fold
from prompts.types import KINDS
from sessions import rows
from sessions.database import Database
from sessions.errors import StoreError
from sessions.row_validation import MAYBE_TEXT, TEXT, WHOLE, expect, one_of, texts, validated
from sessions.stories.types import FORMS, PARTS, RemovedStory, Story, StoryShape, Telling

TELLINGS = """
SELECT t.story_id, a.id AS answer_id, a.question_id, a.question_text, a.recorded_at
FROM telling AS t JOIN answer AS a ON a.id = t.answer_id
WHERE a.state <> 'recording' ORDER BY a.recorded_at DESC, a.id DESC
"""
STORY = {name: TEXT for name in ("form", "title", "cues", "tags", "kinds")}
TOLD = {"story_id": WHOLE, "question_id": MAYBE_TEXT, "question_text": TEXT, "recorded_at": TEXT}


class Stories:
    """The stories in one store."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    @property
    def now(self) -> datetime:
        """The time by the store's clock."""
        return self._now()

    # Reading

    def all(self) -> tuple[Story, ...]:
        """Return every story: the narrative first, then in the order they were written."""
        linked: dict[int, list[str]] = {}
        links = "SELECT * FROM story_question ORDER BY story_id, question_id"
        given = self._database.rows(links)
        found = self._database.rows("SELECT * FROM story ORDER BY form = 'narrative' DESC, id")
        with validated(self._database.path):
            for row in given:
                expect(row, {"question_id": TEXT})
                linked.setdefault(row["story_id"], []).append(row["question_id"])
            return tuple(_story(row, linked.get(row["id"], ())) for row in found)

    def get(self, story_id: int) -> Story:
        """Return one story; ``StoreError`` if there is none."""
        for story in self.all():
            if story.id == story_id:
                return story
        raise StoreError(f"There is no story {story_id}.")

    def tellings(self) -> tuple[Telling, ...]:
        """Return which answers told a story, newest first."""
        found = self._database.rows(TELLINGS)
        with validated(self._database.path):
            return tuple(map(_telling, found))

    def story_told_in(self, answer_id: int) -> Story | None:
        """Return the story that an answer told, if any."""
        found = self._database.rows("SELECT * FROM telling WHERE answer_id = ?", (answer_id,))
        return self.get(found[0]["story_id"]) if found else None

    # Writing

    def keep(self, story: Story) -> Story:
        """Save a story, new (its id is 0) or changed; returns it with its id.

        Raises
        ------
        StoreError
            If it has no title, another has the same, or there is already a narrative.
        """
        with self._database.change() as run:
            kept = self._keep(run, story)
        return self.get(kept)

    def keep_all(self, stories: Iterable[Story]) -> None:
        """Save several, all or none."""
        with self._database.change() as run:
            for story in stories:
                self._keep(run, story)

    def remove(self, story_id: int) -> RemovedStory:
        """Remove a story; ``restore`` brings back what this returns."""
        removed = RemovedStory(
            self.get(story_id),
            tuple(t.answer_id for t in self.tellings() if t.story_id == story_id),
        )
        with self._database.change() as run:
            run.execute("DELETE FROM story WHERE id = ?", (story_id,))
        return removed

    def restore(self, removed: RemovedStory) -> Story:
        """Bring back a removed story, told in the same answers if they are still there."""
        with self._database.change() as run:
            kept = self._keep(run, replace(removed.story, id=0))
            for answer_id in removed.answers:
                run.execute(
                    "INSERT OR IGNORE INTO telling SELECT id, ? FROM answer WHERE id = ?",
                    (kept, answer_id),
                )
        return self.get(kept)

    def record_telling(self, answer_id: int, story_id: int | None) -> None:
        """Record which story an answer told; ``None``: none of them."""
        with self._database.change() as run:
            run.execute("DELETE FROM telling WHERE answer_id = ?", (answer_id,))
            if story_id is not None:
                run.execute("INSERT INTO telling VALUES (?, ?)", (answer_id, story_id))

    # Inside

    def _keep(self, run: sqlite3.Connection, story: Story) -> int:
        _refuse_bad(story)
        others = [other for other in self.all() if other.id != story.id]
        if story.is_narrative and any(other.is_narrative for other in others):
            raise StoreError("You already have a narrative; change that one.")
        if fold(story.title) in (fold(other.title) for other in others):
            raise StoreError(
                f"You already have a story called “{story.title}”; choose another title."
            )
        values = (
            story.form,
            rows.utf8_safe(story.title),
            _json({part.name: rows.utf8_safe(cue) for part, cue in story.parts if cue}),
            _json([rows.utf8_safe(tag) for tag in story.tags]),
            _json(story.kinds),
            rows.to_text(self._now()),
        )
        if story.id:
            changed = run.execute(
                "UPDATE story SET form = ?, title = ?, cues = ?, tags = ?, kinds = ?, "
                "changed_at = ? WHERE id = ?",
                (*values, story.id),
            )
            if not changed.rowcount:
                raise StoreError(f"There is no story {story.id}.")
            kept = story.id
        else:
            sql = (
                "INSERT INTO story (form, title, cues, tags, kinds, changed_at) "
                "VALUES (?, ?, ?, ?, ?, ?)"
            )
            kept = int(run.execute(sql, values).lastrowid or 0)
        run.execute("DELETE FROM story_question WHERE story_id = ?", (kept,))
        run.executemany(
            "INSERT OR IGNORE INTO story_question VALUES (?, ?)",
            [(kept, rows.utf8_safe(question)) for question in story.questions],
        )
        return kept


def _refuse_bad(story: Story) -> None:
    if story.form not in FORMS:
        raise ValueError(f"{story.form!r} isn't a form of a story")
    if len(story.cues) != len(PARTS[story.form]):
        raise ValueError(f"{len(story.cues)} cues don't match a {story.form}")
    if not fold(story.title):
        raise StoreError("A story needs a title with at least one word.")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _telling(row: sqlite3.Row) -> Telling:
    expect(row, TOLD)
    return Telling(
        row["story_id"],
        row["answer_id"],
        row["question_id"],
        row["question_text"],
        rows.to_time(row["recorded_at"]),
    )


def _story(row: sqlite3.Row, questions: Sequence[str]) -> Story:
    expect(row, STORY)
    one_of(row["form"], FORMS)
    form: StoryShape = row["form"]
    cues, kinds = json.loads(row["cues"]), json.loads(row["kinds"])
    for kind in texts(kinds):
        one_of(kind, KINDS)
    return Story(
        form=form,
        title=row["title"],
        cues=texts([cues.get(part.name, "") for part in PARTS[form]]),
        tags=texts(json.loads(row["tags"])),
        kinds=tuple(kinds),
        questions=tuple(questions),
        id=row["id"],
    )
