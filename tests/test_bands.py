"""One band changed in the table, and everything that names or uses it follows."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis import bands as table
from analysis.bands import Bands, LengthRule, ScoreCurve
from analysis.goals import derive, goal_text, tips
from analysis.measures.tempo import stretches
from analysis.progress import build as progress
from analysis.report.build import build
from analysis.report.model import Bar, Report
from analysis.scoring.score import overall, score, value
from analysis.trends import AnalysisWay, Dated, milestones
from analysis.types import Analysis, Pause, QuestionContext, Recording, Span, Transcript, Word
from recorder.today.spacing import spaced
from recorder.widgets.recording.answer_clock import OVER, RED, light
from tools import documents

ROOT = Path(__file__).parents[1]
TARGET = (60.0, 120.0)
WAY = AnalysisWay("1", "base.en")

Change = Callable[..., None]


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Change:
    """Put another table in place of the one."""

    def put(**rows: object) -> None:
        monkeypatch.setattr(table, "TABLE", replace(Bands(), **rows))  # type: ignore[arg-type]

    return put


def slower() -> ScoreCurve:
    """Every edge of the pace moved down by 30 words a minute."""
    pace = Bands().pace
    return replace(pace, points=tuple((rate - 30, points) for rate, points in pace.points))


def stricter() -> ScoreCurve:
    """Half the fillers."""
    fillers = Bands().fillers
    return replace(fillers, points=tuple((rate / 2, points) for rate, points in fillers.points))


def report(rate: float = 100, fillers: float = 4, seconds: float = 90) -> Report:
    """Return the report of an answer, scored as the table says now."""
    measures = {
        "words_per_minute": rate,
        "filled_pause_rate": fillers,
        "filler_rate": fillers,
        "discourse_marker_rate": 0.0,
        "mid_clause_pause_rate": 5.0,
        "pause_rate": 10.0,
        "answer_length": seconds,
    }
    pauses = (Pause(3.0, 3.5, "mid_clause"),)
    scores = score(measures, pauses, TARGET)
    words = tuple(Word(i * 60 / rate, i * 60 / rate + 0.2, "word") for i in range(int(rate)))
    analysis = Analysis(
        "1",
        Recording("a.wav", seconds, 16_000),
        QuestionContext("q", "Why?", target=TARGET),
        Transcript(words, seconds, "en", "base.en"),
        pauses,
        measures=measures,
        scores=scores,
        overall=overall(scores),
    )
    return build(analysis)


def bar(report: Report, name: str) -> Bar:
    return next(each for each in report.bars if each.name == name)


def days(**values: float) -> tuple[Dated, ...]:
    """Return three answers on three days with these values."""
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    return tuple(Dated(start + timedelta(days=d), WAY, values, "q", TARGET) for d in range(3))


def reached(name: str, **values: float) -> tuple[bool, str]:
    """Say whether a milestone is reached by three such answers, and what it is called."""
    found = next(m for m in milestones(days(**values)) if m.name == name)
    return found.at is not None, found.text


def written() -> str:
    """Return every document that the tool writes."""
    names = ("docs/measures.md", "docs/today.md", "docs/report.md", "README.md")
    return "\n".join(documents.DOCUMENTS[name]() for name in names)


def test_pace_reaches_report_goals_milestones_progress_and_documents(change: Change) -> None:
    before, docs = bar(report(), "pace"), written()
    assert before.band == "below" and before.good == (120, 160)
    assert reached("steady-pace", words_per_minute=100) == (
        False, "120–160 words a minute, 3 answers in a row",
    )  # fmt: skip
    change(pace=slower())
    whole = report()
    now = bar(whole, "pace")
    assert (now.score, now.band, now.verdict) == (100, "within", "good")
    assert now.good == (90, 130) and now.high == 210 and now.good_shown == "90–130 words/min"
    assert whole.timeline is not None and whole.timeline.comfortable == (90, 130)
    assert "90 to 130 is comfortable" in bar(report(85), "pace").advice
    assert "slow down" in bar(report(200), "pace").advice
    assert value("pace", {"words_per_minute": 100.0}, TARGET) == 100
    assert goal_text(derive("pace", days(words_per_minute=70))) == "at least 80 words a minute"
    assert reached("steady-pace", words_per_minute=100) == (
        True, "90–130 words a minute, 3 answers in a row",
    )  # fmt: skip
    line = progress.line(days(words_per_minute=100.0), "words_per_minute")
    assert line is not None and line.good == (90, 130)
    assert line.explanation[-1] == "Your latest median is inside the good range (90–130 words/min)."
    scored = progress.line(days(pace=100.0), "pace")
    assert scored is not None and scored.meaning.startswith("100 from 90 to 130 words a minute")
    assert "| 90–130 words a minute | 30: 0, 70: 60," in written() and "120–160" in docs
    assert "pace <!-- bands:pace -->90 to 130<!-- /bands -->" in written()


def test_a_stretch_is_rushed_beyond_the_pace_that_is_far_off(change: Change) -> None:
    said = [i * 0.36 + 0.1 for i in range(60)]  # 167 words a minute
    said += [22 + i * 0.55 + 0.1 for i in range(80)]
    assert stretches(said, Span(0.0, 66.0)) == ()
    change(pace=slower())
    found = stretches(said, Span(0.0, 66.0))
    assert [s.kind for s in found] == ["rushed"], "150 words a minute is far off now"
    assert "bands:rushed -->150<" in written() and "bands:dragging -->70<" in written()


def test_fillers_reach_report_goals_milestones_progress_and_documents(change: Change) -> None:
    assert bar(report(fillers=4), "fillers").band == "within"
    assert reached("few-fillers", filler_rate=3)[0]
    change(fillers=stricter())
    now = bar(report(fillers=4), "fillers")
    assert (now.score, now.band, now.verdict) == (70, "above", "a little high")
    assert now.advice.startswith("When you feel a filler") and now.good_shown == "up to 2.5/min"
    assert "fillers" in {focus.name for focus in report(fillers=4).focus}
    assert goal_text(derive("fillers", days(filler_rate=6.0))) == "at most 4.5 fillers a minute"
    assert any("up to 2.5 a minute" in tip.text for tip in tips("fillers", "less"))
    assert reached("few-fillers", filler_rate=3) == (
        False, "At most 2.5 fillers a minute, 3 answers in a row",
    )  # fmt: skip
    line = progress.line(days(filler_rate=3.0), "filler_rate")
    assert line is not None and "above the good range (up to 2.5/min)" in line.explanation[-1]
    scored = progress.line(days(fillers=80.0), "fillers")
    assert scored is not None and scored.meaning.startswith("100 up to 2.5 fillers a minute")
    assert "| up to 2.5 fillers a minute |" in written()
    assert "Up to <!-- bands:fillers -->2.5<!-- /bands --> fillers" in written()


def test_the_grace_of_a_length_reaches_lights_report_and_documents(change: Change) -> None:
    assert light(140, TARGET) is RED and bar(report(seconds=140), "length").band == "above"
    change(length=LengthRule(grace=10.0))
    assert light(140, TARGET) is OVER
    now = bar(report(seconds=140), "length")
    assert now.band == "far_above" and now.advice.startswith("2:20 is over 2:00")
    assert "10 s later it says to stop" in written()


def test_a_good_score_reaches_focus_milestones_today_and_documents(change: Change) -> None:
    day = datetime(2026, 11, 1, tzinfo=UTC).date()
    assert reached("good-overall", overall=82)[0]
    first = spaced([(day, 82)])
    assert first is not None and first.good
    change(good_overall=90, good_score=60)
    assert reached("good-overall", overall=82) == (False, "Overall 90 or more, 3 answers in a row")
    again = spaced([(day, 82)])
    assert again is not None and not again.good
    assert "pace" not in {focus.name for focus in report(105).focus}
    assert "less than <!-- bands:overall -->90<!-- /bands --> overall" in written()


def test_the_table_is_asked_when_a_number_is_needed_never_at_import() -> None:
    early: list[tuple[Path, object]] = []
    for file in (*ROOT.glob("analysis/**/*.py"), *ROOT.glob("recorder/**/*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "analysis.bands":
                early += [(file, n.name) for n in node.names if n.name == "TABLE"]
        early += [(file, node.lineno) for node in _at_import(tree)]
    assert early == []


def _at_import(node: ast.AST) -> list[ast.Call]:
    """Return calls of ``bands()`` outside of a function's body; defaults count, lambdas do not."""
    found: list[ast.Call] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*child.args.defaults, *filter(None, child.args.kw_defaults)):
                found += _at_import(ast.Expr(default))
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call) and getattr(child.func, "id", "") == "bands":
                found.append(child)
            found += _at_import(child)
    return found
