"""Retelling drills: the position follows from the rounds, whatever happened to the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.answers.retellings import Retelling, RetoldQuestion
from sessions.errors import StoreError
from sessions.recovery import recover
from sessions.store import Store
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import write_wav

QUESTION = RetoldQuestion("why-med-peds", "Why Med-Peds?", "motivational", "Med-Peds")
TARGETS = ((1.6, 2.4), (1.2, 1.8), (0.8, 1.2))


def begin(store: Store) -> Retelling:
    return store.retellings.begin(QUESTION, TARGETS)


def start(store: Store, drill: Retelling, seconds: float) -> int:
    """Begin the next telling, with a file of this many seconds."""
    assert drill.round is not None
    asked = QuestionContext(drill.question.id, drill.question.text, target=drill.round.target)
    answer = store.begin_answer(drill.session_id, asked)
    store.retellings.set_answer(drill.id, drill.round.place, answer.id)
    write_wav(answer.path, seconds)
    return answer.id


def tell(store: Store, drill: Retelling, seconds: float = 1.5) -> Retelling:
    """Save the next telling."""
    number = start(store, drill, seconds)
    store.finish_recording(number, duration=seconds, sample_rate=8000, overflows=0)
    return store.retellings.get(drill.id)


def test_rounds_are_kept_as_they_were_made(store: Store, clock: Clock) -> None:
    drill = begin(store)
    assert store.retellings.get(drill.id) == drill == store.retellings.unfinished()
    assert drill.question == QUESTION and drill.begun == clock.time
    assert [r.target for r in drill.rounds] == list(TARGETS)
    assert (drill.state, drill.tellings, drill.new_question) == ("open", (), None)


def test_tellings_are_answers_in_its_session_and_end_it(store: Store, clock: Clock) -> None:
    drill = begin(store)
    for place in range(3):
        assert drill.round is not None and drill.round.place == place
        drill = tell(store, drill)
    assert drill.round is None
    clock.move(minutes=5)
    over = store.retellings.end(drill.id)
    assert (over.state, over.ended) == ("over", clock.time)
    answers = store.answers(session_id=drill.session_id)
    assert over.tellings == tuple(a.id for a in reversed(answers))
    assert all(store.retellings.of_answer(id) == over for id in over.tellings)
    assert store.retellings.unfinished() is None
    clock.move(minutes=5)
    assert store.retellings.end(drill.id) == over  # ending it twice changes nothing


def test_a_drill_left_in_the_middle_keeps_what_was_told(store: Store) -> None:
    drill = tell(store, begin(store))
    ended = store.retellings.end(drill.id)
    assert ended.state == "abandoned" and ended.tellings == drill.tellings


def test_a_round_can_be_told_again_and_its_answer_stays(store: Store) -> None:
    drill = tell(store, begin(store))
    store.retellings.set_answer(drill.id, 0, None)
    again = store.retellings.get(drill.id)
    assert again.round is not None and again.round.place == 0
    assert store.count() == 1 and store.retellings.of_answer(drill.tellings[0]) is None


def test_a_deleted_telling_is_told_again_while_the_drill_is_open(store: Store) -> None:
    drill = tell(store, begin(store))
    store.delete_answer(drill.tellings[0])
    found = store.retellings.get(drill.id)
    assert found.round is not None and found.round.place == 0 and found.tellings == ()


@pytest.mark.parametrize(("seconds", "told"), [(0.2, False), (0.9, False), (1.3, True)])
def test_a_crash_in_the_middle_of_a_telling(
    home: Path, clock: Clock, seconds: float, told: bool
) -> None:
    store = open_store(home, clock)
    drill = tell(store, begin(store))
    start(store, drill, seconds)
    store.close()  # releases the recording, as the system does for a killed program
    with open_store(home, clock) as again:
        kept = recover(again)
        found = again.retellings.unfinished()
        assert found is not None and [r.told for r in found.rounds] == [True, told, False]
        assert again.count() == 1 + len(kept)  # whether it counts or not, it is not lost


def test_the_new_question_is_remembered(store: Store) -> None:
    drill = begin(store)
    store.retellings.set_new_question(drill.id, "a-mistake\ud800")
    assert store.retellings.get(drill.id).new_question == "a-mistake\\ud800"


def test_drills_that_are_not_there_are_reported(store: Store) -> None:
    for number in (7, 10**30):
        with pytest.raises(StoreError, match="no retelling drill"):
            store.retellings.get(number)
    with pytest.raises(StoreError, match="no round 4"):
        store.retellings.set_answer(begin(store).id, 3, None)
    with pytest.raises(ValueError, match="without a round"):
        store.retellings.begin(QUESTION, ())
