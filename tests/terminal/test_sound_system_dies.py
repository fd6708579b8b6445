"""The real screens while PulseAudio dies during an answer: reported at once, and continued."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from recorder.files.locations import locate
from sessions.store import Store
from tests.microphone import missing, virtual_microphone
from tests.terminal.test_practice import PATIENCE, Terminal, answer  # noqa: F401 (a fixture)

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.microphone,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path, 100, 30)
    yield made
    made.end()


def recorded(home: Path, seconds: float) -> None:
    """Wait until the recording has this many seconds, at the lowest sample rate possible."""
    end = time.monotonic() + PATIENCE
    while not any(p.stat().st_size > seconds * 2 * 44_100 for p in home.rglob("*.wav")):
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.slow
def test_an_answer_survives_its_sound_system(
    terminal: Terminal,
    answer: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason = missing()
    if reason:
        pytest.skip(reason)
    home = tmp_path / "home"
    with virtual_microphone() as microphone:
        for name, value in microphone.environment.items():
            monkeypatch.setenv(name, value)
        terminal.start(home)
        terminal.wait_for("Tell me about yourself")
        terminal.press("Enter")
        terminal.wait_for("Start (space)")
        with microphone.speaking(answer):
            terminal.press("Space")
            terminal.wait_for("Recording from")
            recorded(home, 4.0)
            os.kill(microphone.server, signal.SIGKILL)
        asked = terminal.wait_for("is saved")
        assert "it may be unplugged" in " ".join(asked.split())
        microphone.restart()
        with microphone.speaking(answer):
            terminal.press("g")
            terminal.wait_for("Recording from")
            recorded(home, 8.0)
            terminal.press("Space")
            terminal.wait_for("too little to score", "nothing to score")
            terminal.press("Escape")
            terminal.wait_for("1×  last")
            terminal.press("q")
        terminal.wait_for_end()
    locations = locate({"VIVA_HOME": str(home)})
    with Store.open(locations.database, locations.recordings) as store:
        (kept,) = store.answers()
    samples, sample_rate = soundfile.read(kept.path)
    assert kept.device == "default microphone"
    assert kept.duration == len(samples) / sample_rate
    assert 7.9 <= len(samples) / sample_rate < 14
