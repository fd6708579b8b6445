"""`viva doctor` as a person runs it: quick, changes nothing, ready for a bug report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import demo
from recorder.doctor.checks import CHECKS
from tests.cli.conftest import Viva
from tests.microphone import VirtualMicrophone, write_wav


def test_text_has_every_check_and_lists_those_not_run(viva: Viva) -> None:
    done = viva("doctor")
    for check in CHECKS:
        shown = any(line[5:].startswith(f"{check.name} ") for line in done.stdout.splitlines())
        assert shown is (check.pace != "asked"), check.name
    assert "viva doctor --microphone-test" in done.stdout and not done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


@pytest.mark.slow
def test_it_creates_and_changes_nothing(viva: Viva, home: Path) -> None:
    viva("doctor", "--all", "--microphone", f"file:{demo.ANSWER}")
    assert not home.exists()
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text("damaged = [")
    (home / "settings.toml").chmod(0o600)
    done = viva("doctor", "--quick")
    assert done.returncode == 1 and "fix  settings" in done.stdout
    assert [path.name for path in home.iterdir()] == ["settings.toml"]


def test_quick_runs_only_instant_checks(viva: Viva) -> None:
    done = viva("doctor", "--quick")
    assert done.returncode == 0 and "Skipped by --quick" in done.stdout
    assert "microphones" not in done.stdout.split("\n\n")[1]


def test_json_is_one_line_a_check(viva: Viva, home: Path) -> None:
    done = viva("doctor", "--format", "json", "--microphone-test", "--microphone",
                f"file:{demo.ANSWER}")  # fmt: skip
    found = {each["check"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert set(found) == {check.name for check in CHECKS} - {"loading"}
    assert found["microphone"]["state"] == "ok" and found["microphone"]["advice"] is None
    assert "3.0 s recorded" in found["microphone"]["found"]
    assert str(home) not in done.stdout
    assert done.returncode == int(any(each["state"] == "bad" for each in found.values()))


def test_a_failed_required_check_gives_exit_1(viva: Viva, tmp_path: Path) -> None:
    done = viva("doctor", "--microphone", f"file:{tmp_path / 'none.wav'}")
    assert done.returncode == 1
    assert "fix  microphone " in done.stdout and "to fix:" in done.stdout


@pytest.mark.microphone
@pytest.mark.slow
def test_a_silent_and_a_working_microphone(
    viva: Viva, microphone_heard: VirtualMicrophone, tmp_path: Path
) -> None:
    silent = viva("doctor", "--microphone-test")
    assert silent.returncode == 1 and "opens but gives digital silence" in silent.stdout
    assert "ok   microphones  " in silent.stdout and "PortAudio V" in silent.stdout
    hum = [8000 if i // 40 % 2 else -8000 for i in range(16_000 * 30)]
    with microphone_heard.speaking(write_wav(tmp_path / "hum.wav", hum)):
        heard = viva("doctor", "--microphone-test")
    assert "3.0 s recorded, loudest −" in heard.stdout
    named = viva("doctor", "--names").stdout
    assert "(ALSA)" in named and "(ALSA)" not in silent.stdout
