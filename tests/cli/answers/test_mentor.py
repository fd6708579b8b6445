"""`viva report --import FILE`: a mentor's feedback, from the shared page to the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.store import Store
from tests.analysis.feedback.files import file
from tests.analysis.sample import ANALYSIS
from tests.cli.conftest import Viva
from tests.speech import write_speech


@pytest.fixture
def answered(home: Path, tmp_path: Path) -> Path:
    """Two scored answers of ten seconds; returns the home folder."""
    home.mkdir()
    sound = write_speech(tmp_path / "spoken.wav", 9.0, still=0.5)
    with Store.open(home / "viva.db", home / "recordings") as store:
        for _ in range(2):
            made = store.import_sound(sound, QuestionContext("why-med-peds", "Why Med-Peds?"))
            recording = replace(ANALYSIS.recording, path=str(made.path))
            store.save_analysis(made.id, replace(ANALYSIS, recording=recording))
    return home


def shared(viva: Viva, folder: Path, number: int = 1) -> str:
    """Share an answer, and return what its page calls it."""
    done = viva("report", number, "--html", f"{number}.html", "--share")
    assert done.returncode == 0, done.stderr
    assert "`viva report --import FILE` shows it here." in done.stdout
    found = re.search(r'data-answer="([0-9a-f]{32})"', (folder / f"{number}.html").read_text())
    assert found is not None
    return found[1]


def test_feedback_comes_back_next_to_vivas_report(
    viva: Viva, answered: Path, tmp_path: Path
) -> None:
    (path := tmp_path / "f.json").write_bytes(file(answer=shared(viva, tmp_path)))
    done = viva("report", "--import", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Imported feedback from Dr. Lee on answer 1.\n\nWhy Med-Peds?")
    assert "Delivery  3 of 5  They distracted me sometimes (" in done.stdout
    assert "Clarity   4 of 5  Clear (not scored by Viva)" in done.stdout
    assert "· 0:00 A good start" in done.stdout
    assert "Feedback from Dr. Lee" in viva("report", 1).stdout
    assert "Dr. Lee" not in viva("report", 2).stdout
    assert "already imported" in viva("report", "--import", path).stdout


def test_your_own_page_shows_feedback_and_a_shared_one_does_not(
    viva: Viva, answered: Path, tmp_path: Path
) -> None:
    (path := tmp_path / "f.json").write_bytes(
        file(answer=shared(viva, tmp_path), mentor="<b>Lee</b>")
    )
    assert viva("report", "--import", path).returncode == 0
    assert viva("report", 1, "--html", "own.html").returncode == 0
    own = (tmp_path / "own.html").read_text()
    assert "Feedback from <bdi>&lt;b&gt;Lee&lt;/b&gt;</bdi>" in own and 'id="feedback"' not in own
    everything = ("--with", "sound", "--with", "transcript", "--with", "notes", "--with", "history")
    viva("report", 1, "--html", "all.html", "--share", *everything)
    for name in ("1.html", "all.html"):
        page = (tmp_path / name).read_text()
        assert "Feedback from" not in page and 'id="feedback"' in page


def test_nothing_is_replaced_without_consent(viva: Viva, answered: Path, tmp_path: Path) -> None:
    answer = shared(viva, tmp_path)
    (path := tmp_path / "f.json").write_bytes(file(answer=answer))
    viva("report", "--import", path)
    path.write_bytes(file(answer=answer, mentor="DR. LEE", comment="Changed."))
    refused = viva("report", "--import", path)
    assert refused.returncode == 1 and "add --yes" in refused.stderr
    assert "Changed." not in viva("report", 1).stdout
    assert "Changed." in viva("report", "--import", path, "--yes").stdout
    path.write_bytes(file(answer=answer, mentor="Amara"))
    both = viva("report", "--import", path).stdout
    assert "Feedback from Amara" in both and "Feedback from DR. LEE" in both


def test_the_wrong_answer_and_other_files_are_refused(
    viva: Viva, answered: Path, tmp_path: Path
) -> None:
    (path := tmp_path / "f.json").write_bytes(file(answer=shared(viva, tmp_path, 2)))
    wrong = viva("report", 1, "--import", path)
    assert wrong.returncode == 1 and "is about answer 2, not 1" in wrong.stderr
    path.write_bytes(file())
    assert "isn't on this computer" in viva("report", "--import", path).stderr
    path.write_bytes(b"x" * 300_000)
    big = viva("report", "--import", path)
    assert big.returncode == 1 and "it is too large" in big.stderr and big.stderr.count("\n") == 1
    assert viva("report", "--import", tmp_path / "none").returncode == 1
    assert viva("report", "--yes").returncode == 2
    assert viva("report", "--import", path, "--html").returncode == 2
    with Store.open(answered / "viva.db", answered / "recordings") as store:
        assert store.feedback.of(1) == store.feedback.of(2) == ()


def test_progress_says_how_far_mentors_agree(viva: Viva, answered: Path, tmp_path: Path) -> None:
    with Store.open(answered / "viva.db", answered / "recordings") as store:
        measures = {**ANALYSIS.measures, "answer_length": 90.0}
        for answer in store.answers():
            store.save_analysis(answer.id, replace(ANALYSIS, measures=measures, overall=60))
    assert "Mentors" not in viva("progress").stdout
    (path := tmp_path / "f.json").write_bytes(file(answer=shared(viva, tmp_path)))
    viva("report", "--import", path)
    said = " ".join(viva("progress").stdout.split())
    assert "Mentors and Viva Mentors gave 1 rating of delivery." in said
