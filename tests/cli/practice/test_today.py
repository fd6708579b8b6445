"""``viva today``: the list with its reasons, the same all day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.types import Analysis, QuestionContext, Recording, Transcript
from sessions.store import Store
from tests.cli.conftest import Viva


def fill(home: Path) -> None:
    """Three answers with many fillers, 12 days ago."""
    now = datetime.now(UTC) - timedelta(days=12)
    with Store.open(home / "viva.db", home / "recordings", now=lambda: now) as store:
        for _ in range(3):
            answer = store.begin_answer(
                store.begin_session("practice").id,
                QuestionContext("failure", "?", "behavioural", (120, 180)),
            )
            store.finish_recording(answer.id, duration=90, sample_rate=16000, overflows=0)
            measures = {"filler_rate": 9.0, "discourse_marker_rate": 0.0, "answer_length": 150.0}
            analysis = Analysis(
                "2",
                Recording(str(answer.path), 90, 16000),
                measures=measures,
                transcript=Transcript((), 90, model="base.en"),
                overall=61,
            )
            store.save_analysis(answer.id, analysis, own_fillers=())


def test_a_newcomer_gets_the_core(viva: Viva) -> None:
    done = viva("today")
    assert done.returncode == 0
    assert done.stdout.startswith("3 questions, about 10 minutes.")
    assert "1. Tell me about yourself." in done.stdout
    assert "Never answered; most programs ask it · target 2:00–3:00" in done.stdout
    assert "Goal" not in done.stdout
    assert viva("today").stdout == done.stdout


def test_reasons_and_the_goal(viva: Viva, home: Path) -> None:
    fill(home)
    text = viva("today", "--count", "4").stdout
    assert "1. Tell me about a time you failed." in text
    assert "Fillers: 9/min last time, 12 days ago" in text
    assert len(re.findall(r"^\d\. ", text, re.MULTILINE)) == 4
    assert "Goal for the next answer: at most 7 fillers a minute; last time 9." in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_wrong_count_is_refused(viva: Viva) -> None:
    for wrong in ("0", "11", "-1"):
        done = viva("today", "--count", wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
