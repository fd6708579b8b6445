"""The computer's voice: found if there is one, given text as text, interrupted at once."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recorder.playback.voice import Engine, Voice, engines, find
from tests.patience import until

HOSTILE = 'Why Med-Peds?; rm -rf $HOME `id` "quoted" --version'


def python(code: str) -> Engine:
    """An engine that is a line of Python."""
    return Engine("python", (sys.executable, "-c", code))


@pytest.mark.parametrize("platform", ["darwin", "win32", "linux"])
def test_each_system_has_its_engine(platform: str) -> None:
    engine = find(platform, which=lambda program: f"/bin/{program}")
    assert engine is not None and len(engine.command) > 1
    assert find(platform, which=lambda program: None) is None


def test_on_linux_the_next_engine_is_used() -> None:
    only = find("linux", which=lambda program: program if program == "espeak-ng" else None)
    assert only is not None and only.name == "eSpeak NG"


async def test_the_text_arrives_as_it_is(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    code = f"import sys, pathlib; pathlib.Path({str(heard)!r}).write_bytes(sys.stdin.buffer.read())"
    assert await Voice(python(code)).speak(HOSTILE)
    assert heard.read_text() == HOSTILE + "\n"


async def test_it_can_be_interrupted() -> None:
    voice = Voice(python("import time; time.sleep(60)"))
    speaking = asyncio.create_task(voice.speak("a long text"))
    await until(lambda: voice._child is not None, 0.01)
    await voice.stop()
    assert await speaking is False


async def test_an_engine_that_fails_says_so() -> None:
    assert await Voice(python("import sys; sys.exit(3)")).speak("text") is False


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="eSpeak NG is not installed")
def test_espeak_takes_these_options() -> None:
    (engine,) = (e for e in engines("linux") if e.name == "eSpeak NG")
    command = [*engine.command, "--stdout"]
    spoken = subprocess.run(command, input=b"hello\n", capture_output=True, check=True)
    assert spoken.stdout.startswith(b"RIFF")
