"""A sample history in its own store, which is deleted afterward: weeks of practice to look at.

Never in the person's store. There is no sound; each answer's text says that it is a sample.
"""

from __future__ import annotations

import contextlib
import random
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from analysis.demo.history import MadeUpAnswer, MadeUpPerson, history
from analysis.scoring.score import overall, score
from analysis.types import Analysis, QuestionContext, Recording, Transcript, Word
from prompts.bank import Bank
from recorder.files.locations import Locations
from sessions.store import Store

SEED = 5
"""The seed of the person that `viva demo --history` shows."""

SAID = "This is a sample answer from the example of ten weeks of practice."
NOTICE = "Sample history: none of this is yours, and nothing is saved."
SAMPLE_RATE = 16_000

CATEGORIES, EACH = 4, 5
"""Categories that are practiced, and questions in each: few, so that they come up repeatedly."""


@contextlib.contextmanager
def made_up(bank: Bank, now: datetime, seed: int = SEED) -> Iterator[Locations]:
    """Create a folder with a history that ends ``now``; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="viva-history-") as folder:
        root = Path(folder)
        locations = Locations(root, root, root / "log")
        locations.prepare()
        fill(locations, bank, now, seed)
        yield locations


def fill(
    locations: Locations,
    bank: Bank,
    now: datetime,
    seed: int = SEED,
    person: MadeUpPerson | None = None,
) -> None:
    """Write a history into a new store."""
    made = history(random.Random(seed), person or MadeUpPerson(), asked(bank), now)
    clock = now

    with Store.open(locations.database, locations.recordings, now=lambda: clock) as store:
        sessions: dict[int, int] = {}
        for each in made:
            clock = each.at
            if each.session not in sessions:
                sessions[each.session] = store.begin_session(each.kind).id
            _keep(store, sessions[each.session], each)


def asked(bank: Bank) -> tuple[QuestionContext, ...]:
    """Return the questions that the person practices."""
    found = (
        question
        for category in bank.categories[:CATEGORIES]
        for question in [q for q in bank.questions if q.category == category][:EACH]
    )
    return tuple(QuestionContext(q.id, q.text, q.kind, q.target) for q in found)


def analysis(made: MadeUpAnswer, path: Path) -> Analysis:
    """Turn a made-up answer into an analyzed one."""
    length = made.measures["answer_length"] or 0.0
    step = length / len(SAID.split())
    words = tuple(Word(i * step, (i + 0.8) * step, text) for i, text in enumerate(SAID.split()))
    scores = score(made.measures, (), made.question.target)
    return Analysis(
        version=made.heard.version,
        recording=Recording(str(path), length, SAMPLE_RATE),
        question=made.question,
        transcript=Transcript(words, length, model=made.heard.model),
        measures=made.measures,
        scores=scores,
        overall=overall(scores),
    )


def _keep(store: Store, session: int, made: MadeUpAnswer) -> None:
    question = made.question
    answer = store.begin_answer(
        session, QuestionContext(question.id, question.text, question.kind, question.target)
    )
    length = made.measures["answer_length"]
    store.finish_recording(answer.id, duration=length, sample_rate=SAMPLE_RATE, overflows=0)
    store.save_analysis(answer.id, analysis(made, answer.path), own_fillers=())
    answer.path.unlink(missing_ok=True)
