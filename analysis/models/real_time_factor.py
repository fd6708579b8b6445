"""Which speech model keeps up with a person on this computer: arithmetic, standard library only.

A recording is followed while it grows: it is cut at pauses into chunks of 5–28 s
(`analysis.transcription.chunking`),
``CHUNK`` on average, and each is transcribed at once. Whisper pads a chunk to a window of 30 s, so
a chunk costs one pass of the encoder whatever its length, and decoding (a beam of 5) for each of
its seconds of speech, which take 3.3 tokens. At the stop, the rest of the current chunk and the
tail after it are left. All times are seconds; costs are wall time with the threads that
transcription uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CHUNK = 10.0
"""Mean seconds of sound in a chunk; the sample answer is cut into chunks of 9 s on average."""

TAIL = CHUNK / 2
"""Mean seconds of sound after the last cut when a person stops."""

KEEPS_UP = 0.7
"""Work per second of speech up to which a model keeps up: the rest is for the screen, for denser
answers, and for what else the computer does."""

ANSWER = 120.0
"""Length of the answer for which the wait is shown: the target of most questions."""

MEMORY = 350_000_000
"""Bytes that analysis takes in addition to the model."""

BEST_FIRST = (
    *("medium", "medium.en", "large-v3-turbo", "small", "distil-small.en", "small.en"),
    *("base", "base.en", "tiny", "tiny.en"),
)
"""The known models by their errors on accented English (`analysis.models.known`), best first."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A model's cost: ``window`` for each chunk, ``second`` for each second of speech in it."""

    window: float
    second: float

    def of(self, speech: float) -> float:
        """Return the seconds of work for one chunk with this many seconds of speech."""
        return self.window + speech * self.second

    @property
    def work(self) -> float:
        """Seconds of work per second of speech while following a recording."""
        return self.of(CHUNK) / CHUNK

    @property
    def wait(self) -> float:
        """Mean seconds from the stop of a two-minute answer to its full report.

        The stop comes at a time u after a cut, any u < CHUNK equally likely: then max(0, chunk's
        work − u) of the current chunk is left, plus the tail's own work. A model that can't keep
        up at all has fallen behind by (work − 1) for each second of the answer.
        """
        chunk = self.of(CHUNK)
        under_way = chunk**2 / (2 * CHUNK) if chunk < CHUNK else chunk - CHUNK / 2
        return under_way + self.of(TAIL) + max(0.0, self.work - 1) * (ANSWER - CHUNK)

    @property
    def keeps_up(self) -> bool:
        """Whether the model can follow a person while they speak."""
        return self.work <= KEEPS_UP


REFERENCE = "tiny.en"
"""The model that is measured; others are only estimated from it."""

RELATIVE: Mapping[str, Cost] = MappingProxyType(
    {
        "tiny": Cost(1.0, 1.0),
        "tiny.en": Cost(1.0, 1.0),
        "base": Cost(2.0, 1.7),
        "base.en": Cost(2.0, 1.7),
        "small": Cost(6.5, 4.7),
        "small.en": Cost(6.5, 4.7),
        "distil-small.en": Cost(6.6, 2.0),
        "medium": Cost(18.5, 13.2),
        "medium.en": Cost(18.5, 13.2),
        "large-v3-turbo": Cost(31.0, 4.1),
    }
)
"""Multiples of ``REFERENCE``'s costs, by `benchmarks/model_costs.py` on one thread (docs/speed.md).

A multilingual model has the dimensions of its English-only version. More threads help a large model
more than a small one, so the large ones do somewhat better.
"""


def estimate_cost(name: str, reference: Cost) -> Cost:
    """Scale the reference's cost on this computer to another model."""
    times = RELATIVE[name]
    return Cost(reference.window * times.window, reference.second * times.second)


def memory(megabytes: int) -> int:
    """Return the bytes that analysis takes with a model of this download size.

    The weights are 16 bits wide on disk and 8 in memory; while loading, and again while working,
    a model takes about as much memory as it takes on disk.
    """
    return megabytes * 1_000_000 + MEMORY


def recommend(costs: Mapping[str, Cost], fits: Mapping[str, bool]) -> str | None:
    """Name the best model that keeps up and fits in memory; ``None`` if there is none."""
    for name in BEST_FIRST:
        if name in costs and costs[name].keeps_up and fits.get(name, True):
            return name
    return None
