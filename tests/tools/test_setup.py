"""The setup script, with a fake Python that only records how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.microphone import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a bash script")

READY = "viva: ready. When Viva says to run viva, type .venv/bin/viva in this folder.\n"

TOOLS = (
    "bash", "env", "dirname", "cksum", "cat", "rm", "mkdir", "cp", "tail", "id", "uname", "sleep",
)  # fmt: skip

PYTHON = """#!/usr/bin/env bash
echo "$*" >>"$LOG"
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *"-m pip install"*)
        [[ -z ${OFFLINE:-} ]] || { echo "no network" >&2; exit 1; }
        [[ -z ${SLOW:-} ]] || { echo "Collecting numpy<3"; cat "$SLOW"; }
        ;;
esac
"""


class House:
    """A folder with the setup script, and a PATH with only what the test provides."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "viva"
        self.path = folder / "bin"
        self.log = folder / "log"
        self.path.mkdir()
        (self.folder / "tools").mkdir(parents=True)
        shutil.copy(ROOT / "tools" / "setup.sh", self.folder / "tools")
        (self.folder / "pyproject.toml").write_text("[project]\n")
        for tool in TOOLS:
            (self.path / tool).symlink_to(shutil.which(tool) or tool)

    def give_python(self, name: str) -> None:
        python = self.path / name
        python.write_text(PYTHON)
        python.chmod(0o755)

    @property
    def command(self) -> list[str]:
        return ["bash", str(self.folder / "tools" / "setup.sh")]

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.path), "LOG": str(self.log)}

    def set_up(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    @property
    def installed(self) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if "pip install" in line]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_it_installs_once_then_starts_at_once(house: House) -> None:
    house.give_python("python3")
    first = house.set_up()
    assert first.returncode == 0 and first.stdout.endswith(READY)
    assert house.installed[0].endswith("-e .")
    again = house.set_up()
    assert (again.returncode, again.stdout, house.log.read_text()) == (0, "", "")


def test_the_dev_setup_also_works_for_a_user(house: House) -> None:
    house.give_python("python3")
    house.set_up()
    assert house.set_up("dev").returncode == 0
    assert house.installed[0].endswith("-e .[dev]")
    assert house.set_up().stdout == ""


def test_pinned_versions_are_used_and_a_change_installs_again(house: House) -> None:
    house.give_python("python3")
    house.set_up()
    (house.folder / "constraints.txt").write_text("textual==8.2.8\n")
    house.set_up()
    assert "-c constraints.txt" in house.installed[0]


def test_a_person_who_waits_sees_what_is_installed(house: House, tmp_path: Path) -> None:
    house.give_python("python3")
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    screen, terminal = os.openpty()
    environment = house.environment | {"SLOW": str(slow)}
    with subprocess.Popen(house.command, env=environment, stdout=terminal) as process:
        os.close(terminal)
        _read_until(screen, "viva: package 1: numpy<3 (0:")
        slow.write_text("")  # pip is done
        assert "\r\033[Kviva: ready." in _read_until(screen, "viva: ready.")
        assert process.wait(timeout=60) == 0
    os.close(screen)


def _read_until(screen: int, text: str) -> str:
    seen = ""
    while text not in seen:
        seen += os.read(screen, 1000).decode()
    return seen


def test_a_failed_install_says_why_and_is_retried(house: House) -> None:
    house.give_python("python3")
    failed = house.set_up(OFFLINE="1")
    assert failed.returncode == 1
    assert failed.stderr.startswith("no network\n") and "check the network" in failed.stderr
    assert house.set_up().stdout.endswith(READY)


def test_a_missing_python_is_named_with_what_to_do(house: House) -> None:
    done = house.set_up()
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_an_unknown_argument_is_refused(house: House) -> None:
    assert house.set_up("everything").returncode == 2
