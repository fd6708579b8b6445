"""``viva mock``: the list, and the report on one, in separate processes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from analysis.types import QuestionContext
from sessions.answers.mocks import Planned
from sessions.store import Store
from tests.cli.conftest import Viva
from tests.screens.samples import full


def fill(home: Path, answers: int, questions: int | None = None, *, end: bool = True) -> None:
    """Save a mock with this many of its questions answered."""
    with Store.open(home / "viva.db", home / "recordings") as store:
        steps = [
            Planned(f"q-{i}", f"Question {i}?", "behavioural", "General", (120, 180), 158.0)
            for i in range(questions or answers)
        ]
        mock = store.mocks.begin("Residency interview, 30 minutes", steps, style="residency")
        for step in mock.steps[:answers]:
            answer = store.begin_answer(
                mock.session_id,
                QuestionContext(
                    step.question.question_id,
                    step.question.text,
                    step.question.kind,
                    step.question.target,
                ),
            )
            store.mocks.set_answer(mock.id, step.place, answer.id)
            store.finish_recording(answer.id, duration=131, sample_rate=16000, overflows=0)
            analysis = replace(full(), overall=70 + step.place)
            store.save_analysis(answer.id, analysis, own_fillers=())
        if end:
            store.mocks.end(mock.id)


def test_without_one_it_says_what_to_do(viva: Viva) -> None:
    assert viva("mock").stdout.strip() == "No mock interviews yet. Run `viva` and press m."
    done = viva("mock", "show")
    assert done.returncode == 1 and "press m" in done.stderr


def test_the_list_shows_which_ones_count(viva: Viva, home: Path) -> None:
    fill(home, 6)
    fill(home, 2)
    fill(home, 1, 3)
    fill(home, 1, 3, end=False)
    lines = viva("mock").stdout.splitlines()
    assert [line.split()[6:8] for line in lines[:4]] == [
        ["1/3", "open"], ["1/3", "ended"], ["2/2", "short"], ["6/6", "full"],
    ]  # fmt: skip
    assert lines[4] == "1 full mock interview so far; 2 more before your first real interview."
    first, *_ = (json.loads(line) for line in viva("mock", "--format", "json").stdout.splitlines())
    assert (first["state"], first["full"], first["questions"][1]["state"]) == (
        "open",
        False,
        "waiting",
    )


def test_the_report_on_one(viva: Viva, home: Path) -> None:
    fill(home, 7)
    text = viva("mock", "show", "1").stdout
    assert text.startswith("Residency interview, 30 minutes\n")
    assert "Overall 73 of 100 (median)" in text
    assert "1. Pauses, in 7 of 7 answers" in text
    assert "This mock interview counts. 1 full mock interview so far" in text
    assert "Overall score rose by about 1.0 points with each answer" in text
    assert max(map(len, text.splitlines())) <= 80
    assert viva("mock", "show").stdout == text
    found = json.loads(viva("mock", "show", "--format", "json").stdout)
    assert (found["mock"], found["overall"], len(found["rows"])) == (1, 73, 7)


def test_wrong_numbers_are_refused(viva: Viva, home: Path) -> None:
    fill(home, 1)
    assert "there is no mock interview 9; see `viva mock`." in viva("mock", "show", 9).stderr
    assert viva("mock", "show", 10**30).returncode == 1
    done = viva("mock", "list", "1")
    assert (done.returncode, "viva mock show 1" in done.stderr) == (2, True)
    assert viva("mock", "show", "-1").returncode == 2


def test_the_report_as_a_page(viva: Viva, home: Path) -> None:
    fill(home, 2)
    done = viva("mock", "show", "--html")
    page = home.parent / "mock-1.html"
    assert (done.returncode, done.stdout) == (0, f"Saved as {page}\n")
    text = page.read_text("utf-8")
    assert "Question 0?" in text and "Question 1?" in text and text.count(">All measures<") == 2
    assert page.stat().st_mode & 0o077 == 0
    again = viva("mock", "show", "1", "--html")
    assert again.returncode == 1 and "--force" in again.stderr
    assert viva("mock", "show", "1", "--html", "--force").returncode == 0
    assert viva("mock", "show", "1", "--html", "other.html").returncode == 0
    assert (home.parent / "other.html").read_text("utf-8") == text


def test_a_page_is_only_for_one_mock(viva: Viva, home: Path) -> None:
    fill(home, 1)
    for wrong in (("mock", "--html"), ("mock", "show", "--force"), ("mock", "show", "--html", "1")):
        done = viva(*wrong)
        assert done.returncode == 2 and "viva mock" in done.stderr
    assert not list(home.parent.glob("*.html"))
