"""Microphones for tests: one driven by hand, and a virtual one behind a real sound system."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import wave
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recorder.microphone.types import BlockListener, Ended, MicrophoneError
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "tools" / "virtual_microphone.sh"


class HandMicrophone:
    """A microphone and its stream in one; delivers the blocks a test gives it."""

    name = "Hand"
    note: str | None = None

    def __init__(
        self,
        *,
        sample_rate: int = 1000,
        channels: int = 1,
        real_time: bool = True,
        refusal: str | None = None,
    ) -> None:
        self.sample_rate = sample_rate
        self.channels = channels
        self.real_time = real_time
        self.endless = True
        self.closed = False
        self._refusal = refusal

    def prepare(self) -> None:
        pass

    def open(self, on_block: BlockListener, on_end: Ended) -> HandMicrophone:
        self._heard, self.end = on_block, on_end
        return self

    def start(self) -> None:
        if self._refusal:
            raise MicrophoneError(self._refusal)

    def close(self) -> None:
        self.closed = True

    def give(self, samples: Sequence[int], overflowed: bool = False) -> None:
        """Deliver a block."""
        self._heard(array("h", samples).tobytes(), overflowed)


@dataclass(frozen=True)
class VirtualMicrophone:
    """A separate PulseAudio whose default source records what is played into it."""

    environment: dict[str, str]

    @property
    def server(self) -> int:
        """The process id of its PulseAudio."""
        return int(Path(self.environment["VIVA_VIRTUAL_MICROPHONE"], "run/pid").read_text())

    def restart(self) -> None:
        """End its PulseAudio, if it is still running, and restart it at the same address."""
        self._run(SCRIPT, "restart")

    def pactl(self, *arguments: str) -> str:
        """Run a command of the sound system; return its output."""
        return self._run("pactl", *arguments).strip()

    def _run(self, *command: str | Path) -> str:
        return subprocess.run(
            command,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | self.environment,
            timeout=60,
        ).stdout

    @contextlib.contextmanager
    def speaking(self, path: Path, sink: str = "voice", ahead: float = 2.0) -> Iterator[None]:
        """Play a sound into the microphone until the block ends.

        The sound system buffers some seconds ahead, so that a busy machine doesn't make it stutter;
        after a longer sleep, nothing is left to play.
        """
        player = subprocess.Popen(
            ["paplay", f"--latency-msec={1000 * ahead:.0f}", f"--device={sink}", path],
            env=os.environ | self.environment,
        )
        try:
            yield
        finally:
            player.terminate()
            try:
                player.wait(10)
            except subprocess.TimeoutExpired:  # its server hangs
                player.kill()
                player.wait(PATIENCE)


def missing() -> str | None:
    """Return what the virtual microphone needs and this machine lacks, or None."""
    tools = [tool for tool in ("bash", "pulseaudio", "pacat", "paplay") if not shutil.which(tool)]
    if tools:
        return f"no virtual microphone: {', '.join(tools)} not installed"
    return None


@contextlib.contextmanager
def virtual_microphone() -> Iterator[VirtualMicrophone]:
    """Start the virtual microphone, and end only it."""
    lines = subprocess.run(
        [SCRIPT, "start"], check=True, stdout=subprocess.PIPE, text=True, timeout=60
    ).stdout.splitlines()
    environment = dict(line.removeprefix("export ").split("=", 1) for line in lines)
    try:
        yield VirtualMicrophone(environment)
    finally:
        subprocess.run(
            [SCRIPT, "stop"],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | environment,
            timeout=60,
        )


def write_wav(path: Path, samples: Sequence[int], sample_rate: int = 16_000) -> Path:
    """Write a mono 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(array("h", samples).tobytes())
    return path


def read_wav(path: Path) -> tuple[array[int], int]:
    """Return samples and sample rate of a mono 16-bit WAV, as its header counts them."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array("h", file.readframes(file.getnframes())), file.getframerate()
