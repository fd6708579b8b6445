"""What a recording needs from a microphone: something that opens a stream of 16-bit sound.

A `Take` knows only these protocols, so that the same code records a sound card (`sound_device`)
and an audio file (`file_microphone`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

BlockListener = Callable[[bytes, bool], None]
"""Receives a block of interleaved int16 samples, and whether samples were lost before it."""

Ended = Callable[[], None]
"""Called when a stream gives no more sound, whether it was closed or ended by itself."""


BLOCK = 0.05
"""Seconds of sound in a block: the update rate of the level meter."""


class MicrophoneError(Exception):
    """A microphone that can't be used.

    ``problem`` is one sentence with what to do next. The message is the problem, then ``more``:
    where else to look, if anywhere.
    """

    def __init__(self, problem: str, more: str = "") -> None:
        super().__init__(f"{problem} {more}" if more else problem)
        self.problem = problem


class Stream(Protocol):
    """Incoming sound; blocks arrive on the stream's own thread."""

    @property
    def sample_rate(self) -> int:
        """Frames per second."""

    @property
    def channels(self) -> int:
        """Channels interleaved in each block."""

    @property
    def endless(self) -> bool:
        """Whether only an error can end it; an audio file ends, a sound card doesn't."""

    @property
    def real_time(self) -> bool:
        """Whether a second of sound takes a second to arrive."""

    def start(self) -> None:
        """Let blocks arrive."""

    def close(self) -> None:
        """Stop and release the device; no block arrives afterward."""


class Microphone(Protocol):
    """Something that can be recorded repeatedly."""

    @property
    def name(self) -> str:
        """What to call it on the screen."""

    @property
    def note(self) -> str | None:
        """A sentence the person should see, such as that the chosen microphone is missing."""

    def prepare(self) -> None:
        """Do the slow part in advance; `open` does it if this wasn't called.

        Raises
        ------
        MicrophoneError
            If it is already clear that the microphone can't be used.
        """

    def open(self, on_block: BlockListener, on_end: Ended) -> Stream:
        """Open a stream that has not started.

        Raises
        ------
        MicrophoneError
            If the microphone can't be opened.
        """
