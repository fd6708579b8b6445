"""The computer's own speech engine reads a text out loud; many computers have one, none is needed.

macOS and Windows include one; on Linux it is speech-dispatcher or eSpeak. Text goes in by
standard input or as one argument, never through a shell.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

Find = Callable[[str], str | None]

SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)

MISSING = (
    "Viva found no speech engine on this computer. On Debian or Ubuntu, run: "
    "sudo apt install espeak-ng"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks what it reads from standard input, until it is done or stopped."""

    name: str
    command: tuple[str, ...]


def engines(platform: str = sys.platform) -> tuple[Engine, ...]:
    """Return the engines that a system may have, best first."""
    if platform == "darwin":
        return (Engine("say", ("say", "-f", "-")),)
    if platform == "win32":
        return (Engine("SAPI", ("powershell", "-NoProfile", "-Command", SAPI)),)
    return (
        Engine("speech-dispatcher", ("spd-say", "--wait", "--pipe-mode")),
        Engine("eSpeak NG", ("espeak-ng", "--stdin", "-v", "en-us", "-s", "150")),
        Engine("eSpeak", ("espeak", "--stdin", "-v", "en-us", "-s", "150")),
    )


def find(platform: str = sys.platform, which: Find = shutil.which) -> Engine | None:
    """Find this computer's engine."""
    return next((e for e in engines(platform) if which(e.command[0])), None)


class Voice:
    """Speaks one text at a time; a new one interrupts the previous one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._child: asyncio.subprocess.Process | None = None

    async def speak(self, text: str) -> bool:
        """Speak to the end; ``False`` if it was interrupted or the engine failed."""
        await self.stop()
        child = await asyncio.create_subprocess_exec(
            *self._engine.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        self._child = child
        try:
            await child.communicate(text.encode() + b"\n")
        except asyncio.CancelledError:
            await self.stop()
            raise
        return child.returncode == 0

    async def stop(self) -> None:
        """Stop speaking."""
        child, self._child = self._child, None
        if child is not None and child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
