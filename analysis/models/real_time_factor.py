"""Which speech model keeps up with a person on this machine: the arithmetic; standard library only.

A recording is followed while it grows: it is cut at pauses into chunks of 5–28 s
(`analysis.transcription.chunking`),
``CHUNK`` on average, and each is transcribed at once. Whisper pads a chunk to a window of 30 s, so
a chunk costs one pass of the encoder whatever its length, and decoding (a beam of 5) for each of
its seconds of speech, which take 3.3 tokens. At the stop there are left what remains of the chunk
under way and the tail that is no chunk yet. All times are seconds; costs are wall time at the
threads that transcription uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CHUNK = 10.0
"""Mean sound in a chunk; the shipped answer is cut into chunks of 9 s on average."""

TAIL = CHUNK / 2
"""Mean sound after the last cut when a person stops."""

KEEPS_UP = 0.7
"""Work per second of speech up to which a model follows a person: the rest is for the screen, for
answers denser than most, and for what else the computer does."""

ANSWER = 120.0
"""Length of the answer after which the wait is told: the target of most questions."""

MEMORY = 350_000_000
"""Bytes that analysis takes beside the model."""

BEST_FIRST = (
    *("medium", "medium.en", "large-v3-turbo", "small", "distil-small.en", "small.en"),
    *("base", "base.en", "tiny", "tiny.en"),
)
"""The known models by their errors on accented English (`analysis.models.known`), best first."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model takes: ``window`` for each chunk, ``second`` for each second of speech in it."""

    window: float
    second: float

    def of(self, speech: float) -> float:
        """Seconds of work for one chunk with so many seconds of speech."""
        return self.window + speech * self.second

    @property
    def work(self) -> float:
        """Seconds of work for each second of speech, while it is followed."""
        return self.of(CHUNK) / CHUNK

    @property
    def wait(self) -> float:
        """Mean seconds from the stop of an answer of two minutes to its full report.

        The stop comes at a time u after a cut, any u < CHUNK alike: then max(0, chunk's work − u)
        is left of the chunk under way, and the tail's own work. What does not keep up at all has
        fallen behind by (work − 1) for each second of the answer.
        """
        chunk = self.of(CHUNK)
        under_way = chunk**2 / (2 * CHUNK) if chunk < CHUNK else chunk - CHUNK / 2
        return under_way + self.of(TAIL) + max(0.0, self.work - 1) * (ANSWER - CHUNK)

    @property
    def keeps_up(self) -> bool:
        """Whether a person can be followed while they speak."""
        return self.work <= KEEPS_UP


REFERENCE = "tiny.en"
"""The model whose size is measured where others are only reckoned."""

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

A multilingual model has its sibling's dimensions. More threads help a large model more than a small
one, so the large ones do rather better.
"""


def reckon(name: str, reference: Cost) -> Cost:
    """Scale what the reference takes on this machine to another model."""
    times = RELATIVE[name]
    return Cost(reference.window * times.window, reference.second * times.second)


def memory(megabytes: int) -> int:
    """Bytes that analysis takes with a model of this download size.

    The weights are 16 bits wide on the disk and 8 in memory; while it loads, and again while it
    works, a model takes about what it takes on the disk.
    """
    return megabytes * 1_000_000 + MEMORY


def recommend(costs: Mapping[str, Cost], fits: Mapping[str, bool]) -> str | None:
    """Name the best model that keeps up and has the memory it needs; ``None`` when none does."""
    for name in BEST_FIRST:
        if name in costs and costs[name].keeps_up and fits.get(name, True):
            return name
    return None
