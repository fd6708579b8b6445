"""``viva compare`` and ``viva retell``: in the terminal and as a page, in separate processes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from analysis.types import QuestionContext
from sessions.answers.retellings import RetoldQuestion
from sessions.store import Store
from tests.cli.conftest import Viva
from tests.screens.samples import full
from tests.sessions.material import write_wav

TARGETS = ((160.0, 240.0), (120.0, 180.0), (80.0, 120.0))


def fill(home: Path, tellings: int = 3, *, sound: bool = False) -> None:
    """Save a drill with this many tellings, each faster than the one before."""
    with Store.open(home / "viva.db", home / "recordings") as store:
        question = RetoldQuestion("why-med-peds", "Why Med-Peds?", "motivational", "Med-Peds")
        drill = store.retellings.begin(question, TARGETS)
        for told in drill.rounds[:tellings]:
            asked = QuestionContext("why-med-peds", "Why Med-Peds?", "motivational", told.target)
            answer = store.begin_answer(drill.session_id, asked)
            store.retellings.set_answer(drill.id, told.place, answer.id)
            if sound:
                write_wav(answer.path, 1.0)
            store.finish_recording(answer.id, duration=131, sample_rate=8000, overflows=0)
            pace = {"words_per_minute": 100.0 + 20 * told.place}
            analysis = replace(full(), measures={**full().measures, **pace})
            store.save_analysis(answer.id, analysis, own_fillers=())
        if tellings == len(TARGETS):
            store.retellings.end(drill.id)


def test_two_answers_side_by_side(viva: Viva, home: Path) -> None:
    fill(home)
    done = viva("compare", 1, 3)
    assert done.returncode == 0 and "Why Med-Peds?" in done.stdout
    assert "100 words/min" in done.stdout and "140 words/min" in done.stdout
    assert "120 words/min" not in done.stdout
    found = json.loads(viva("compare", 1, 2, 3, "--format", "json").stdout)
    assert [column["answer"] for column in found["columns"]] == [1, 2, 3]


def test_wrong_numbers_are_refused(viva: Viva, home: Path) -> None:
    fill(home)
    for numbers in ((1,), (1, 1), (1, 2, 3, 4, 5)):
        done = viva("compare", *numbers)
        assert done.returncode == 2 and "different answers" in done.stderr
    done = viva("compare", 1, 99)
    assert done.returncode == 1 and "there is no answer 99" in done.stderr
    done = viva("compare", 1, 2, "--sound", "none")
    assert done.returncode == 2 and "add --html" in done.stderr


def test_a_page_has_the_recordings_and_is_never_replaced_by_accident(
    viva: Viva, home: Path, tmp_path: Path
) -> None:
    fill(home, sound=True)
    page = tmp_path / "two.html"
    assert viva("compare", 1, 2, "--html", page).returncode == 0
    assert page.read_text("utf-8").count("<audio") == 2
    done = viva("compare", 1, 2, "--html", page)
    assert done.returncode == 1 and "--force" in done.stderr
    assert viva("compare", 1, 2, "--html", page, "--force", "--sound", "none").returncode == 0
    assert "<audio" not in page.read_text("utf-8")
    assert viva("compare", 1, 3, "--html", "--sound", "none").returncode == 0
    assert (tmp_path / "compare-1-3.html").is_file()


def test_without_a_drill_it_says_how_to_begin(viva: Viva) -> None:
    assert viva("retell").stdout.startswith("No retelling drills yet.")
    done = viva("retell", "show")
    assert done.returncode == 1 and "press p, then r" in done.stderr


def test_drills_are_listed_and_shown(viva: Viva, home: Path) -> None:
    fill(home)
    fill(home, 1)
    newest, oldest = viva("retell").stdout.splitlines()
    assert newest.split()[6:8] == ["1/3", "open"] and oldest.split()[6:8] == ["3/3", "done"]
    shown = viva("retell", "show", 1).stdout
    assert "Telling 3" in shown and "up to 4:00" in shown and "140 words/min" in shown
    first, *_ = (
        json.loads(line) for line in viva("retell", "--format", "json").stdout.splitlines()
    )
    assert (first["state"], [each["told"] for each in first["tellings"]]) == (
        "open", [True, False, False],
    )  # fmt: skip
    assert "Unfinished retelling drill: 1 of 3 told" in viva("today").stdout
    assert "Retelling drills: 1 finished" in viva("progress").stdout


def test_a_wrong_drill_is_refused(viva: Viva, home: Path) -> None:
    fill(home, 0)
    assert "no retelling drill 9" in viva("retell", "show", 9).stderr
    assert "has no telling yet" in viva("retell", "show", 1).stderr
    for wrong in (("retell", "list", 1), ("retell", "--html", "x.html")):
        done = viva(*wrong)
        assert done.returncode == 2 and "viva retell show" in done.stderr
