"""A clock that is set back or jumps: no recording is overwritten, none is lost, order holds."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sessions.recovery import recover
from tests.examples import examples
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import begin, record, write_wav


def test_the_same_second_twice_gives_two_recordings(home: Path) -> None:
    clock = Clock()
    with open_store(home, clock) as store:
        first = record(store)
        clock.time -= timedelta(hours=1)
        second = record(store)
        clock.time += timedelta(hours=1)
        third = record(store)
        assert len({first.path, second.path, third.path}) == 3
        assert {a.id for a in store.answers()} == {first.id, second.id, third.id}
        assert [a.recorded_at for a in store.answers()] == sorted(
            (a.recorded_at for a in store.answers()), reverse=True
        )


def test_a_recording_cut_off_before_the_clock_was_set_back_is_recovered(home: Path) -> None:
    clock = Clock()
    store = open_store(home, clock)
    answer = begin(store)
    write_wav(answer.path, 2.0)
    store.close()
    clock.time -= timedelta(days=400)
    with open_store(home, clock) as store:
        assert [a.id for a in recover(store)] == [answer.id]
        assert store.answer(answer.id).duration == 2.0


@examples(20)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6))
def test_every_answer_has_its_own_file_whatever_the_clock_does(jumps: list[int]) -> None:
    clock = Clock()
    with tempfile.TemporaryDirectory() as name, open_store(Path(name), clock) as store:
        made = []
        for jump in jumps:
            clock.time += timedelta(seconds=jump)
            made.append(record(store))
        assert len({a.path for a in made}) == len(jumps) == store.count()
        assert all(isinstance(a.recorded_at, datetime) for a in store.answers())
