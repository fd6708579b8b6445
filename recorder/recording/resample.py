"""Another sample rate partway through a recording: the microphone was switched.

Linear interpolation, in the standard library: it runs on the writer thread for the rest of one
answer, and uses about a hundredth of a core. Speech stays speech; the highest frequencies get a
little duller, which affects no measure.
"""

from __future__ import annotations

from array import array


class RateChange:
    """Converts int16 samples from one rate to another, block by block, without seams."""

    def __init__(self, given: int, wanted: int) -> None:
        if given <= 0 or wanted <= 0:
            raise ValueError(f"sample rates must be above 0, not {given} and {wanted}")
        self._source_rate = given
        self._target_rate = wanted
        self._last: int | None = None
        self._at = 0  # the next sample, after the last of the previous block, ÷ wanted

    def __call__(self, samples: array[int]) -> array[int]:
        """Return the samples of this block at the wanted rate."""
        if self._source_rate == self._target_rate or not samples:
            return samples
        first = samples[0] if self._last is None else self._last
        line = array("h", (first,)) + samples if self._last is not None else samples
        end = (len(line) - 1) * self._target_rate
        out = array("h")
        at, step, wanted = self._at, self._source_rate, self._target_rate
        while at < end:
            place, part = divmod(at, wanted)
            left = line[place]
            out.append(left + (line[place + 1] - left) * part // wanted)
            at += step
        self._at, self._last = at - end, line[-1]
        return out
