"""``viva backup``, ``restore``, ``export``, ``delete`` and ``compress``, as a person types them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from sessions.backup import backups
from sessions.store import Store, utc_now
from tests.cli.conftest import ROOT, Viva
from tests.sessions.material import analysed, record


def opened(home: Path) -> Store:
    return Store.open(home / "viva.db", home / "recordings")


@pytest.fixture
def full(home: Path) -> Path:
    """Two analyzed answers, the first with a backup."""
    with opened(home) as store:
        for _ in range(2):
            answer = record(store, seconds=1.0)
            answer.path.write_bytes(answer.path.read_bytes()[:44] + bytes(16_000))
            store.save_analysis(answer.id, analysed(answer.path, words=("unmistakable",)))
            backups.make_daily(home / "viva.db", utc_now())
    (home / "settings.toml").write_text("thinking = 30\n")
    return home


def answers(home: Path) -> list[int]:
    with opened(home) as store:
        return sorted(answer.id for answer in store.answers())


def test_backup_and_restore_elsewhere(full: Path, viva: Viva, tmp_path: Path) -> None:
    done = viva("backup", tmp_path / "b.zip")
    assert done.returncode == 0, done.stderr
    assert "2 recordings" in done.stdout
    assert "read back and verified" in done.stdout
    again = viva("backup", tmp_path / "b.zip")
    assert (again.returncode, again.stderr) == (
        1,
        f"viva: {tmp_path / 'b.zip'} already exists; choose another name.\n",
    )
    full.rename(tmp_path / "old")
    done = viva("restore", tmp_path / "b.zip")
    assert (done.returncode, done.stdout) == (0, "2 answers and 2 recordings are back.\n")
    assert answers(full) == [1, 2]
    assert (full / "settings.toml").read_text() == "thinking = 30\n"


def test_a_backup_without_a_name_goes_to_this_folder(full: Path, viva: Viva) -> None:
    assert viva("backup").returncode == 0
    (made,) = full.parent.glob("viva-*.zip")
    assert zipfile.is_zipfile(made)


def test_a_backup_into_a_folder_that_is_not_there_says_so(full: Path, viva: Viva) -> None:
    done = viva("backup", full / "no" / "b.zip")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No such file or directory" in done.stderr
    assert "is a folder" in viva("backup", full).stderr


def test_restoring_over_answers_asks_and_keeps_them(full: Path, viva: Viva, tmp_path: Path) -> None:
    viva("backup", tmp_path / "b.zip")
    assert viva("delete", 2, "--yes").returncode == 0
    done = viva("restore", tmp_path / "b.zip")
    assert (done.returncode, answers(full)) == (1, [1])
    assert "nothing was changed; to do it without being asked, add --yes" in done.stderr
    done = viva("restore", tmp_path / "b.zip", "--force")
    assert "What was here before is now in" in done.stdout
    assert answers(full) == [1, 2]
    (aside,) = full.glob("replaced-*")
    assert (aside / "viva.db").exists()


@pytest.mark.parametrize("content", ["Dear diary", ""])
def test_restoring_another_file_is_refused(
    content: str, full: Path, viva: Viva, tmp_path: Path
) -> None:
    (tmp_path / "b.zip").write_text(content)
    done = viva("restore", tmp_path / "b.zip", "--yes")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "isn't a ZIP file" in done.stderr
    assert answers(full) == [1, 2]
    assert "doesn't exist" in viva("restore", tmp_path / "gone.zip").stderr
    assert f"{tmp_path} is a folder, not a backup; name" in viva("restore", tmp_path).stderr
    assert viva("restore", tmp_path / "b.zip", "--empty").returncode == 2


def test_every_command_explains_what_to_do_about_a_damaged_database(full: Path, viva: Viva) -> None:
    for beside in full.glob("viva.db*"):
        beside.unlink()
    (full / "viva.db").write_text("Dear diary")
    for command in (["answers"], ["report"], ["progress"], ["backup", full.parent / "b.zip"]):
        done = viva(*command)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), command
        assert "is damaged or isn't a database" in done.stderr
        assert "is good: `viva restore` uses it" in done.stderr
    assert "nothing was changed" in viva("restore").stderr
    assert (full / "viva.db").read_text() == "Dear diary"
    done = viva("restore", "--yes")
    assert done.returncode == 0, done.stderr
    assert "You have 2 answers. 1 of them" in done.stdout
    assert answers(full) == [1, 2]
    (aside,) = full.glob("replaced-*")
    assert (aside / "viva.db").read_text() == "Dear diary"


def test_backups_are_listed_and_chosen_by_day(full: Path, viva: Viva) -> None:
    (backup,) = backups.list_backups(full / "viva.db")
    other = backup.path.with_name("viva-2020-02-02.db")
    other.write_text("Dear diary")
    listed = viva("restore", "--list").stdout.splitlines()
    assert listed[0] == f"{backup.day}  good"
    assert listed[1].startswith("2020-02-02  ")
    assert "damaged" in viva("restore", "--day", "2020-02-02", "--yes").stderr
    assert "no backup from 1999-01-01" in viva("restore", "--day", "1999-01-01").stderr
    assert viva("restore", "--day", backup.day, "--yes").returncode == 0
    assert "backups        2, the newest from" in viva("doctor").stdout


def test_export_into_a_folder_and_a_zip(full: Path, viva: Viva, tmp_path: Path) -> None:
    done = viva("export", tmp_path / "all")
    assert done.stdout == f"Saved as {tmp_path / 'all'}: 2 answers.\n"
    assert json.loads((tmp_path / "all" / "answers" / "2.json").read_text())["answer"]["id"] == 2
    assert viva("export", tmp_path / "all.zip").returncode == 0
    assert "already exists" in viva("export", tmp_path / "all").stderr


def test_one_answer_is_deleted_everywhere(full: Path, viva: Viva) -> None:
    done = viva("delete", 1)
    assert (done.returncode, answers(full)) == (1, [1, 2])
    done = viva("delete", 1, "--yes")
    assert done.stdout.endswith("Answer 1 was deleted.\n")
    assert answers(full) == [2]
    (backup,) = backups.list_backups(full / "viva.db")
    assert b"unmistakable" not in backup.path.read_bytes()
    assert "there is no answer 1" in viva("delete", 1, "--yes").stderr
    assert viva("answers", "--delete", 2, "--yes").returncode == 0
    assert answers(full) == []


@pytest.mark.parametrize("arguments", [[], ["1", "--all"], ["1", "--settings"], ["x"]])
def test_meaningless_options_are_refused(full: Path, viva: Viva, arguments: list[str]) -> None:
    assert viva("delete", *arguments, "--yes").returncode == 2
    assert answers(full) == [1, 2]


def test_everything_is_deleted(full: Path, viva: Viva) -> None:
    (full / "models" / "tiny.en").mkdir(parents=True)
    done = viva("delete", "--all")
    assert (done.returncode, answers(full)) == (1, [1, 2])
    done = viva("delete", "--all", "--yes")
    assert done.returncode == 0, done.stderr
    assert f"Not deleted: the speech models in {full / 'models'}" in done.stdout
    assert "Not deleted: your settings (--settings)" in done.stdout
    left = {str(p.relative_to(full)) for p in full.rglob("*") if p.is_file()}
    assert left == {"settings.toml"}
    viva("delete", "--all", "--settings", "--yes")
    assert not (full / "settings.toml").exists()
    assert viva("delete", "--all").stdout == "There is nothing to delete.\n"


def typed(home: Path, said: str, *arguments: object) -> tuple[int, str]:
    """Run ``viva`` in a terminal and type something."""
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "recorder.cli", *map(str, arguments)],
        stdin=there,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home.parent,
    ) as process:
        os.write(here, said.encode())
        output, _ = process.communicate(timeout=60)
    os.close(here)
    os.close(there)
    return process.returncode, output


def test_deleting_everything_requires_a_typed_word(full: Path) -> None:
    code, output = typed(full, "y\n", "delete", "--all")
    assert (code, answers(full)) == (0, [1, 2])
    assert "Type delete to continue:" in output
    assert output.endswith("Nothing was deleted.\n")
    code, output = typed(full, "delete\n", "delete", "--all")
    assert (code, answers(full)) == (0, [])


def test_compress_says_what_it_saved(full: Path, viva: Viva) -> None:
    done = viva("compress")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("2 of 2 recordings compressed, ")
    assert viva("compress").stdout.startswith("Nothing to compress")
    assert {p.suffix for p in (full / "recordings").glob("*/*")} == {".flac"}


def test_commands_ignore_locks_of_dead_programs(full: Path, viva: Viva) -> None:
    (full / "compress.lock").write_text(f"{999999:<20}\n")
    started = time.monotonic()
    assert viva("compress").returncode == 0
    assert time.monotonic() - started < 60
