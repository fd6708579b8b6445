"""Opening a store: first use, the person's privacy, and files that are not ours."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.files.files import inside, private_folder
from sessions.store import Store, StoreError
from tests.microphone import ROOT
from tests.sessions.conftest import open_store
from tests.sessions.material import analysed, begin, record, write_wav
from tests.sessions.power import library


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277])
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Set after ``tmp_path`` is made, which a strict one would close to the test itself."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(home: Path) -> dict[str, int]:
    return {str(p.relative_to(home)): p.stat().st_mode & 0o777 for p in home.rglob("*")}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
@pytest.mark.usefixtures("umask")
def test_only_the_person_can_read_what_is_stored(tmp_path: Path) -> None:
    source = tmp_path / "a.ogg"
    private_folder(tmp_path / "deep")
    source.touch(0o600)
    home = tmp_path / "deep" / "er" / "home"
    with open_store(home) as store:
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
        store.import_sound(source)
        begin(store)
        found = modes(tmp_path / "deep")
    folders = {"er", "er/home", "er/home/recordings", "er/home/recordings/2026-11"}
    assert {name for name, mode in found.items() if mode == 0o700} == folders
    assert {mode for name, mode in found.items() if name not in folders} == {0o600}
    assert {"er/home/viva.db", "er/home/viva.db-wal"} < set(found)


def test_a_database_others_could_read_is_closed_to_them(home: Path) -> None:
    open_store(home).close()
    (home / "viva.db").chmod(0o644)
    open_store(home).close()
    assert (home / "viva.db").stat().st_mode & 0o777 == 0o600


def test_folders_that_were_there_keep_their_permissions(home: Path) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    open_store(home).close()
    assert home.stat().st_mode & 0o777 == 0o755


def test_an_empty_file_is_a_new_database(home: Path) -> None:
    """As left by a power cut in the first moment."""
    home.mkdir()
    (home / "viva.db").touch()
    with open_store(home) as store:
        record(store)


def foreign(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE diary (day)"],
        ["PRAGMA application_id = 7"],
        ["PRAGMA user_version = 1"],
        ["PRAGMA application_id = 7", "CREATE TABLE answer (id)", "PRAGMA user_version = 1"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE diary (day)"],
    ],
)
def test_the_database_of_another_program_is_refused_and_left_alone(
    home: Path, statements: list[str]
) -> None:
    home.mkdir()
    foreign(home / "viva.db", *statements)
    (home / "viva.db").chmod(0o644)
    before = (home / "viva.db").read_bytes()
    with pytest.raises(StoreError, match=r"viva\.db belongs to another program; choose"):
        open_store(home)
    assert (home / "viva.db").read_bytes() == before
    assert (home / "viva.db").stat().st_mode & 0o777 == 0o644
    beside = {p.name for p in home.iterdir()} - {"viva.db", "recordings"}
    assert beside <= {"viva.db-wal", "viva.db-shm"}  # reading WAL needs them; they hold nothing
    assert sum((home / name).stat().st_size for name in beside if name.endswith("wal")) == 0


@pytest.mark.parametrize(
    "content", [b"Dear diary", b"SQLite format 3\0" + b"\xff" * 4096, b"\0" * 8192]
)
def test_another_file_is_refused_and_left_alone(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "viva.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"viva\.db is damaged or isn't a database"):
        open_store(home)
    assert (home / "viva.db").read_bytes() == content


def test_damage_found_later_is_reported_plainly(home: Path) -> None:
    with open_store(home) as store:
        answer = record(store)
        store.fail(answer.id, "x" * 100_000)
    content = bytearray((home / "viva.db").read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    (home / "viva.db").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(home) as store:
        store.answers()
    assert (home / "viva.db").read_bytes() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(StoreError, match="create the folder") as caught:
        open_store(tmp_path / "home" / "deeper")
    assert "\n" not in str(caught.value)


def test_a_folder_instead_of_the_database_is_named(home: Path) -> None:
    (home / "viva.db").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"viva\.db"):
        open_store(home)


def test_a_recording_outside_its_folder_is_never_touched(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine")
    with open_store(home) as store:
        record(store)
    foreign(
        home / "viva.db",
        "UPDATE answer SET path = '../../secret'",
        f"INSERT INTO discarded VALUES ('../../secret'), ('{secret}'), ('..'), ('')",
    )
    with open_store(home) as store:
        with pytest.raises(StoreError, match="outside its folder"):
            store.delete_answer(1)
        with pytest.raises(StoreError, match="outside its folder"):
            store.answers()
    assert secret.read_text() == "mine"


@pytest.mark.parametrize("name", ["/a", "../a", "a/../../b", "", ".", "c:\\a", "c:a", "a\\..\\b"])
def test_names_outside_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError):
        inside(tmp_path, name)


def test_sound_that_could_not_be_removed_goes_at_the_next_start(home: Path) -> None:
    with open_store(home) as store:
        answer = record(store)
    foreign(
        home / "viva.db",
        "INSERT INTO discarded SELECT path FROM answer",
        "DELETE FROM answer",
    )
    open_store(home).close()
    assert not answer.path.exists()
    with closing(sqlite3.connect(home / "viva.db")) as connection:
        assert connection.execute("SELECT * FROM discarded").fetchall() == []


def test_a_relative_folder_gives_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(Path("viva.db"), Path("recordings")) as store:
        answer = begin(store)
        assert answer.path.is_absolute()
        write_wav(answer.path, 0.1)


OPEN = """
import sys
from pathlib import Path
from sessions.store import Store
home = Path(sys.argv[1])
sys.stdin.read(1)
with Store.open(home / "viva.db", home / "recordings") as store:
    store.begin_session("practice")
"""


def test_programs_that_open_a_new_store_at_once_do_not_disturb_each_other(home: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(home)]
    racers = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True) for _ in range(6)]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go")
        racer.stdin.close()
    assert [racer.wait(60) for racer in racers] == [0] * 6
    with open_store(home) as store:
        assert store.begin_session("practice").id == 7


def test_a_full_disk_is_reported_plainly_and_leaves_nothing(home: Path) -> None:
    with open_store(home) as store:
        store.begin_session("practice")
        run = store._database._connection.execute
        run("PRAGMA wal_checkpoint")
        (pages,) = run("PRAGMA page_count").fetchone()
        run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="The disk is full"):
            store.begin_answer(1, QuestionContext(None, "x" * 10_000, None, (1, 2)))
        assert store.unfinished() == ()
        assert list((home / "recordings").glob("*/*")) == []
        run("PRAGMA max_page_count = 100000")
        assert record(store, session=1).id == 1


def test_locks_and_empty_files_of_answers_that_never_were_are_removed(home: Path) -> None:
    with open_store(home) as store:
        live, done = begin(store), record(store)
        folder = live.path.parent
        for name in ("never.wav", "never.wav.lock", "kept.wav", "kept.wav.lock"):
            (folder / name).touch()
        (folder / "kept.wav").write_text("somebody's")
        lock = folder / f"{done.path.name}.lock"
        lock.touch()
        open_store(home).close()
        found = {p.name for p in folder.iterdir()}
    assert found == {live.path.name, f"{live.path.name}.lock", done.path.name, "kept.wav"}


@pytest.mark.skipif(library() is None, reason="SQLite's own functions can't be reached")
@pytest.mark.parametrize("first", [True, False])
def test_a_disk_without_shared_memory_is_good_enough(home: Path, first: bool) -> None:
    if not first:
        with open_store(home) as store:
            record(store)
    command = (sys.executable, "-m", "tests.sessions.no_shared_memory", str(home))
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.split(), done.stderr) == ((["0", "1"] if first else ["1", "2"]), "")
    assert (home / "viva.db").read_bytes()[18:20] == b"\x01\x01", "without WAL"
    with open_store(home) as store:
        assert len(store.answers()) == (1 if first else 2)
    assert (home / "viva.db").read_bytes()[18:20] == b"\x02\x02", "with WAL again"
