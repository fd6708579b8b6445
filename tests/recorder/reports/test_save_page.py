"""A report saved as a page: complete, private, and never over another file by accident."""

from __future__ import annotations

import io
import stat
import wave
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from analysis.report.build import build
from recorder.files.locations import Locations
from recorder.reports import save_page
from recorder.reports.save_page import (
    AlreadyThere,
    CannotSave,
    Contents,
    page_name,
    save,
    write_html,
)
from sessions.types import Answer
from tests.analysis.sample import ANALYSIS

REPORT = build(ANALYSIS)
MP3 = b"\xff\xfbsound"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encode nothing."""
    monkeypatch.setattr(save_page, "encode", lambda recording: MP3)


def answer(path: Path, question_id: str | None = "why-med-peds") -> Answer:
    at = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
    return Answer(
        12, 1, question_id, "Why?", None, (60, 120), at, "analysed", path, 10.0, 48_000, 0,
        None, "base.en", 70, False, None,
    )  # fmt: skip


def test_a_page_is_private_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = write_html(REPORT, tmp_path / "page.html")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_no_file_is_replaced_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("mine")
    with pytest.raises(AlreadyThere, match="already exists"):
        write_html(REPORT, target)
    assert target.read_text() == "mine"
    write_html(REPORT, target, replace=True)
    assert target.read_text() != "mine"


def test_linked_sound_is_next_to_the_page_and_not_replaced_either(
    tmp_path: Path, quick: None
) -> None:
    link = Contents("link")
    path = write_html(REPORT, tmp_path / "my page.html", recording=tmp_path, contents=link)
    beside = tmp_path / "my page.mp3"
    assert beside.read_bytes() == MP3 and stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert 'src="./my%20page.mp3"' in path.read_text("utf-8")
    path.unlink()
    with pytest.raises(AlreadyThere, match=r"my page\.mp3"):
        write_html(REPORT, path, recording=tmp_path, contents=link)


def test_embedded_sound_is_as_long_as_the_recording(tmp_path: Path) -> None:
    path = tmp_path / "hum.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes((b"\xe8\x1f" * 200 + b"\x18\xe0" * 200) * 1102)
    made = save_page.encode(path)
    with av.open(io.BytesIO(made), "r") as sound:
        assert sound.streams.audio[0].codec.name.startswith("mp3")
        assert sound.streams.audio[0].rate == 24_000 and sound.streams.audio[0].channels == 1
        seconds = sum(frame.samples for frame in sound.decode(audio=0)) / 24_000
    assert abs(seconds - 5.0) < 0.1
    assert len(made) < 8_000 * 5


@pytest.mark.parametrize(("name", "told"), [("gone.wav", "can't be read"), ("no.wav", "can't be")])
def test_unreadable_sound_gives_one_sentence(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "no.wav").write_bytes(b"no sound at all")
    with pytest.raises(CannotSave, match=told):
        write_html(REPORT, tmp_path / "page.html", recording=tmp_path / name)
    assert not (tmp_path / "page.html").exists()


def test_a_missing_or_blocking_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="No such file or directory"):
        write_html(REPORT, tmp_path / "nowhere" / "page.html")
    with pytest.raises(CannotSave, match="is a folder"):
        write_html(REPORT, tmp_path, replace=True)


def test_a_screen_saves_to_the_persons_folder(tmp_path: Path, quick: None) -> None:
    locations = Locations(tmp_path, tmp_path, tmp_path, documents=tmp_path / "Documents")
    (tmp_path / "answer.wav").touch()
    mine = answer(tmp_path / "answer.wav")
    path = save(REPORT, mine, locations)
    assert path == tmp_path / "Documents" / "Viva" / "answer-12-why-med-peds.html"
    assert "<audio" in path.read_text("utf-8")
    assert save(REPORT, replace(mine, path=tmp_path / "gone.wav"), locations) == path
    assert "<audio" not in path.read_text("utf-8")
    assert replace(locations, documents=None).reports == tmp_path / "reports"


def test_a_page_for_others_has_another_name() -> None:
    mine = answer(Path("x.wav"), "../Why? <Me>/")
    assert page_name(mine) == "answer-12-why-me.html"
    assert page_name(mine, shared=True) == "answer-12-why-me-shared.html"
    assert page_name(replace(mine, question_id=None)) == "answer-12.html"
