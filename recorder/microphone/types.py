"""What a microphone is to a recording: something that opens a stream of 16-bit sound.

A `Take` knows only these shapes, so that a sound card (`sound_device`) and a sound file
(`file_microphone`) are recorded by the same code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

BlockListener = Callable[[bytes, bool], None]
"""Takes a block of interleaved int16 samples, and whether samples were lost before it."""

Ended = Callable[[], None]
"""Called when a stream gives no more sound, whether it was closed or ended by itself."""


BLOCK = 0.05
"""Seconds of sound in a block: the pace of the level meter."""


class MicrophoneError(Exception):
    """A microphone that cannot be used; the message is one sentence with what to do next."""


class Stream(Protocol):
    """Sound that is arriving; blocks come on a thread of the stream's own."""

    @property
    def sample_rate(self) -> int:
        """Frames a second."""

    @property
    def channels(self) -> int:
        """Channels interleaved in each block."""

    @property
    def endless(self) -> bool:
        """Whether only a fault can end it; a sound file ends, a sound card does not."""

    @property
    def real_time(self) -> bool:
        """Whether a second of sound takes a second to arrive."""

    def start(self) -> None:
        """Let blocks arrive."""

    def close(self) -> None:
        """Stop and release the device; no block arrives afterwards."""


class Microphone(Protocol):
    """Something that can be recorded, again and again."""

    @property
    def name(self) -> str:
        """What to call it on the screen."""

    @property
    def note(self) -> str | None:
        """A sentence the person should see, such as that the chosen microphone is missing."""

    def prepare(self) -> None:
        """Do what is slow beforehand; `open` does it where this was not called.

        Raises
        ------
        MicrophoneError
            When it is already clear that the microphone cannot be used.
        """

    def open(self, on_block: BlockListener, on_end: Ended) -> Stream:
        """Open a stream that has not started.

        Raises
        ------
        MicrophoneError
            When the microphone cannot be opened.
        """
