"""Everything in one file and back; archives that are false, point elsewhere, or don't end."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sessions.backup import swap
from sessions.errors import StoreError
from sessions.export import archive, unpacking
from tests.sessions.conftest import Clock, open_store
from tests.sessions.material import analysed, begin, record, write_wav


@pytest.fixture
def full(home: Path, clock: Clock) -> Path:
    """A home folder with three answers, settings, and own questions; closed."""
    with open_store(home, clock) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
        record(store)
        record(store)
    (home / "settings.toml").write_text("thinking = 30\n")
    (home / "questions").mkdir()
    (home / "questions" / "meine fragen ü.toml").write_text("# own\n")
    return home


def save(home: Path, target: Path, **options: Any) -> archive.Written:
    others = {"settings.toml": home / "settings.toml", "questions": home / "questions"}
    return archive.write(
        target, home / "viva.db", home / "recordings", others, now=Clock()(), **options
    )


def places(home: Path) -> dict[str, Path]:
    names = ("recordings", "settings.toml", "questions")
    return {name: home / name for name in names}


def restore(source: Path, home: Path) -> unpacking.Restored:
    return unpacking.restore(source, home / "viva.db", places(home), now=Clock()())


def contents(home: Path) -> dict[str, bytes]:
    """Every file but the database's, by its name."""
    return {
        str(p.relative_to(home)): p.read_bytes()
        for p in home.rglob("*")
        if p.is_file() and not p.name.startswith("viva.db")
    }


def test_everything_comes_back_elsewhere(full: Path, tmp_path: Path) -> None:
    written = save(full, tmp_path / "b.zip")
    assert (written.recordings, written.path) == (3, tmp_path / "b.zip")
    assert written.size == written.path.stat().st_size
    fresh = tmp_path / "fresh"
    came = restore(written.path, fresh)
    assert (came.answers, came.recordings, came.aside) == (3, 3, None)
    with open_store(fresh) as there, open_store(full) as here:
        assert [a.id for a in there.answers()] == [a.id for a in here.answers()]
        assert there.analyses(1) == (analysed(there.answer(1).path),)
    assert contents(fresh) == contents(full)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_person_can_read_it(full: Path, tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        save(full, tmp_path / "b.zip")
        restore(tmp_path / "b.zip", tmp_path / "fresh")
        open_store(tmp_path / "fresh").close()
    finally:
        os.umask(before)
    assert (tmp_path / "b.zip").stat().st_mode & 0o777 == 0o600
    for path in (tmp_path / "fresh").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_existing_files_are_set_aside(full: Path, tmp_path: Path) -> None:
    save(full, tmp_path / "b.zip")
    with open_store(full) as store:
        store.delete_answer(2)
        store.fail(3, "No.")
    (full / "settings.toml").write_text("thinking = 60\n")
    came = restore(tmp_path / "b.zip", full)
    assert came.aside is not None
    assert (came.aside / "settings.toml").read_text() == "thinking = 60\n"
    with open_store(full) as store:
        assert [a.state for a in store.answers()] == ["recorded", "recorded", "analysed"]
    again = full / "again"
    again.mkdir()
    shutil.copy(came.aside / "viva.db", again / "viva.db")
    with open_store(again) as store:
        assert [a.state for a in store.answers()] == ["failed", "analysed"]


def test_an_unfinished_recording_is_left_out(full: Path, tmp_path: Path) -> None:
    with open_store(full) as store:
        live = begin(store)
        write_wav(live.path, 1.0)
        written = save(full, tmp_path / "b.zip")
    assert written.recordings == 3
    restore(tmp_path / "b.zip", tmp_path / "fresh")
    with open_store(tmp_path / "fresh") as store:
        assert store.count() == 3


@pytest.mark.parametrize("stop_at", [0.0, 0.3, 0.7, 1.0])
def test_an_interrupted_write_leaves_nothing(full: Path, tmp_path: Path, stop_at: float) -> None:
    def notify(share: float) -> None:
        if share >= stop_at:
            raise KeyboardInterrupt

    out = tmp_path / "out"
    out.mkdir()
    before = contents(full)
    with pytest.raises(KeyboardInterrupt):
        save(full, out / "b.zip", notify=notify)
    assert list(out.iterdir()) == []
    save(full, out / "b.zip")
    with pytest.raises(KeyboardInterrupt):
        unpacking.restore(
            out / "b.zip", full / "viva.db", places(full), now=Clock()(), notify=notify
        )
    assert contents(full) == before


def test_an_existing_file_is_not_overwritten(full: Path, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(StoreError, match="already exists"):
        save(full, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"


# Archives from anywhere


def forged(
    target: Path,
    files: dict[str, bytes],
    *,
    manifest: Callable[[dict[str, Any]], Any] = lambda said: said,
    info: Callable[[zipfile.ZipInfo], None] = lambda info: None,
    extra: dict[str, bytes] | None = None,
) -> Path:
    """Write an archive like Viva's, except for what a test changes."""
    said = {
        "format": "viva-backup",
        "version": 1,
        "schema": 1,
        "members": [
            {"name": n, "size": len(c), "sha256": hashlib.sha256(c).hexdigest()}
            for n, c in files.items()
        ],
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**files, **(extra or {})}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            info(entry)
            made.writestr(entry, content)
        made.writestr("manifest.json", json.dumps(manifest(said)))
    return target


@pytest.fixture
def database(full: Path, tmp_path: Path) -> bytes:
    """The database of a valid archive."""
    save(full, tmp_path / "honest.zip")
    with zipfile.ZipFile(tmp_path / "honest.zip") as honest:
        return honest.read("viva.db")


def refused(source: Path, home: Path, match: str) -> None:
    """Check for a refusal in one sentence that changes nothing, outside the home folder either."""
    before = contents(home)
    around = {p for p in home.parent.iterdir()}
    with pytest.raises(StoreError, match=match) as caught:
        restore(source, home)
    assert "\n" not in str(caught.value)
    assert contents(home) == before
    assert {p for p in home.parent.iterdir()} == around
    assert not list(home.glob("restore-*"))
    with open_store(home) as store:
        assert store.count() == 3


ELSEWHERE = [
    *("../evil", "/tmp/evil", "recordings/../../evil.wav", "recordings/2026-11/../../../evil"),
    *("recordings\\..\\evil", "C:/evil", "recordings/2026-11/a/b.wav", "plan.json", "find-again"),
    *("questions/../settings.toml", "questions/.hidden.toml", "models/x/model.bin", "viva.db-wal"),
    *("recordings/2026-11/a.wav.lock", "recordings/2026-11/a\nb.wav", "backups/viva-2026-11-01.db"),
    *("questions/a\0b.toml", "questions/sub/a.toml", "recordings/2026-11/..", "VIVA.DB", ""),
]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_names_outside_the_folder_are_refused(
    name: str, full: Path, tmp_path: Path, database: bytes
) -> None:
    files = {"viva.db": database, name: b"evil"}
    refused(forged(tmp_path / "x.zip", files), full, "isn't Viva's|damaged|differ|twice")


@pytest.mark.parametrize("kind", [0o120777, 0o060600, 0o020600, 0o010600, 0o040700, 0o140600])
def test_links_devices_and_folders_are_refused(
    kind: int, full: Path, tmp_path: Path, database: bytes
) -> None:
    def disguise(info: zipfile.ZipInfo) -> None:
        if info.filename.endswith("a.wav"):
            info.create_system, info.external_attr = 3, kind << 16

    files = {"viva.db": database, "recordings/2026-11/a.wav": b"/etc/passwd"}
    refused(forged(tmp_path / "x.zip", files, info=disguise), full, "isn't a file")


def test_files_not_in_the_manifest_are_refused(full: Path, tmp_path: Path, database: bytes) -> None:
    extra = {"recordings/2026-11/more.wav": b"x"}
    source = forged(tmp_path / "x.zip", {"viva.db": database}, extra=extra)
    refused(source, full, "its list and its contents differ")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_duplicate_name_is_refused(full: Path, tmp_path: Path, database: bytes) -> None:
    source = forged(tmp_path / "x.zip", {"viva.db": database})
    with zipfile.ZipFile(source, "a") as more:
        more.writestr("viva.db", b"another")
    refused(source, full, "differ|newer|damaged")


def test_a_member_that_unpacks_to_more_than_declared_is_stopped(
    full: Path, tmp_path: Path, database: bytes
) -> None:
    """A bomb: 1 GB of zeros in 1 MB, declared as 10 bytes long."""

    def belittle(said: dict[str, Any]) -> dict[str, Any]:
        said["members"][1]["size"] = 10
        return said

    bomb = {"viva.db": database, "recordings/2026-11/a.wav": bytes(1 << 28)}
    refused(forged(tmp_path / "x.zip", bomb, manifest=belittle), full, "has changed")


def test_more_than_fits_on_the_disk_is_refused_before_it_is_unpacked(
    full: Path, tmp_path: Path, database: bytes
) -> None:
    def boast(said: dict[str, Any]) -> dict[str, Any]:
        said["members"].append(
            {"name": "recordings/2026-11/big.wav", "size": 1 << 60, "sha256": "0" * 64}
        )
        return said

    source = forged(
        tmp_path / "x.zip",
        {"viva.db": database},
        manifest=boast,
        extra={"recordings/2026-11/big.wav": b"x"},
    )
    refused(source, full, "free up some space first")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda said: said | {"version": 2}, "newer version of Viva"),
        (lambda said: said | {"schema": 999}, "newer version of Viva"),
        (lambda said: said | {"format": "other"}, "isn't a Viva backup"),
        (lambda said: [], "isn't a Viva backup"),
        (lambda said: said | {"members": {}}, "isn't a Viva backup|no database"),
        (lambda said: said | {"members": [{"name": "viva.db"}]}, "isn't a Viva backup"),
        (lambda said: said | {"members": []}, "no database"),
        (
            lambda said: said | {"members": [m | {"sha256": "0" * 64} for m in said["members"]]},
            "has changed",
        ),
        (
            lambda said: said | {"members": [m | {"size": -1} for m in said["members"]]},
            "isn't Viva",
        ),
    ],
)
def test_a_false_manifest_is_refused(
    change: Callable[[dict[str, Any]], Any],
    match: str,
    full: Path,
    tmp_path: Path,
    database: bytes,
) -> None:
    source = forged(tmp_path / "x.zip", {"viva.db": database}, manifest=change)
    refused(source, full, match)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE diary (day)",
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
        "CREATE VIEW v AS SELECT 1",
        "DROP TABLE correction",
        "PRAGMA user_version = 999",
        "PRAGMA application_id = 7",
        "PRAGMA foreign_keys = OFF; UPDATE answer SET session_id = 99",
    ],
)
def test_a_modified_database_is_refused(
    statement: str, full: Path, tmp_path: Path, database: bytes
) -> None:
    (tmp_path / "evil.db").write_bytes(database)
    with closing(sqlite3.connect(tmp_path / "evil.db")) as connection:
        connection.executescript(statement)
        connection.commit()
    evil = (tmp_path / "evil.db").read_bytes()
    source = forged(tmp_path / "x.zip", {"viva.db": evil})
    refused(
        source, full, "(is|are)n't Viva's|newer version of Viva|is damaged|isn't a Viva database"
    )


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\5\6" + bytes(18), b"Dear diary" * 1000])
def test_another_file_is_not_an_archive(content: bytes, full: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    refused(tmp_path / "x.zip", full, "isn't a ZIP file|isn't a Viva backup")


def test_a_list_that_would_fill_the_memory_is_not_read(full: Path, tmp_path: Path) -> None:
    end = b"PK\5\6" + bytes(8) + (0x7FFFFFFF).to_bytes(4, "little") + bytes(6)
    with (tmp_path / "x.zip").open("wb") as file:
        file.truncate((1 << 29) - len(end))  # sparse
        file.seek(0, 2)
        file.write(end)
    refused(tmp_path / "x.zip", full, "lists more files than Viva ever writes")


def test_a_thousand_damaged_archives_change_nothing(full: Path, tmp_path: Path) -> None:
    """Bytes changed, cut and repeated at random: refused, or exactly what was written."""
    save(full, tmp_path / "b.zip")
    honest = (tmp_path / "b.zip").read_bytes()
    chance, refusals = random.Random(8), 0
    before = contents(full)
    restore(tmp_path / "b.zip", tmp_path / "whole")
    assert {k: v for k, v in contents(tmp_path / "whole").items() if k != swap.FIND_AGAIN} == before
    for _ in range(1000):
        content = bytearray(honest)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            match chance.randrange(3):
                case 0:
                    content[at] ^= 1 << chance.randrange(8)
                case 1:
                    del content[at : at + chance.randint(1, 200)]
                case 2:
                    content[at:at] = content[at : at + chance.randint(1, 200)]
        (tmp_path / "x.zip").write_bytes(content)
        fresh = tmp_path / "fresh"
        try:
            restore(tmp_path / "x.zip", fresh)
        except StoreError as error:
            refusals += 1
            assert "\n" not in str(error)
            assert not (fresh / "viva.db").exists()
        else:
            assert {k: v for k, v in contents(fresh).items() if k != swap.FIND_AGAIN} == before
        shutil.rmtree(fresh, ignore_errors=True)
    assert refusals > 500
    print(f"1000 damaged archives: {refusals} refused, the others whole")
