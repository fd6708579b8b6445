"""Listing microphones, with programs in place of PortAudio that do what drivers do."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from recorder.microphone.devices import Device, DeviceListError, list_devices, no_microphone

USB = {
    "name": "USB Mic",
    "host_api": "ALSA",
    "channels": 1,
    "sample_rate": 48_000,
    "default": False,
}
ANSWER = f"print('viva-devices ' + {json.dumps(json.dumps({'devices': [USB]}))})"


def asked(program: str, timeout: float = 20.0) -> tuple[Device, ...]:
    return list_devices(timeout=timeout, ask=(sys.executable, "-c", program))


def test_devices_are_read_with_the_default_first() -> None:
    other = USB | {"name": "Built-in", "default": True}
    answer = json.dumps({"devices": [USB, other]})
    found = asked(f"print('viva-devices ' + {json.dumps(answer)})")
    assert [device.name for device in found] == ["Built-in", "USB Mic"]
    assert found[0].label == "Built-in (ALSA)"


def test_output_of_drivers_does_not_matter() -> None:
    noisy = (
        f"import sys; print('jack server is not running'); print('ALSA', file=sys.stderr); {ANSWER}"
    )
    assert [device.name for device in asked(noisy)] == ["USB Mic"]


def test_output_larger_than_a_pipe_does_not_matter() -> None:
    noisy = f"import sys; sys.stderr.write('ALSA lib\\n' * 100_000); {ANSWER}"
    assert len(asked(noisy)) == 1


@pytest.mark.slow
def test_a_driver_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    program = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(600)"
    )
    began = time.monotonic()
    with pytest.raises(DeviceListError, match=r"didn't answer within 3 seconds. .*try again"):
        asked(program, timeout=3.0)
    assert time.monotonic() - began < 30
    for pid in pids.read_text().split():
        assert _is_gone(int(pid))


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_a_driver_that_crashes_is_reported_with_its_last_words() -> None:
    program = (
        "import os, signal, sys; print('bad divide', file=sys.stderr, flush=True);"
        "os.kill(os.getpid(), signal.SIGFPE)"
    )
    with pytest.raises(DeviceListError, match=r"crashed \(SIGFPE\).*\[bad divide\]"):
        asked(program)


@pytest.mark.parametrize("program", ["print('garbage')", "print('viva-devices {')", "pass"])
def test_garbage_is_not_an_answer(program: str) -> None:
    with pytest.raises(DeviceListError, match="gave no answer"):
        asked(program)


def test_an_exit_status_is_named() -> None:
    with pytest.raises(DeviceListError, match="exit status 3"):
        asked("raise SystemExit(3)")


def test_no_microphone_says_what_to_do() -> None:
    with pytest.raises(DeviceListError, match="Plug one in") as found:
        asked("""print('viva-devices {"devices": []}')""")
    for way in ("sound settings", "`viva doctor`"):
        assert way in str(found.value)
    assert "file:" not in str(found.value), "that is for tests"


def test_windows_linux_gets_its_hint() -> None:
    assert "libasound2-plugins" in no_microphone("5.15.90.1-microsoft-standard-WSL2")


def test_missing_portaudio_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "apt-get").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceListError, match="sudo apt install libportaudio2"):
        asked("""print('viva-devices {"missing": true}')""")


@pytest.mark.parametrize(
    ("name", "sample_rate", "noted"),
    [("AirPods Pro", 24_000, True), ("Headset", 16_000, True), ("Built-in", 48_000, False)],
)
def test_wireless_headsets_carry_a_note(name: str, sample_rate: int, noted: bool) -> None:
    assert bool(Device(name, "Core Audio", 1, sample_rate, True).note) == noted


def _is_gone(pid: int) -> bool:
    """Return whether a process has ended; a zombie has."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            status = Path(f"/proc/{pid}/stat")
            if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
