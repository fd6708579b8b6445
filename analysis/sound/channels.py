"""Whether a file's channels may be mixed, or one of them must be used alone; and the mix.

Where a cable or a plug turns one channel upside down, the channels cancel out in the mix. Levels
are sums of squares without each frame's constant offset, so that an offset doesn't matter.
"""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

QUIETER_DB = 8.0
"""A mix this far below its loudest channel is not used; one silent channel of two costs 6 dB."""

OPPOSITE = -0.5
"""Correlation of two channels below which they cancel out."""


class ChannelBalance:
    """Watches the channels of a file as it is decoded."""

    def __init__(self) -> None:
        self._each: NDArray[np.float64] = np.zeros(0)
        self._mix = 0.0

    def add(self, frame: av.AudioFrame) -> None:
        """Note one frame; files whose number of channels changes on the way are mixed."""
        count = frame.layout.nb_channels
        if count < 2:
            return
        if not len(self._each):
            self._each = np.zeros(count)
        if len(self._each) != count:
            return
        sound = channels(frame)
        sound = np.nan_to_num(sound - sound.mean(axis=1, keepdims=True), posinf=0.0, neginf=0.0)
        self._each += (sound.astype(np.float64) ** 2).sum(axis=1)
        self._mix += float((sound.mean(axis=0, dtype=np.float64) ** 2).sum())

    @property
    def best(self) -> int | None:
        """The channel, counted from 0, to use alone; ``None``: mix them."""
        if not len(self._each) or not self._each.any():
            return None
        loudest = int(self._each.argmax())
        quieter = self._mix * 10 ** (QUIETER_DB / 10) < self._each[loudest]
        return loudest if quieter or self._opposite() else None

    def _opposite(self) -> bool:
        """Whether two channels are the same sound, one upside down."""
        if len(self._each) != 2 or not self._each.all():
            return False
        shared = (4 * self._mix - self._each.sum()) / 2
        return bool(shared < OPPOSITE * np.sqrt(self._each.prod()))


def channels(frame: av.AudioFrame) -> NDArray[np.float32]:
    """Return a frame as (channels, n) samples in −1…1."""
    sound = frame.to_ndarray()
    if not frame.format.is_planar:
        sound = sound.reshape(-1, frame.layout.nb_channels).T
    if sound.dtype.kind in "iu":
        scale = 2.0 ** (8 * sound.dtype.itemsize - 1)
        middle = scale if sound.dtype.kind == "u" else 0.0
        return np.asarray((sound.astype(np.float32) - middle) / scale, np.float32)
    return np.asarray(sound, np.float32)


def mixed(frame: av.AudioFrame) -> av.AudioFrame:
    """Return the mean of a frame's channels, or the frame itself if it has only one.

    From (channels, n) samples of any format come (1, n) 32-bit floats, in which NaN and infinity
    are 0. FFmpeg's own mix gets louder: the same sound by 3 dB in two channels, by 13 dB in eight.
    """
    if frame.layout.nb_channels < 2:
        return frame
    return _mono(np.nan_to_num(channels(frame), posinf=0.0, neginf=0.0).mean(axis=0), frame)


def one_channel(frame: av.AudioFrame, channel: int) -> av.AudioFrame:
    """Return one channel of a frame, or the frame where it has no such channel."""
    if channel >= frame.layout.nb_channels or frame.layout.nb_channels < 2:
        return frame
    return _mono(channels(frame)[channel], frame)


def _mono(sound: NDArray[np.float32], frame: av.AudioFrame) -> av.AudioFrame:
    """Return samples (n,) as a frame with the rate of the one they are from."""
    alone = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(sound[np.newaxis]), format="flt", layout="mono"
    )
    alone.sample_rate = frame.sample_rate
    return alone
