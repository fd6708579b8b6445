"""Everything of Viva's is removed, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sessions.backup import backups, erasing, restoring
from sessions.errors import StoreError
from sessions.export import archive, unpacking
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import analysed, begin, record, write_wav

SECRET = "unmistakable"


@pytest.fixture
def full(home: Path, clock: Clock) -> Path:
    """A home folder with everything Viva ever leaves behind, and other files."""
    database = home / "viva.db"
    with open_store(home, clock) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path, words=(SECRET,)))
        backups.make_daily(database, clock())
    saved = home.parent / "saved.zip"
    archive.write(saved, database, home / "recordings", {}, now=clock())
    unpacking.restore(saved, database, {"recordings": home / "recordings"}, now=clock())
    (backup,) = backups.list_backups(database)
    restoring.from_backup(database, backup.path, clock())
    shutil.copytree(backups.folder_of(database), home / "restore-abcd1234")
    with open_store(home, clock) as store:
        write_wav(begin(store).path, 1.0)
    (home / "viva.db-journal").write_text(SECRET)
    (home / "models").mkdir()
    (home / "models" / "model.bin").write_text("big")
    (home / "diary.txt").write_text("mine")
    return home


def test_nothing_is_left(full: Path) -> None:
    assert sum(SECRET.encode() in p.read_bytes() for p in full.rglob("*") if p.is_file()) >= 4
    gone = erasing.erase(full / "viva.db", full / "recordings")
    assert gone.files > 6
    assert gone.size > 10_000
    assert gone.left == ()
    left = {str(p.relative_to(full)) for p in full.rglob("*")}
    assert left == {"models", "models/model.bin", "diary.txt"}
    with open_store(full) as store:
        assert store.answers() == ()


def test_an_interrupted_erase_continues(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = Path.unlink, 3

    def unlink(self: Path, missing_ok: bool = False) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(KeyboardInterrupt):
        erasing.erase(full / "viva.db", full / "recordings")
    monkeypatch.undo()
    erasing.erase(full / "viva.db", full / "recordings")
    assert erasing.erasable(full / "viva.db", full / "recordings") == ()


def test_links_are_removed_and_not_followed(full: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (full / "recordings" / "link").symlink_to(elsewhere)
    (full / "recordings" / "file").symlink_to(elsewhere / "mine.txt")
    shutil.rmtree(full / "backups")
    (full / "backups").symlink_to(elsewhere)
    erasing.erase(full / "viva.db", full / "recordings")
    assert (elsewhere / "mine.txt").read_text() == "mine"
    assert not (full / "backups").is_symlink()
    assert not (full / "recordings").exists()


def test_nothing_is_erased_under_a_running_program(full: Path, clock: Clock) -> None:
    before = {p for p in full.rglob("*") if p.is_file()}
    with open_store(full, clock) as store:
        with pytest.raises(StoreError, match="open in another window"):
            erasing.erase(full / "viva.db", full / "recordings")
        begin(store)
        with pytest.raises(StoreError, match="recording in another window"):
            erasing.erase(full / "viva.db", full / "recordings")
    assert before - {full / "viva.db-journal"} <= {p for p in full.rglob("*") if p.is_file()}


def test_a_damaged_store_can_be_erased(full: Path) -> None:
    (full / "viva.db").write_bytes(b"Dear diary")
    erasing.erase(full / "viva.db", full / "recordings")
    assert not (full / "viva.db").exists()
