"""Decodes an audio track packet by packet, past damage, which becomes silence.

Each frame has its time, so a hole is as long as the missing sound; formats
without their own times (mp3, aac) are measured by the bytes that couldn't be decoded. The hole
is filled with zeros, so that everything after it keeps its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import av

from analysis.memory import ran_out
from analysis.sound.overwritten import silenced
from analysis.types import Span

LEAST_HOLE = 0.015
"""Seconds between a frame's time and the end of the one before that are rounding."""

SENDS_NO_SILENCE = {"opus": 0.5, "libopus": 0.5}
"""Codecs that may leave silence out, and the longest stretch (s) that they leave out at a time."""

TIMELESS = ("mp3", "aac", "ac3", "eac3", "amr", "loas")
"""Formats whose packets have no times."""

KNOWS_LENGTH = ("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "flac")
"""Formats that say how long they are, rather than leaving it to be guessed."""

LONGEST_HOLE = 600.0
"""Seconds above which a time counts as damaged."""

MOST_FAULTS = 200
"""Container errors in a row after which reading stops."""

MISSING_SHARE = 0.5
"""Share of the file that may be damaged; beyond it the file can't be read."""


@dataclass
class Damage:
    """What a file lacks: ``holes`` (s), filled with silence, and how many packets failed."""

    holes: list[Span] = field(default_factory=list)
    faults: int = 0
    first_error: av.FFmpegError | None = None

    @property
    def seconds(self) -> float:
        """Seconds of sound that are missing."""
        return sum(hole.duration for hole in self.holes)


@dataclass(frozen=True, slots=True)
class Silence:
    """A hole before the next frame, in seconds."""

    seconds: float


class TrackReader:
    """Reads one audio track of an open file, once."""

    def __init__(
        self, container: av.container.InputContainer, stream: av.AudioStream, size: int
    ) -> None:
        """Prepare to read a track of a file of ``size`` bytes."""
        self.damage = Damage()
        self._container = container
        self._stream = stream
        self._size = size
        self._timeless = container.format.name in TIMELESS
        self._first_byte: int | None = None
        self._bytes_good = self._bytes_failed = self._bytes_pending = 0
        self._seconds = 0.0
        self._expected: float | None = None
        self._begins: float | None = None
        self._failed_to: float | None = None

    def parts(self) -> Iterator[av.AudioFrame | Silence]:
        """Yield frames, and silence for the holes between them.

        Raises
        ------
        av.FFmpegError
            When nothing can be decoded, or memory runs out.
        """
        for packet in self._packets():
            for frame in self._decoded(packet):
                if hole := self._hole_before(frame):
                    yield Silence(hole)
                yield self._without_static(frame)
        if not self._seconds and self.damage.first_error is not None:
            raise self.damage.first_error
        if rest := self._hole_at_end():
            self._note(rest)
            yield Silence(rest)

    @property
    def hopeless(self) -> bool:
        """Whether too much is damaged, as in a file that isn't audio at all."""
        there = self._bytes_good + self._bytes_failed
        return bool(self.damage.faults) and self._bytes_failed > MISSING_SHARE * there

    @property
    def promised(self) -> float | None:
        """Length in seconds that the file gives for this track, where its format says it."""
        stream = self._stream
        if self._container.format.name not in KNOWS_LENGTH:
            return None
        if stream.duration is not None and stream.time_base is not None:
            return float(stream.duration * stream.time_base)
        written = re.fullmatch(r"(\d+):(\d+):([\d.]+)", stream.metadata.get("DURATION", ""))
        if written:
            return int(written[1]) * 3600 + int(written[2]) * 60 + float(written[3])
        whole = self._container.duration
        return whole / av.time_base if whole and len(self._container.streams) == 1 else None

    def _packets(self) -> Iterator[av.Packet[Any]]:
        faults = 0
        while faults < MOST_FAULTS:
            try:
                for packet in self._container.demux(self._stream):
                    yield packet
                    faults = 0
                return
            except av.FFmpegError as error:
                self._count(error)
                faults += 1

    def _decoded(self, packet: av.Packet[Any]) -> list[av.AudioFrame]:
        if self._first_byte is None and packet.pos is not None:
            self._first_byte = max(0, packet.pos)
        try:
            frames: list[Any] = packet.decode()
        except av.EOFError:
            return []
        except av.FFmpegError as error:
            self._count(error)
            self._bytes_failed += packet.size
            self._bytes_pending += packet.size
            self._note_times(packet)
            return []
        self._bytes_good += packet.size
        return [frame for frame in frames if isinstance(frame, av.AudioFrame)]

    def _note_times(self, packet: av.Packet[Any]) -> None:
        """Store the start and end of a packet that can't be decoded."""
        if packet.pts is None or packet.time_base is None:
            return
        start = float(packet.pts * packet.time_base)
        if self._expected is None:
            self._expected = self._begins = start
        self._failed_to = start + float((packet.duration or 0) * packet.time_base)

    def _count(self, error: av.FFmpegError) -> None:
        if ran_out(error):
            raise error
        self.damage.faults += 1
        self.damage.first_error = self.damage.first_error or error

    def _hole_before(self, frame: av.AudioFrame) -> float:
        """Return the seconds missing before a frame, and note its own."""
        hole, at = 0.0, _time_of(frame)
        if self._expected is not None and at is not None:
            # a damaged flac repeats a time, a slow clock drifts: only what both show is missing
            hole = min(at - self._expected, at - (self._begins or 0.0) - self._seconds)
        if hole > LONGEST_HOLE or hole < LEAST_HOLE:
            hole = 0.0
        if self._timeless:
            hole = max(hole, self._seconds_of(self._bytes_pending))
        told = self._bytes_pending or hole > SENDS_NO_SILENCE.get(self._stream.codec.name, 0.0)
        self._bytes_pending = 0
        if hole and told:
            self._note(hole)
        self._seconds += hole + frame.samples / frame.sample_rate
        if at is not None:
            self._begins = at if self._begins is None else self._begins
            self._expected = at + frame.samples / frame.sample_rate
        return hole

    def _hole_at_end(self) -> float:
        """Return the seconds missing after the last frame, or, by their bytes, anywhere."""
        if self._timeless:
            return self._seconds_of(self._bytes_pending + self._bytes_skipped())
        if not self._bytes_pending or self._failed_to is None or self._expected is None:
            return 0.0
        return min(LONGEST_HOLE, max(0.0, self._failed_to - self._expected))

    def _without_static(self, frame: av.AudioFrame) -> av.AudioFrame:
        """Silence a damaged frame of plain samples, the last one counted."""
        if not self._stream.codec.name.startswith("pcm_"):
            return frame
        mended, spans = silenced(frame)
        begins = self._seconds - frame.samples / frame.sample_rate
        for first, last in spans:
            start, end = (begins + at / frame.sample_rate for at in (first, last))
            if self.damage.holes and start - self.damage.holes[-1].end < LEAST_HOLE:
                start = self.damage.holes.pop().start
            self.damage.holes.append(Span(start, end))
        return mended

    def _note(self, seconds: float) -> None:
        self.damage.holes.append(Span(self._seconds, self._seconds + seconds))

    def _seconds_of(self, count: int) -> float:
        """Return the seconds that undecoded bytes stand for, in a format without times."""
        spoken = self._seconds - self.damage.seconds
        if not self._timeless or not self._bytes_good or count <= 0:
            return 0.0
        return count * spoken / self._bytes_good

    def _bytes_skipped(self) -> int:
        """Return the bytes inside a damaged file that aren't in any packet."""
        if not self.damage.faults or self._first_byte is None:
            return 0
        return self._size - self._first_byte - self._bytes_good - self._bytes_failed


def _time_of(frame: av.AudioFrame) -> float | None:
    """Return the seconds at which a frame begins."""
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)
