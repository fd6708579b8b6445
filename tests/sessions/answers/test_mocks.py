"""Mock interviews: the position follows from the steps, whatever happened to the program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.answers.mocks import Mock, Planned
from sessions.errors import StoreError
from sessions.recovery import recover
from sessions.store import Store
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import write_wav


def planned(count: int, target: tuple[float, float] = (1.0, 2.0)) -> list[Planned]:
    return [
        Planned(f"q-{i}", f"Question {i}?", "behavioural", "General", target, 150.0)
        for i in range(count)
    ]


def begin(store: Store, count: int = 3) -> Mock:
    return store.mocks.begin("Residency", planned(count), style="residency", thinking=15)


def start(store: Store, mock: Mock, seconds: float) -> int:
    """Begin to answer the next question, with a file of this many seconds."""
    step = mock.step
    assert step is not None
    answer = store.begin_answer(
        mock.session_id,
        QuestionContext(
            step.question.question_id, step.question.text, step.question.kind, step.question.target
        ),
    )
    store.mocks.set_answer(mock.id, step.place, answer.id)
    write_wav(answer.path, seconds)
    return answer.id


def answer(store: Store, mock: Mock, seconds: float = 1.5) -> Mock:
    """Answer the next question."""
    number = start(store, mock, seconds)
    store.finish_recording(number, duration=seconds, sample_rate=8000, overflows=0)
    return store.mocks.get(mock.id)


def states(mock: Mock) -> list[str]:
    return [step.state for step in mock.steps]


def test_a_plan_is_kept_as_it_was_made(store: Store, clock: Clock) -> None:
    steps = [*planned(2), replace(planned(1)[0], question_id="q-1.follow-up-1", follows=1)]
    made = store.mocks.begin("Video", steps, style="video", thinking=30, stop_at=180, voice=True)
    assert store.mocks.get(made.id) == made
    assert [step.question for step in made.steps] == steps
    assert (made.style, made.thinking, made.stop_at, made.voice) == ("video", 30, 180.0, True)
    assert (made.begun, made.state, made.ended) == (clock.time, "open", None)
    assert store.mocks.unfinished() == made


def test_answers_belong_to_its_session(store: Store) -> None:
    mock = answer(store, begin(store))
    (only,) = store.answers(session_id=mock.session_id)
    assert mock.steps[0].answer_id == only.id
    assert (states(mock), mock.answered) == (["answered", "waiting", "waiting"], 1)
    assert mock.step is not None and mock.step.place == 1


def test_follow_ups_are_not_counted_as_questions(store: Store) -> None:
    steps = [*planned(1), replace(planned(1)[0], question_id="f", follows=0), *planned(2)[1:]]
    mock = answer(store, store.mocks.begin("Own", steps, style="residency"))
    assert (mock.answered, len(mock.questions), len(mock.steps)) == (1, 2, 3)
    mock = answer(store, mock)
    assert states(mock) == ["answered", "answered", "waiting"] and mock.answered == 1


def test_a_mock_with_every_question_reached_is_over(store: Store, clock: Clock) -> None:
    mock = begin(store)
    mock = answer(store, mock)
    store.mocks.skip(mock.id, 1)
    mock = answer(store, store.mocks.get(mock.id))
    clock.move(minutes=9)
    ended = store.mocks.end(mock.id)
    assert (ended.state, ended.ended, ended.step) == ("over", clock.time, None)
    assert states(ended) == ["answered", "skipped", "answered"]
    assert store.mocks.unfinished() is None


def test_a_mock_left_in_the_middle_is_abandoned_for_good(store: Store) -> None:
    mock = answer(store, begin(store))
    ended = store.mocks.end(mock.id)
    assert ended.state == "abandoned" and states(ended) == ["answered", "unreached", "unreached"]
    assert store.mocks.end(mock.id).state == "abandoned"


def test_skipping_includes_follow_ups_and_can_be_undone(store: Store) -> None:
    steps = [*planned(1), replace(planned(1)[0], question_id="f", follows=0), *planned(2)[1:]]
    mock = store.mocks.begin("Own", steps, style="residency")
    store.mocks.skip(mock.id, 0)
    assert states(store.mocks.get(mock.id)) == ["skipped", "skipped", "waiting"]
    store.mocks.skip(mock.id, 0, skipped=False)
    assert states(store.mocks.get(mock.id)) == ["waiting"] * 3
    answered = answer(store, store.mocks.get(mock.id))
    store.mocks.skip(mock.id, 0)
    assert states(store.mocks.get(answered.id))[0] == "answered"


def test_a_question_can_be_asked_again_and_its_answer_stays(store: Store) -> None:
    mock = answer(store, begin(store))
    store.mocks.ask_again(mock.id, 0)
    assert states(store.mocks.get(mock.id))[0] == "waiting"
    assert store.count() == 1


def test_a_deleted_answer_is_asked_again_while_the_mock_is_open(store: Store) -> None:
    mock = answer(store, begin(store, 1))
    assert mock.steps[0].answer_id is not None
    store.delete_answer(mock.steps[0].answer_id)
    assert states(store.mocks.get(mock.id)) == ["waiting"]
    mock = answer(store, store.mocks.get(mock.id))
    store.mocks.end(mock.id)
    assert mock.steps[0].answer_id is not None
    store.delete_answer(mock.steps[0].answer_id)
    assert states(store.mocks.get(mock.id)) == ["deleted"]


def delete(store: Store, mock: Mock, place: int) -> Mock:
    """Delete the answer to a question."""
    number = mock.steps[place].answer_id
    assert number is not None
    store.delete_answer(number)
    return store.mocks.get(mock.id)


def test_a_mock_ended_early_tells_deleted_answers_from_questions_not_reached(store: Store) -> None:
    mock = answer(store, begin(store, 5))
    mock = answer(store, mock)
    store.mocks.add_time(mock.id, 2, 4.0)
    mock = delete(store, store.mocks.end(mock.id), 0)
    assert states(mock) == ["deleted", "answered", "unanswered", "unreached", "unreached"]


def test_an_answer_that_no_other_follows_may_not_have_been_deleted(store: Store) -> None:
    mock = answer(store, begin(store, 2))
    store.mocks.add_time(mock.id, 0, 90.0)
    mock = delete(store, store.mocks.end(mock.id), 0)
    assert states(mock) == ["unanswered", "unreached"]


def test_a_skipped_question_that_was_gone_back_to_was_reached(store: Store) -> None:
    mock = begin(store)
    store.mocks.skip(mock.id, 0)
    store.mocks.add_time(mock.id, 1, 2.0)
    store.mocks.skip(mock.id, 0, skipped=False)
    assert states(store.mocks.end(mock.id)) == ["unanswered", "unanswered", "unreached"]


@pytest.mark.parametrize(
    ("seconds", "state"), [(0.2, "waiting"), (0.8, "waiting"), (1.2, "answered")]
)
def test_a_crash_in_the_middle_of_an_answer(
    home: Path, clock: Clock, seconds: float, state: str
) -> None:
    store = open_store(home, clock)
    mock = answer(store, begin(store))
    cut_off = start(store, mock, seconds)
    store.close()  # releases the recording, as the system does for a killed program
    with open_store(home, clock) as again:
        found = again.mocks.unfinished()
        assert found is not None and states(found) == ["answered", "waiting", "waiting"]
        kept = [saved.id for saved in recover(again)]
        assert kept == ([cut_off] if seconds >= 0.5 else [])
        found = again.mocks.unfinished()
        assert found is not None and states(found)[1] == state
        assert again.count() == 1 + len(kept)  # whether it counts or not, it is not lost


def test_time_is_added_up(store: Store) -> None:
    mock = begin(store)
    store.mocks.add_time(mock.id, 0, 12.5)
    store.mocks.add_time(mock.id, 0, 30)
    store.mocks.add_time(mock.id, 0, -5)
    assert [step.used for step in store.mocks.get(mock.id).steps] == [42.5, 0, 0]


def test_six_answered_questions_of_eight_are_a_full_mock(store: Store) -> None:
    for questions, skipped, full in ((6, 0, True), (8, 2, True), (8, 3, False), (5, 0, False)):
        mock = begin(store, questions)
        for place in range(skipped):
            store.mocks.skip(mock.id, place)
        mock = store.mocks.get(mock.id)
        while mock.step is not None:
            assert not mock.is_full
            mock = answer(store, mock)
        assert store.mocks.end(mock.id).is_full is full
    assert store.mocks.full() == 2


def test_follow_ups_do_not_make_a_mock_full(store: Store) -> None:
    steps = [*planned(5), replace(planned(1)[0], question_id="f", follows=4)]
    mock = store.mocks.begin("Own", steps, style="residency")
    while mock.step is not None:
        mock = answer(store, mock)
    assert not store.mocks.end(mock.id).is_full


def test_an_abandoned_mock_is_never_full(store: Store) -> None:
    mock = begin(store, 7)
    for _ in range(6):
        mock = answer(store, mock)
    assert not store.mocks.end(mock.id).is_full


def test_what_the_last_mocks_asked(store: Store) -> None:
    begin(store, 1)
    begin(store, 2)
    assert store.mocks.asked(9) == (frozenset({"q-0", "q-1"}), frozenset({"q-0"}))
    assert store.mocks.asked(1) == (frozenset({"q-0", "q-1"}),)


def test_missing_mocks_are_reported(store: Store) -> None:
    with pytest.raises(StoreError, match="no mock interview 7"):
        store.mocks.get(7)
    with pytest.raises(StoreError, match="no mock interview"):
        store.mocks.get(10**30)
    with pytest.raises(StoreError, match="no question 4"):
        store.mocks.set_answer(begin(store).id, 3, 1)
    with pytest.raises(ValueError, match="without a question"):
        store.mocks.begin("Empty", [], style="video")


def test_odd_text_does_no_harm(store: Store) -> None:
    odd = replace(planned(1)[0], text="a\ud800b [bold]x[/] \x1b[31m")
    mock = store.mocks.begin("t\ud800", [odd], style="residency")
    assert mock.steps[0].question.text.endswith("[bold]x[/] \x1b[31m")


# Follow-ups that go after what was missing


def pointed(follows: int) -> Planned:
    return Planned(
        f"q-{follows}.follow-up-result",
        "How did it end?",
        "behavioural",
        "General",
        (30.0, 60.0),
        53.0,
        follows,
        "result",
    )


def with_follow_ups(store: Store) -> Mock:
    """Begin a mock of three questions, the second and the third each with a follow-up."""
    one, two, three = planned(3)
    more = replace(pointed(1), text="And then?", missing=None)
    steps = [one, two, more, three, replace(more, question_id="q-2.follow-up-1", follows=3)]
    return store.mocks.begin("Own", steps, style="residency", pointed=True)


def test_a_follow_up_is_pointed_where_it_was_planned(store: Store) -> None:
    mock = answer(store, answer(store, with_follow_ups(store)))
    store.mocks.point(mock.id, 2, pointed(1))
    found = store.mocks.get(mock.id)
    assert found.pointed and found.steps[2].question == pointed(1)
    assert found.step == found.steps[2]
    assert [s for s in found.steps if s.place != 2] == [s for s in mock.steps if s.place != 2]


def test_a_later_follow_up_can_be_asked_earlier(store: Store) -> None:
    mock = answer(store, with_follow_ups(store))
    store.mocks.add_time(mock.id, 0, 31.0)
    store.mocks.point(mock.id, 2, pointed(0))
    found = store.mocks.get(mock.id)
    assert [s.question.question_id for s in found.steps] == [
        "q-0",
        "q-0.follow-up-result",
        "q-1",
        "q-2",
        "q-2.follow-up-1",
    ]
    assert [s.question.follows for s in found.steps] == [None, 0, None, None, 3]
    assert [s.place for s in found.steps] == list(range(5))
    assert found.steps[0].used == 31.0 and found.steps[0].answer_id == mock.steps[0].answer_id
    assert found.step == found.steps[1]


def test_only_a_waiting_follow_up_can_be_pointed(store: Store) -> None:
    mock = answer(store, with_follow_ups(store))
    with pytest.raises(StoreError, match="was asked"):
        store.mocks.point(mock.id, 1, pointed(0))  # a question
    with pytest.raises(StoreError, match="was asked"):
        store.mocks.point(mock.id, 9, pointed(0))  # there is none
    store.mocks.skip(mock.id, 1)
    with pytest.raises(StoreError, match="was asked"):
        store.mocks.point(mock.id, 2, pointed(0))
    with pytest.raises(ValueError):
        store.mocks.point(mock.id, 2, pointed(2))
    with pytest.raises(ValueError):
        store.mocks.point(mock.id, 2, planned(1)[0])
    store.mocks.skip(mock.id, 1, skipped=False)
    assert store.mocks.get(mock.id) == mock
