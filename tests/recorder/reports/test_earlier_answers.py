"""Earlier answers from the store, as a report wants them."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.types import QuestionContext
from recorder.reports.earlier_answers import READ, before
from recorder.reports.fetch import report_of
from sessions.answers.retellings import RetoldQuestion
from sessions.store import Store
from sessions.types import Answer
from tests.analysis.sample import ANALYSIS


def asked(name: str) -> QuestionContext:
    """Return a question of a minute or two."""
    return QuestionContext(name, "Why?", target=(60.0, 120.0))


def test_only_what_came_before_with_what_it_was_measured_by(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"sound")
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    times = iter(now + timedelta(minutes=i) for i in range(100))
    with Store.open(tmp_path / "viva.db", tmp_path / "r", now=lambda: next(times)) as store:

        def answered(own: tuple[str, ...] | None) -> Answer:
            made = store.import_sound(sound, asked("why-med-peds"))
            return store.save_analysis(made.id, replace(ANALYSIS), own_fillers=own)

        first, other = answered(("matlab",)), answered(())
        store.import_sound(sound, QuestionContext(None, "never analyzed"))
        mine = answered(("matlab",))
        answered(("matlab",))
        found = before(store, mine).history
        assert [e.recorded_at for e in found] == [first.recorded_at, other.recorded_at]
        assert {(e.version, e.model, e.overall) for e in found} == {("1", "base.en", 37)}
        assert found[0].measures["filler_rate"] == 17.1
        assert "filler_rate" not in found[1].measures  # other fillers were counted
        assert found[1].measures["words_per_minute"] == 104.0
        assert before(store, first).history == ()


def test_the_words_of_the_last_answers_are_read_and_a_damaged_one_is_passed_over(
    tmp_path: Path,
) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"sound")
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    times = iter(now + timedelta(minutes=i) for i in range(100))
    with Store.open(tmp_path / "viva.db", tmp_path / "r", now=lambda: next(times)) as store:
        made = [
            store.save_analysis(
                store.import_sound(sound, asked(name)).id,
                ANALYSIS,
            )
            for name in ("why-med-peds", *["burnout"] * READ, "why-med-peds")
        ]
        damage = sqlite3.connect(tmp_path / "viva.db")
        damage.execute("UPDATE analysis SET document = '{' WHERE answer_id = ?", (made[3].id,))
        damage.commit()
        damage.close()
        said = before(store, made[-1]).said
        assert [bool(e.words) for e in said] == [True, True, True, False, True, True]
        assert all(e.measures["words_per_minute"] == 104.0 for e in said)
        report = report_of(store, made[-1], ANALYSIS)
        assert [a.this for a in report.attempts] == [False, True]
        assert all(bar.usual for bar in report.bars if bar.name != "length")


def test_the_tellings_of_a_drill_do_not_make_each_other_sound_memorized(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"sound")
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    times = iter(now + timedelta(minutes=i) for i in range(100))
    with Store.open(tmp_path / "viva.db", tmp_path / "r", now=lambda: next(times)) as store:

        def answered(target: tuple[float, float]) -> Answer:
            question = QuestionContext("why-med-peds", "Why?", target=target)
            made = store.import_sound(sound, question)
            return store.save_analysis(made.id, replace(ANALYSIS, question=question))

        before_it = answered((60.0, 120.0))
        asked_of = RetoldQuestion("why-med-peds", "Why?", "motivational", "Med-Peds")
        drill = store.retellings.begin(asked_of, ((60.0, 120.0), (40.0, 80.0)))
        first, second = answered((60.0, 120.0)), answered((40.0, 80.0))
        for place, told in enumerate((first, second)):
            store.retellings.set_answer(drill.id, place, told.id)
        found = before(store, second)
        assert [e.recorded_at for e in found.said] == [before_it.recorded_at]
        assert [e.recorded_at for e in found.history] == [before_it.recorded_at, first.recorded_at]
        assert [e.asked_for((40.0, 80.0)) for e in found.history] == [False, False]
        assert [e.asked_for((60.0, 120.0)) for e in found.history] == [True, True]
