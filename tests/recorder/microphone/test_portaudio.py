"""What stays out of the screen's process, and off the screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.microphone import ROOT, write_wav

NOISE = """
import os, subprocess, sys
from pathlib import Path
from recorder.microphone.portaudio import redirect_library_output

print("before", file=sys.stderr)
with redirect_library_output(Path(sys.argv[1])):
    os.write(2, b"ALSA lib noise\\n")
    subprocess.run(["sh", "-c", "echo child noise >&2"])
    print("drawn", file=sys.__stderr__)
    print("seen", file=sys.stderr)
os.write(2, b"after\\n")
raise ValueError("the traceback")
"""

INSIDE = """
import sys
from pathlib import Path
from recorder.microphone.portaudio import redirect_library_output

with redirect_library_output(Path(sys.argv[1])):
    raise ValueError("the traceback")
"""

HEADLESS = """
import sys, time
from pathlib import Path
from recorder.recording.take import Take
from recorder.microphone.choose import choose

try:
    import sounddevice
except OSError:
    pass
take = Take(Path(sys.argv[2]), choose("file:" + sys.argv[1]))
take.start()
while not take.finished:
    time.sleep(0.01)
take.stop()
print({"numpy", "textual", "librosa", "faster_whisper"} & set(sys.modules))
"""


def run(program: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell")
def test_library_noise_goes_to_the_log_and_the_rest_to_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "sound.log"
    err = run(NOISE, log).stderr
    assert log.read_text() == "ALSA lib noise\nchild noise\n"
    run(NOISE, log)
    assert log.read_text() == "ALSA lib noise\nchild noise\n" * 2
    assert err.startswith("before\ndrawn\nseen\nafter\nTraceback")
    assert err.endswith("ValueError: the traceback\n")


def test_a_traceback_from_inside_is_visible(tmp_path: Path) -> None:
    log = tmp_path / "sound.log"
    assert run(INSIDE, log).stderr.endswith("ValueError: the traceback\n")
    assert log.read_text() == ""


def test_recording_loads_no_numerics(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "sound.wav", [1000] * 1600)
    done = run(HEADLESS, sound, tmp_path / "take.wav")
    assert (done.stdout, done.stderr) == ("set()\n", "")
