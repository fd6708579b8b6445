"""`viva report --html` and `viva analyze --format html`, as a person runs them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.types import QuestionContext, Word
from recorder.cli import main
from sessions.store import Store
from tests.analysis.sample import ANALYSIS
from tests.cli.conftest import Viva
from tests.speech import write_speech


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Half a second of silence, six of speech, half of silence."""
    return write_speech(tmp_path / "spoken.wav", 6.0, still=0.5)


@pytest.fixture
def answered(home: Path, sound: Path) -> int:
    """One answer in the store, and its number."""
    home.mkdir()
    with Store.open(home / "viva.db", home / "recordings") as store:
        made = store.import_sound(sound, QuestionContext("why-med-peds", "Why Med-Peds?"))
        recording = replace(ANALYSIS.recording, path=str(made.path))
        question = QuestionContext("why-med-peds", "Why <Med>-Peds?")
        store.save_analysis(made.id, replace(ANALYSIS, recording=recording, question=question))
        return made.id


def test_a_report_is_saved_with_its_sound(viva: Viva, answered: int, tmp_path: Path) -> None:
    done = viva("report", answered, "--html")
    page = tmp_path / f"answer-{answered}-why-med-peds.html"
    assert done.returncode == 0 and done.stdout == f"Saved as {page}\n"
    html = page.read_text("utf-8")
    assert "data:audio/mpeg;base64," in html and "Why &lt;Med&gt;-Peds?" in html
    assert str(tmp_path) not in html
    again = viva("report", answered, "--html")
    assert again.returncode == 1 and "--force" in again.stderr and again.stderr.count("\n") == 1
    assert viva("report", answered, "--html", "--force", "--sound", "none").returncode == 0
    assert "<audio" not in page.read_text("utf-8")


def test_a_comment_that_is_turned_off_appears_in_no_report(
    viva: Viva, answered: int, home: Path
) -> None:
    with Store.open(home / "viva.db", home / "recordings") as store:
        analysis = store.analysis(answered)
        assert analysis is not None and analysis.transcript is not None
        said = "I am sorry for my English. I was, I think, maybe a doctor, maybe a kind of nurse."
        words = tuple(Word(1.0 + i / 2, 1.4 + i / 2, w) for i, w in enumerate(said.split()))
        transcript = replace(analysis.transcript, words=words)
        store.save_analysis(answered, replace(analysis, transcript=transcript, fillers=()))
    on = viva("report", answered).stdout
    assert "Comments on content" in on and "English" in on.split("Comments on content")[1]
    (home / "settings.toml").write_text('remarks_off = ["apologising", "hedging"]\n')
    off = viva("report", answered).stdout
    assert "Comments on content" not in off or "English" not in off.split("Comments on content")[1]


def test_sharing_lists_what_it_leaves_out(viva: Viva, answered: int, tmp_path: Path) -> None:
    done = viva("report", "--html", "--share", "--with", "transcript")
    page = tmp_path / f"answer-{answered}-why-med-peds-shared.html"
    assert "Left out: sound, notes, earlier answers." in done.stdout
    html = page.read_text("utf-8")
    assert "<audio" not in html and "teenagers." in html
    done = viva("report", "--html", "m.html", "--share", "--with", "sound", "--with", "notes")
    assert "Left out: transcript, earlier answers." in done.stdout
    html = (tmp_path / "m.html").read_text("utf-8")
    assert "<audio" in html and "teenagers" not in html


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "--share"], "--share is for HTML pages; add --html."),
        (["report", "--open"], "--open is for HTML pages"),
        (["report", "--html", "12"], "put the number first: viva report 12 --html"),
        (["report", "--html", "--format", "json"], "not allowed with"),
        (["report", "--html", "--with", "sound"], "--with only works with --share"),
        (["report", "--html", "--share", "--with", "everything"], "invalid choice"),
        (["analyze", "spoken.wav", "--out", "x"], "--out is for HTML pages"),
        (["analyze", "spoken.wav", "--force"], "--force is for HTML pages"),
        (["analyze", "a.wav", "b.wav", "--format", "html"], "add --out FOLDER"),
        (["analyze", "a.wav", "b/a.wav", "--format", "html", "--out", "x"], "same name"),
        (["analyze", "a.wav", "--format", "html", "--sound", "link"], "add --out FILE"),
    ],
)
def test_wrong_usage_gives_one_sentence(
    answered: int,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.setenv("VIVA_HOME", str(home))
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr().err
    assert code == 2 and told in said and said.count("\n") == 1


def test_a_missing_recording_gives_a_silent_page(
    viva: Viva, answered: int, home: Path, tmp_path: Path
) -> None:
    next((home / "recordings").rglob("*.wav")).unlink()
    done = viva("report", "--html", "a.html")
    assert done.returncode == 0 and "No sound: the recording is gone." in done.stdout
    assert viva("report", "--html", "b.html", "--sound", "embed").returncode == 1
    assert not (tmp_path / "b.html").exists()


def test_recordings_from_elsewhere_become_pages(viva: Viva, sound: Path, tmp_path: Path) -> None:
    done = viva("analyze", sound, "--no-transcript", "--format", "html", "--sound", "none")
    assert done.returncode == 0 and done.stdout.startswith("<!doctype html>")
    other = sound.with_name("other.wav")
    other.write_bytes(sound.read_bytes())
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "spoken.html").write_text("mine")
    both = ("analyze", sound, other, "--no-transcript", "--format", "html", "--out", "pages")
    assert viva(*both).returncode == 1  # before anything is analyzed
    assert not (tmp_path / "pages" / "other.html").exists()
    done = viva(*both, "--force", "--sound", "link")
    assert done.returncode == 0, done.stderr
    names = sorted(p.name for p in (tmp_path / "pages").iterdir())
    assert names == ["other.html", "other.mp3", "spoken.html", "spoken.mp3"]
