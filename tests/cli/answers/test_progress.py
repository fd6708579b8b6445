"""``viva progress`` on stored answers with known values."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.progress.build import line
from analysis.progress.chart import sparkline
from analysis.types import Analysis, QuestionContext, Recording, Transcript
from recorder.progress.dated import dated
from sessions.store import Store
from tests.analysis.trends.test_trends import rates
from tests.cli.conftest import Viva

START = datetime(2026, 9, 7, 12, tzinfo=UTC)


def fill(home: Path, days: int, *, version: str = "2", model: str | None = "base.en") -> None:
    """Save an answer every second day: fillers drop by a quarter from 12, the pace wobbles."""
    now = START

    with Store.open(home / "viva.db", home / "recordings", now=lambda: now) as store:
        for day in range(days):
            now = START + timedelta(days=2 * day)
            answer = store.begin_answer(
                store.begin_session("practice").id,
                QuestionContext(
                    "tell-me-about-yourself" if day % 2 else "why-med-peds",
                    "?",
                    "background",
                    (60, 120),
                ),
            )
            store.finish_recording(answer.id, duration=90, sample_rate=16000, overflows=0)
            measures = {
                "answer_length": 90.0,
                "filler_rate": 12 - day / 4,
                "filled_pause_rate": 12 - day / 4,
                "words_per_minute": 130.0 + (day * 7) % 5,
            }
            transcript = Transcript((), 90, model=model) if model else None
            analysis = Analysis(
                version,
                Recording(str(answer.path), 90, 16000),
                transcript=transcript,
                measures=measures,
                overall=50 + day,
            )
            store.save_analysis(answer.id, analysis, own_fillers=())


def test_without_an_answer_it_says_what_to_do(viva: Viva) -> None:
    done = viva("progress")
    assert done.returncode == 0 and "Run `viva`" in done.stdout


def test_real_change_is_reported_and_normal_variation_is_not(viva: Viva, home: Path) -> None:
    fill(home, 30)
    real, rest = viva("progress").stdout.split("No clear change")
    assert real.startswith("Progress: all questions, 30 answers on 30 days, Sep 7, 2026 – Nov 4")
    assert "version 2, transcribed by base.en" in real
    assert "Fillers, /min" in real and "better" in real
    assert "−0.88 a week (95%: −0.8" in real
    assert "Speaking rate, words/min" in rest and "Overall score" not in rest
    assert "Ten answers" in rest and "next: " in rest
    for row in (real + rest).splitlines():
        assert len(row) <= 80, row


def test_only_some_answers_or_measures_can_be_asked_for(viva: Viva, home: Path) -> None:
    fill(home, 8)
    assert "tell-me-about-yourself, 4 answers" in viva(
        "progress", "--question", "tell-me-about-yourself").stdout  # fmt: skip
    assert "“story”, 4 answers" in viva("progress", "--category", "story").stdout
    done = viva("progress", "--measure", "filler_rate").stdout
    assert "Fillers, week by week" in done and "Overall" not in done
    assert "  Sep 7, 2026     4 answers    11.6  middle half 11.4 – 11.8" in done
    assert "enough speech to score" in viva("progress", "--category", "small").stdout
    for wrong in (("--question", "x"), ("--category", "x"), ("--measure", "x")):
        done_wrong = viva("progress", *wrong)
        assert done_wrong.returncode == 2 and len(done_wrong.stderr.splitlines()) == 1


def test_other_versions_and_models_are_left_out_and_counted(viva: Viva, home: Path) -> None:
    fill(home, 3, version="1")
    fill(home, 2, model=None)
    fill(home, 9)
    text = viva("progress").stdout
    assert "all questions, 9 answers" in text
    assert "5 answers not included" in text
    assert "   3  version 1, transcribed by base.en" in text
    assert "   2  version 2, from the sound alone" in text
    assert "`viva reanalyze --outdated`" in text
    apart = viva("progress", "--apart").stdout
    assert apart.count("Progress: ") == 3 and "5 answers shown separately" in apart


def test_csv_has_the_kinds_of_analysis_in_columns(viva: Viva, home: Path) -> None:
    fill(home, 3, version="1")
    fill(home, 9)
    rows = list(csv.DictReader(io.StringIO(viva("progress", "--csv").stdout)))
    found = {(r["version"], r["words"]) for r in rows}
    assert found == {("1", "base.en"), ("2", "base.en")}
    (row,) = [
        r
        for r in rows
        if (r["version"], r["measure"], r["week"]) == ("2", "filler_rate", "2026-09-07")
    ]
    assert row == {
        "version": "2",
        "words": "base.en",
        "own_fillers": "",
        "measure": "filler_rate",
        "unit": "/min",
        "week": "2026-09-07",
        "answers": "4",
        "median": "11.62",
        "lower_quartile": "11.44",
        "upper_quartile": "11.81",
    }


def test_scores_are_computed_from_the_measures(home: Path) -> None:
    fill(home, 1)
    with Store.open(home / "viva.db", home / "recordings") as store:
        (answer,) = dated(store)
    assert {name: answer.values[name] for name in ("pace", "fillers", "length", "overall")} == {
        "pace": 100,
        "fillers": 40,
        "length": 100,
        "overall": 50,
    }
    assert "pauses" not in answer.values


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        (((0, 1.0), (7, 2), (14, 8)), "▁▂█"),
        (((0, 1.0), (21, 2)), "▁··█"),
        (((0, 3.0), (7, 3)), "▄▄"),
    ],
)
def test_a_sparkline_has_a_mark_for_each_week(
    values: tuple[tuple[int, float], ...], drawn: str
) -> None:
    found = line(rates(*values), "filler_rate")
    assert found is not None and sparkline(found.periods) == drawn


@pytest.mark.parametrize("shape", [("--csv",), ("--html", "-")])
def test_without_answers_there_is_no_table_and_no_page(viva: Viva, shape: tuple[str, ...]) -> None:
    done = viva("progress", *shape)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no answers yet with enough speech to score" in done.stderr
    assert viva("progress").returncode == 0


def test_a_page_is_replaced_only_with_force(viva: Viva, home: Path) -> None:
    fill(home, 9)
    target = home.parent / "progress.html"
    done = viva("progress", "--html", target)
    assert done.returncode == 0 and done.stdout.strip() == f"Saved as {target}"
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>") and "Fillers" in page and "<svg" in page
    again = viva("progress", "--html", target)
    assert again.returncode == 1 and "add --force" in again.stderr
    assert viva("progress", "--html", target, "--force").returncode == 0
    assert viva("progress", "--html", "-").stdout == page
    assert viva("progress", "--force").returncode == 2
    assert viva("progress", "--html", home / "no" / "x.html").returncode == 1


def test_a_sample_history_is_shown_and_never_saved(viva: Viva, home: Path) -> None:
    done = viva("demo", "--history", "--text")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Sample history: none of this is yours")
    newest, older = done.stdout.split("transcribed by tiny.en.\n\n")[0:2]
    real = newest.split("No clear change")[0]
    assert "Fillers, /min" in real and "Mid-clause pauses" in real
    assert "Speaking rate" in newest.split("No clear change")[1]
    assert "answers shown separately" in older and "`viva reanalyze --outdated`" in older
    assert not (home / "viva.db").exists()


def test_a_sample_history_needs_a_terminal_or_text(viva: Viva) -> None:
    done = viva("demo", "--history")
    assert done.returncode == 1 and "add --text" in done.stderr
    assert viva("demo", "--text").returncode == 2
