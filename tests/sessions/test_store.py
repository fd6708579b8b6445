"""An answer's path through the store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.store import Store, StoreError, UnknownAnswer
from sessions.types import AnalysisOrigin, Answer, Tally
from tests.patience import PATIENCE
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import RATE, analysed, begin, record, write_wav


def test_an_answer_exists_before_its_first_sample(store: Store, home: Path, clock: Clock) -> None:
    session = store.begin_session("mock")
    answer = store.begin_answer(
        session.id,
        QuestionContext("why-med-peds", "Why Med-Peds?", "motivational", (60, 120)),
        device="USB microphone",
    )
    assert (session.kind, session.started) == ("mock", clock.time)
    assert answer == Answer(
        id=1,
        session_id=session.id,
        question_id="why-med-peds",
        question_text="Why Med-Peds?",
        question_kind="motivational",
        target=(60.0, 120.0),
        recorded_at=clock.time,
        state="recording",
        path=home / "recordings" / "2026-11" / "20261130T235958Z-1.wav",
        duration=None,
        sample_rate=None,
        overflows=0,
        device="USB microphone",
        model=None,
        overall=None,
        recovered=False,
        problem=None,
    )
    assert store.unfinished() == (answer,)
    assert store.answers() == ()
    assert store.latest() is None
    assert store.tallies() == {}


def test_recorded_then_analyzed(store: Store) -> None:
    answer = begin(store)
    write_wav(answer.path, 1.0)
    recorded = store.finish_recording(answer.id, duration=1.0, sample_rate=RATE, overflows=3)
    wanted = replace(answer, state="recorded", duration=1.0, sample_rate=RATE, overflows=3)
    assert recorded == store.answer(answer.id) == store.latest() == wanted
    assert store.unfinished() == ()
    assert store.analysis(answer.id) is None

    analysis = analysed(answer.path)
    saved = store.save_analysis(answer.id, analysis)
    assert saved == replace(wanted, state="analysed", model="base.en", overall=84)
    assert store.analysis(answer.id) == analysis


def test_every_analysis_is_kept_and_the_latest_counts(store: Store) -> None:
    answer = record(store)
    first = analysed(answer.path, words=None, overall=None)
    second = analysed(answer.path, overall=70, model="small.en")
    store.save_analysis(answer.id, first)
    assert store.answer(answer.id).model is None
    store.save_analysis(answer.id, second)
    assert store.analyses(answer.id) == (first, second)
    assert store.analysis(answer.id) == second
    assert (store.latest() or answer).overall == 70
    assert (store.latest() or answer).model == "small.en"


def test_a_failed_analysis_says_why_and_can_be_repeated(store: Store) -> None:
    answer = record(store)
    failed = store.fail(answer.id, "The analysis stopped; try again.")
    assert (failed.state, failed.problem) == ("failed", "The analysis stopped; try again.")
    assert store.answers() == (failed,)
    saved = store.save_analysis(answer.id, analysed(answer.path))
    assert (saved.state, saved.problem) == ("analysed", None)


def test_an_answer_still_being_recorded_cannot_be_analyzed(store: Store) -> None:
    answer = begin(store)
    with pytest.raises(StoreError, match="Answer 1 is still being recorded"):
        store.save_analysis(answer.id, analysed(answer.path))
    assert store.analyses(answer.id) == ()


def test_finishing_late_does_not_undo_an_analysis(store: Store) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    again = store.finish_recording(answer.id, duration=2.0, sample_rate=RATE, overflows=0)
    assert (again.state, again.duration) == ("analysed", 2.0)


def test_answers_come_newest_first_and_in_pages(store: Store, clock: Clock) -> None:
    session = store.begin_session("mock").id
    ids = []
    for n in range(6):
        ids.append(record(store, f"q{n % 2}", session=session).id)
        clock.move(hours=n % 3)  # two pairs share a time
    newest = ids[::-1]
    begin(store)
    assert [a.id for a in store.answers()] == newest
    assert [a.id for a in store.answers(limit=2)] == newest[:2]
    assert [a.id for a in store.answers(limit=2, offset=3)] == newest[3:5]
    assert [a.id for a in store.answers(offset=4)] == newest[4:]
    assert [a.id for a in store.answers(question_id="q1")] == newest[::2]
    assert [a.id for a in store.answers(session_id=session, question_id="q0")] == newest[1::2]
    assert store.answers(question_id="none") == store.answers(session_id=99) == ()


def test_tallies_count_by_question(store: Store, clock: Clock) -> None:
    first = record(store, "one")
    store.save_analysis(first.id, analysed(first.path, overall=60))
    clock.move(days=1)
    last = record(store, "one")
    store.save_analysis(last.id, analysed(last.path, overall=50))
    store.save_analysis(last.id, analysed(last.path, overall=75))
    yesterday = clock.time
    clock.move(days=1)
    record(store, None)
    record(store, "two")
    begin(store, "two")
    begin(store, "three")
    assert store.tallies() == {
        "one": Tally(2, 75, yesterday),
        "two": Tally(1, None, clock.time),
    }


def test_measures_are_dated_oldest_first_and_keep_undefined_apart_from_zero(
    store: Store, clock: Clock
) -> None:
    late = record(store, "one")
    clock.move(days=-1)
    early = record(store, "two")
    bare = record(store, "one")
    store.save_analysis(late.id, analysed(late.path, pace=1.0))
    store.save_analysis(late.id, analysed(late.path, pace=0.0))
    store.save_analysis(early.id, analysed(early.path, pace=None))
    store.save_analysis(bare.id, replace(analysed(bare.path), measures={}))
    found = store.measured()
    assert [m.answer_id for m in found] == [early.id, bare.id, late.id]
    assert found[0].measures == {**analysed("").measures, "words_per_minute": None}
    assert found[1].measures == {}
    assert found[2].measures["words_per_minute"] == 0.0
    assert (found[2].recorded_at, found[2].overall) == (late.recorded_at, 84)
    assert [m.answer_id for m in store.measured(question_id="one")] == [bare.id, late.id]


def test_some_measures_alone(store: Store) -> None:
    whole, bare = record(store, "one"), record(store, "two")
    store.save_analysis(whole.id, analysed(whole.path, pace=0.0))
    store.save_analysis(bare.id, replace(analysed(bare.path), measures={}))
    names = ("words_per_minute", "mid_clause_pause_rate", "none")
    for asked in (names, names[:1], ()):
        first, second = store.measured(names=asked)
        expected = {"words_per_minute": 0.0, "mid_clause_pause_rate": None, "none": None}
        assert first.measures == {name: expected[name] for name in asked}
        assert second.measures == dict.fromkeys(asked)
    (only,) = store.measured(names=names[:1], question_id="two")
    assert only.answer_id == bare.id and only.overall == 84


def test_how_the_latest_analysis_was_made(store: Store) -> None:
    heard, twice, noted, _ = (record(store) for _ in range(4))
    store.save_analysis(heard.id, analysed(heard.path, words=None))
    store.save_analysis(twice.id, analysed(twice.path), own_fillers=["x"])
    store.save_analysis(twice.id, analysed(twice.path, model="small.en"))
    store.save_analysis(noted.id, analysed(noted.path), own_fillers=["né", "a", "a"])
    assert store.origins() == {
        heard.id: AnalysisOrigin("1", False, None, None),
        twice.id: AnalysisOrigin("1", True, "small.en", None),
        noted.id: AnalysisOrigin("1", True, "base.en", frozenset({"a", "né"})),
    }


def test_waiting_for_a_model(store: Store, clock: Clock) -> None:
    recorded, heard, gone, failed, done, given = (record(store) for _ in range(6))
    store.save_analysis(heard.id, analysed(heard.path, words=None))
    gone.path.unlink()
    store.fail(failed.id, "No.")
    store.save_analysis(done.id, analysed(done.path))
    store.save_analysis(given.id, analysed(given.path, model=None))  # words, but no model named
    begin(store)
    assert [a.id for a in store.waiting_for_model()] == [heard.id, recorded.id]


def test_deleting_takes_the_rows_and_the_sound(store: Store, home: Path) -> None:
    kept, gone = record(store), record(store)
    store.save_analysis(gone.id, analysed(gone.path))
    store.delete_answer(gone.id)
    assert store.answers() == (kept,)
    assert store.measured() == ()
    assert [p.name for p in (home / "recordings").rglob("*.*")] == [kept.path.name]
    store.delete_answer(kept.id)
    assert record(store).id == 3  # a number is never used twice


def test_deleting_an_answer_whose_sound_is_gone_already(store: Store) -> None:
    answer = record(store)
    answer.path.unlink()
    answer.path.parent.rmdir()
    store.delete_answer(answer.id)
    assert store.answers() == ()


def test_an_answer_discarded_while_recording_leaves_nothing(store: Store, home: Path) -> None:
    answer = begin(store)
    write_wav(answer.path, 1.0)
    store.delete_answer(answer.id)
    assert store.unfinished() == ()
    assert list((home / "recordings").rglob("*.*")) == []


def test_unknown_answers_are_refused(store: Store) -> None:
    tries: list[Callable[[], object]] = [
        lambda: store.answer(7),
        lambda: store.analysis(7),
        lambda: store.analyses(7),
        lambda: store.fail(7, "No."),
        lambda: store.delete_answer(7),
        lambda: store.claim(7),
        lambda: store.save_analysis(7, analysed("x.wav")),
        lambda: store.finish_recording(7, duration=1, sample_rate=RATE, overflows=0),
    ]
    for attempt in tries:
        with pytest.raises(UnknownAnswer, match="There is no answer 7") as caught:
            attempt()
        assert caught.value.answer_id == 7


def test_numbers_too_large_for_the_database_do_no_harm(store: Store) -> None:
    answer = record(store)
    for number in (10**30, -(10**30)):
        with pytest.raises(UnknownAnswer):
            store.delete_answer(number)
        with pytest.raises(UnknownAnswer):
            store.fail(number, "No.")
    assert store.answers(limit=10**30) == (answer,)
    assert store.answers(offset=10**30) == ()


def test_an_unknown_session_is_refused_and_leaves_nothing(store: Store, home: Path) -> None:
    with pytest.raises(StoreError, match="There is no session 9"):
        begin(store, session=9)
    assert store.unfinished() == ()
    assert list((home / "recordings").iterdir()) == []


def test_importing_copies_the_file_and_keeps_its_kind(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "My phone.M4A"
    source.write_bytes(b"sound" * 1000)
    answer = store.import_sound(source, QuestionContext("a-mistake", "A mistake?"))
    assert answer.path.read_bytes() == source.read_bytes()
    assert answer.path.suffix == ".M4A"
    assert (answer.state, answer.duration, answer.question_text) == ("recorded", None, "A mistake?")
    saved = store.save_analysis(answer.id, analysed(answer.path))
    assert (saved.duration, saved.sample_rate) == (1.0, RATE)
    assert source.exists()
    assert store.import_sound(source, session_id=answer.session_id).question_text == source.name


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("x", ""), ("x.", ""), ("a.w av", ""), ("b.toolongsuffix", ""), ("c.é", "")],
)
def test_an_odd_suffix_is_dropped(store: Store, tmp_path: Path, name: str, suffix: str) -> None:
    source = tmp_path / name
    source.write_bytes(b"1")
    assert store.import_sound(source).path.suffix == suffix


def test_an_import_that_cannot_be_read_leaves_nothing(store: Store, tmp_path: Path) -> None:
    for source in (tmp_path / "none.wav", tmp_path):
        with pytest.raises(StoreError, match="isn't a file"):
            store.import_sound(source)
    assert store.unfinished() == store.answers() == ()


def test_an_import_that_fails_half_way_leaves_nothing(
    store: Store, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    source = tmp_path / "a.wav"
    write_wav(source, 1.0)
    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(StoreError, match="couldn't be copied: No space left on device"):
        store.import_sound(source)
    assert store.unfinished() == store.answers() == ()
    assert list((home / "recordings").rglob("*.*")) == []


def test_the_home_can_move(home: Path, tmp_path: Path, clock: Clock) -> None:
    with open_store(home, clock) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
    moved = tmp_path / "elsewhere"
    home.rename(moved)
    with open_store(moved, clock) as store:
        found = store.answer(answer.id)
        analysis = store.analysis(answer.id)
    assert found.path.is_relative_to(moved)
    assert found.path.is_file()
    assert analysis == analysed(found.path)


def test_an_old_recording_is_never_overwritten(store: Store, home: Path) -> None:
    """As if the database was lost but not the recordings."""
    old = home / "recordings" / "2026-11" / "20261130T235958Z-1.wav"
    old.parent.mkdir()
    old.write_bytes(b"an old answer")
    assert record(store).path.name == "20261130T235958Z-1-2.wav"
    assert old.read_bytes() == b"an old answer"


def test_times_of_any_zone_are_kept_in_utc(home: Path) -> None:
    there = datetime(2026, 3, 1, 1, 30, 0, 123456, timezone(timedelta(hours=5, minutes=30)))
    with Store.open(home / "viva.db", home / "recordings", now=lambda: there) as store:
        answer = begin(store)
        assert answer.recorded_at == there
        assert answer.recorded_at.tzinfo is UTC
        assert answer.path.parent.name == "2026-02"


def test_an_invalid_number_cannot_be_stored(store: Store) -> None:
    answer = record(store)
    with pytest.raises(StoreError, match="can't be stored"):
        store.save_analysis(answer.id, analysed(answer.path, pace=float("nan")))
    assert store.answer(answer.id).state == "recorded"
    assert store.analyses(answer.id) == ()


def test_a_store_is_for_one_thread(store: Store) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            store.answers()
        except Exception as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join(PATIENCE)
    assert "thread" in str(caught[0])
    assert not isinstance(caught[0], StoreError)


def test_closing_twice_does_no_harm(home: Path) -> None:
    store = open_store(home)
    begin(store)
    store.close()
    store.close()


def test_an_interrupted_recording_can_be_continued(store: Store) -> None:
    answer = record(store)
    again = store.resume_recording(answer.id, "Built-in")
    assert again.state == "recording" and again.path == answer.path
    assert again.device is not None and again.device.endswith("Built-in")
    assert store.answers() == ()
    with pytest.raises(StoreError):
        store.resume_recording(answer.id, "Built-in")
    done = store.finish_recording(answer.id, duration=9.0, sample_rate=8000, overflows=1)
    assert (done.state, done.duration) == ("recorded", 9.0)


def test_a_continued_recording_has_no_analysis_of_its_first_part(store: Store) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    store.resume_recording(answer.id, "Built-in")
    assert store.analyses(answer.id) == ()
    assert (
        store.finish_recording(answer.id, duration=9.0, sample_rate=8000, overflows=0).state
        == "recorded"
    )
    assert store.analysis(answer.id) is None


def test_an_answer_without_its_recording_cannot_be_continued(store: Store) -> None:
    answer = record(store)
    answer.path.unlink()
    with pytest.raises(StoreError):
        store.resume_recording(answer.id, "Built-in")
    assert store.answer(answer.id).state == answer.state
