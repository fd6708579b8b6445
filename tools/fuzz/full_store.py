"""Makes a store with a row in every table, and reads all of it as the screens do."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from datetime import date, time
from functools import cache
from pathlib import Path

from analysis import demo
from analysis.types import QuestionContext
from prompts import loader, vocabulary
from prompts.bank import Bank
from sessions.store import Store, StoreError

QUESTION = "a-mistake"


@cache
def bank() -> Bank:
    """Return Viva's questions."""
    return loader.load()


@cache
def terms() -> vocabulary.Vocabulary:
    """Return Viva's terms."""
    return vocabulary.load()


def made(folder: Path) -> Path:
    """Return the database of such a store, made once per folder."""
    database = folder / "seed" / "viva.db"
    if not database.exists():
        with Store.open(database, folder / "seed" / "recordings") as store:
            fill(store)
    return database


def copied(folder: Path) -> Path:
    """Return a fresh home with a copy of that database, without its recordings."""
    source, home = made(folder), folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    for file in source.parent.glob("viva.db*"):
        shutil.copy(file, home / file.name)
    return home


def fill(store: Store) -> None:
    """Insert a row into every table."""
    from analysis.feedback.types import MentorFeedback, MentorMark
    from analysis.goals.types import Goal
    from analysis.interchange import from_json
    from analysis.types import Correction
    from sessions.answers.days import Chosen
    from sessions.answers.mocks import Planned
    from sessions.answers.retellings import RetoldQuestion
    from sessions.stories.types import Story

    example = json.loads((Path(__file__).parent / "analysis.json").read_text("utf-8"))
    plan = (
        Planned(QUESTION, "A mistake?", "behavioural", "Behavioral", (60.0, 120.0), 180.0),
        Planned(QUESTION, "And then?", "behavioural", "Behavioral", (20.0, 40.0), 60.0, follows=0),
    )
    mock = store.mocks.begin("Half an hour", plan, style="residency", thinking=10)
    answer = store.import_sound(
        demo.ANSWER, QuestionContext(QUESTION, "A?"), session_id=mock.session_id
    )
    store.save_analysis(answer.id, from_json(example))
    store.mocks.set_answer(mock.id, 0, answer.id)
    asked = RetoldQuestion(QUESTION, "A mistake?", "behavioural", "Behavioral")
    retold = store.retellings.begin(asked, ((80.0, 120.0), (40.0, 60.0)))
    store.retellings.set_answer(retold.id, 0, answer.id)
    star = Story("star", "The dose", ("ward", "", "asked", "well", ""), ("safety",), ("ethical",))
    kept = store.stories.keep(star)
    store.stories.keep(Story("narrative", "Me", ("Lagos", "", "", ""), questions=(QUESTION,)))
    store.stories.record_telling(answer.id, kept.id)
    store.programs.add(
        "Springfield",
        city="Springfield",
        hospital="General",
        met="Dr. Hibbert",
        day=date(2026, 12, 3),
        time=time(9),
        zone="America/New_York",
    )
    store.goals.add(answer.id, Goal("fillers", "fillers_per_minute", 0.0, 7.0, 9.0))
    store.days.add(store.days.today(), [Chosen(0, QUESTION, "It went badly last time.")])
    store.drills.add("sickle cell", "nearly", "sickle sell", "base.en")
    store.corrections.add(answer.id, Correction(1.0, 1.4, "word", "Lagos"))
    mark = MentorMark(0.4, "Slower")
    store.feedback.save(answer.id, MentorFeedback("Dr. Lee", {"delivery": 3}, "Good.", (mark,)))


def read_all(open_store: Callable[[], Store]) -> None:
    """Read, choose, and report as the screens do, with each refusal handled separately."""
    try:
        store = open_store()
    except StoreError:
        return
    with store:
        for read in READS:
            with contextlib.suppress(StoreError):
                read(store)


def _answers(store: Store) -> None:
    from analysis.report.text import render
    from recorder.reports.fetch import report_of

    for answer in store.answers():
        store.corrections.of(answer.id)
        analysis = store.analysis(answer.id)
        if analysis is not None:
            render(report_of(store, answer, analysis))


def _dated(store: Store) -> None:
    from recorder.progress.dated import dated

    dated(store)


def _mocks(store: Store) -> None:
    from analysis.report.mock.text import render
    from recorder.mock.review import history, review, unfinished

    going = store.mocks.unfinished()
    if going is not None:
        unfinished(going)
    store.mocks.asked(3)
    for mock in store.mocks.all():
        render(review(store, mock, history(store, mock)))


def _retellings(store: Store) -> None:
    from analysis.report.comparison.text import render
    from recorder.comparison.fetch import of_answers, of_retelling
    from recorder.today.retelling import counted, to_test, unfinished

    counted(store)
    to_test(store, store.days.today())
    for drill in store.retellings.all():
        unfinished(drill)
        render(of_retelling(store, drill))
    render(of_answers(store, store.answers()))


def _stories(store: Store) -> None:
    from recorder.stories.fit import fitting, suggested, without_story
    from recorder.stories.usage import usage_of
    from recorder.stories.wording import about, kinds, used
    from sessions.stories.story_file import write

    told, found, questions = store.stories.tellings(), store.stories.all(), bank().questions
    for story in found:
        used(usage_of(story, told, store.stories.now))
        about(story), kinds(story.kinds), suggested(story, questions[:20])
    fitting(questions[0], found, told)
    without_story(questions, found, told)
    write(found).encode()
    for answer in store.answers():
        store.stories.story_told_in(answer.id)


def _programs(store: Store) -> None:
    from recorder.programs import interview_time, reminders, thank_you
    from recorder.programs.local_zone import this_zone
    from sessions.notebook.program import in_order
    from sessions.notebook.sheet import write

    here, now = this_zone(), store.programs.now()
    store.programs.current()
    for program in in_order(store.programs.all(), now, here.zone):
        program.placeholders()
        reminders.of(program, now, here)
        thank_you.placeholders(thank_you.draft(program))
        if program.interview is not None:
            interview_time.left(program.interview, now, here)
            interview_time.there(program.interview)
            interview_time.yours(program.interview, here)
            interview_time.clock_warning(program.interview)
    write(store.programs.all())


def _today(store: Store) -> None:
    from recorder.today.daily_list import DailyList
    from recorder.today.goals import goal_for, offers
    from recorder.today.wording import reason_text, remaining_text

    items = DailyList(store, bank(), 3).items()
    remaining_text(items)
    for item in items:
        reason_text(item)
    goal_for(store, None, bank().questions[0])
    offers(store, bank().get(QUESTION))


def _drills(store: Store) -> None:
    from recorder.drill.order import choices

    store.drills.of("sickle cell")
    choices(terms(), store.drills.outcomes())


READS: tuple[Callable[[Store], object], ...] = (
    Store.tallies,
    Store.measured,
    Store.origins,
    Store.waiting_for_model,
    Store.unanalyzed,
    _answers,
    _dated,
    _mocks,
    _retellings,
    _stories,
    _programs,
    _today,
    _drills,
)
