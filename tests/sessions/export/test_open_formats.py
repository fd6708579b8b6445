"""Everything in open formats: other programs read it, and nothing in it runs."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import wave
import zipfile
from pathlib import Path

import pytest

from analysis.interchange import from_json
from analysis.types import Correction, QuestionContext
from sessions.errors import StoreError
from sessions.export.open_formats import export
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import RATE, analysed, begin, record

FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def full(home: Path, clock: Clock) -> Path:
    with open_store(home, clock) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path, model="tiny.en"))
        store.save_analysis(answer.id, analysed(answer.path))
        store.corrections.add(answer.id, Correction(0.1, 0.3, "word", "grew"))
        store.drills.add("sepsis", "heard", "sepsis", "base.en")
        session = store.begin_session("practice").id
        made = store.begin_answer(
            session, QuestionContext(None, f"{FORMULA}\nWarum? 为什么", None, (60, 90))
        )
        store.fail(made.id, "No.")
        begin(store)
    (home / "questions").mkdir()
    (home / "questions" / "own.toml").write_text("# own\n")
    return home


def read(target: Path) -> dict[str, bytes]:
    if target.suffix == ".zip":
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}
    return {
        p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize("name", ["everything", "everything.zip"])
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_other_programs_can_read_everything(
    name: str, umask: int, full: Path, tmp_path: Path
) -> None:
    target = tmp_path / name
    others = {"questions": full / "questions", "settings.toml": full / "settings.toml"}
    before = os.umask(umask)
    try:
        count = export(target, full / "viva.db", full / "recordings", others)
    finally:
        os.umask(before)
    assert count == 2
    files = read(target)
    rows = list(csv.DictReader(io.StringIO(files["answers.csv"].decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["1", "2"]
    assert rows[1]["question_text"] == f"'{FORMULA}\nWarum? 为什么"
    assert rows[0]["overall"] == "84"
    with wave.open(io.BytesIO(files[rows[0]["sound"]])) as sound:
        assert sound.getframerate() == RATE
    (measured,) = csv.DictReader(io.StringIO(files["measures.csv"].decode("utf-8-sig")))
    assert (measured["words_per_minute"], measured["mid_clause_pause_rate"]) == ("131.0", "")
    whole = json.loads(files["answers/1.json"])
    assert [from_json(each).model for each in whole["analyses"]] == ["tiny.en", "base.en"]
    assert whole["analyses"][0]["recording"]["path"] == rows[0]["sound"]
    assert whole["corrections"][0]["text"] == "grew"
    drills = [json.loads(line) for line in files["tables/drill.jsonl"].splitlines()]
    assert drills[0]["term"] == "sepsis"
    answers = [json.loads(line) for line in files["tables/answer.jsonl"].splitlines()]
    assert answers[1]["question_text"].startswith("=HYPERLINK")
    assert files["questions/own.toml"] == b"# own\n"
    assert b"measures.csv" in files["README.txt"]
    assert "tables/discarded.jsonl" not in files
    for path in (target, *target.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_interrupted_write_leaves_nothing(name: str, full: Path, tmp_path: Path) -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt

    before = {p for p in full.rglob("*") if not p.name.startswith("viva.db-")}
    folder = tmp_path / "there"
    folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        export(folder / name, full / "viva.db", full / "recordings", {}, notify=stop)
    assert list(folder.iterdir()) == []
    assert {p for p in full.rglob("*") if not p.name.startswith("viva.db-")} == before


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_error_names_the_place_that_was_asked_for(name: str, full: Path, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / name
    with pytest.raises(StoreError) as found:
        export(target, full / "viva.db", full / "recordings", {})
    assert str(found.value) == f"{target} can't be written: No such file or directory."


def test_an_error_names_the_recording_that_cannot_be_read(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, *_ = sorted((full / "recordings").glob("*/*.wav"))

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(sound))

    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    with pytest.raises(StoreError) as found:
        export(tmp_path / "out", full / "viva.db", full / "recordings", {})
    assert str(found.value) == f"{sound} can't be read: Permission denied."


def test_an_existing_export_is_not_overwritten(full: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="already exists"):
        export(tmp_path, full / "viva.db", full / "recordings", {})


def test_a_recording_started_in_the_meantime_is_left_alone(full: Path, tmp_path: Path) -> None:
    with open_store(full, Clock()) as store:
        live = begin(store)
        export(tmp_path / "x", full / "viva.db", full / "recordings", {})
        assert live.path.exists()
        assert live.path.with_name(live.path.name + ".lock").exists()
