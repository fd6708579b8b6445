"""Earlier answers from the store, as a report wants them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recorder.earlier import earlier
from sessions.store import Store
from sessions.types import Answer
from tests.analysis.sample import ANALYSIS


def test_only_what_came_before_with_what_it_was_measured_by(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"sound")
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    times = iter(now + timedelta(minutes=i) for i in range(100))
    with Store.open(tmp_path / "viva.db", tmp_path / "r", now=lambda: next(times)) as store:

        def answered(own: tuple[str, ...] | None) -> Answer:
            made = store.import_sound(sound, question_id="why-med-peds", question_text="Why?")
            return store.save_analysis(made.id, replace(ANALYSIS), own_fillers=own)

        first, other = answered(("matlab",)), answered(())
        store.import_sound(sound, question_text="never analysed")
        mine = answered(("matlab",))
        answered(("matlab",))
        found = earlier(store, mine)
        assert [e.recorded_at for e in found] == [first.recorded_at, other.recorded_at]
        assert {(e.version, e.model, e.overall) for e in found} == {("1", "base.en", 37)}
        assert found[0].measures["filler_rate"] == 17.1
        assert "filler_rate" not in found[1].measures  # other fillers were counted
        assert found[1].measures["words_per_minute"] == 104.0
        assert earlier(store, first) == ()
