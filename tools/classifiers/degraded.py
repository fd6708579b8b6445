"""Degrade real recordings and print what Viva still finds in them, from the sound alone.

    python -m tools.classifiers.degraded SPEECH/spontaneous

Prints a row of a table for each kind of damage: filled pauses found and false by the labels
(doubtful places neither help nor harm), pauses that agree with those of the recording as it is (an
overlap of half), syllables for each of the recording as it is, and recordings with a note or with
scores withheld.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy import signal

from analysis.hearing.analyzer import SpeechAnalysis, analyze
from analysis.hearing.filled_pauses import filled_pauses
from analysis.pipeline.quality import notes_on_recording, withheld_scores
from analysis.types import Span
from tools.classifiers import distortions

Floats = NDArray[np.float32]

ASIDE = 0.15
"""Seconds around a doubtful place that don't count."""


def reverberant(samples: Floats) -> Floats:
    """Return a sound in a hard room (0.8 s), 70% of it from the walls."""
    dice, length = np.random.default_rng(1), int(0.8 * distortions.RATE)
    tail = dice.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    wet = signal.fftconvolve(samples, np.concatenate([np.zeros(80), tail]))[: len(samples)]
    wet *= np.sqrt((samples**2).mean() / (wet**2).mean())
    return np.asarray(0.3 * samples + 0.7 * wet, np.float32)


def noisy(samples: Floats, below: float) -> Floats:
    """Add pink noise, a number of dB below the loud parts of the speech."""
    spectrum = np.fft.rfft(np.random.default_rng(2).standard_normal(len(samples)))
    sound = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), len(samples))
    loud = samples[np.abs(samples) > np.percentile(np.abs(samples), 60)]
    level = np.sqrt((loud**2).mean()) * 10 ** (-below / 20)
    return np.asarray(samples + sound * level / sound.std(), np.float32)


def level(samples: Floats, decibels: float) -> Floats:
    """Change the level by this many dB, stored as 16 bits."""
    whole = np.clip(np.rint(samples * 10 ** (decibels / 20) * 32768), -32768, 32767)
    return np.asarray(whole / 32768, np.float32)


def _full(samples: Floats) -> Floats:
    return samples / np.abs(samples).max()


DAMAGE: dict[str, Callable[[Floats], Floats]] = {
    "as it is": lambda x: x,
    "quiet: peaks at -40 dB, 16 bits": lambda x: level(_full(x), -40),
    "very quiet: peaks at -60 dB, 16 bits": lambda x: level(_full(x), -60),
    "clipped, 20 dB too loud": lambda x: level(_full(x), 20),
    "reverberant (0.8 s)": reverberant,
    "phone, 8 kHz": lambda x: distortions.line(x, "pcm_mulaw"),
    "mobile phone (AMR)": lambda x: distortions.line(x, "libopencore_amrnb"),
    "Bluetooth, 16 kHz (SBC)": lambda x: distortions.line(x, "sbc"),
    "noise gate": lambda x: distortions.gate(x, np.random.default_rng(3)),
    "pink noise, 10 dB below": lambda x: noisy(x, 10),
    "pink noise, 0 dB below": lambda x: noisy(x, 0),
}


@dataclass(slots=True)
class DamageTally:
    """The counts for one kind of damage."""

    hits: int = 0
    true: int = 0
    false: int = 0
    same: int = 0
    pauses: int = 0
    pauses_before: int = 0
    syllables: list[float] = field(default_factory=list)
    noted: int = 0
    withheld: int = 0

    def row(self, name: str) -> str:
        """Return a row of the table."""
        agree = 2 * self.same / max(1, self.pauses + self.pauses_before)
        low, middle, high = np.percentile(self.syllables, (10, 50, 90))
        return (
            f"| {name} | {self.hits} of {self.true}, {self.false} false | {agree:.2f} "
            f"| {middle:.2f} ({low:.2f}–{high:.2f}) | {self.noted} | {self.withheld} |"
        )


def pairs(truth: Sequence[Span], found: Sequence[Span], ok: Callable[[Span, Span], bool]) -> int:
    """Count pairs, each of either list used once, in order."""
    left, count = list(found), 0
    for one in truth:
        match = next((f for f in left if ok(one, f)), None)
        if match is not None:
            left.remove(match)
            count += 1
    return count


def near(one: Span, other: Span) -> bool:
    """Whether two filled pauses are the same: centers within 0.3 s, or half covered."""
    apart = abs((one.start + one.end) - (other.start + other.end)) / 2
    return apart <= 0.3 or one.overlap(other) >= min(one.duration, other.duration) / 2


def half(one: Span, other: Span) -> bool:
    """Whether two pauses overlap by half of what they cover together."""
    return one.overlap(other) >= (one.duration + other.duration - one.overlap(other)) / 2


def count(
    tally: DamageTally, truth: dict[str, Any], samples: Floats, plain: SpeechAnalysis
) -> None:
    """Add one damaged recording to a tally."""
    heard = analyze(samples)
    found = filled_pauses(heard.probabilities, heard.speech, None, samples)
    true = [Span(f[0], f[1]) for f in truth["fillers"]]
    doubtful = [Span(max(0.0, d[0] - ASIDE), d[1] + ASIDE) for d in truth.get("dont_care") or ()]
    false = [f for f in found if not any(near(t, f) for t in true)]
    tally.hits += pairs(true, found, near)
    tally.true += len(true)
    tally.false += sum(not any(f.overlap(d) > 0 for d in doubtful) for f in false)
    tally.same += pairs(plain.speech.pauses, heard.speech.pauses, half)
    tally.pauses += len(heard.speech.pauses)
    tally.pauses_before += len(plain.speech.pauses)
    tally.syllables.append(len(heard.nuclei) / max(1, len(plain.nuclei)))
    tally.noted += bool(notes_on_recording(heard.speech))
    tally.withheld += bool(withheld_scores(heard.speech))


def recordings(folder: Path) -> Iterator[tuple[dict[str, Any], Floats]]:
    """Truth and samples of every recording in a set."""
    for row in map(json.loads, (folder / "manifest.jsonl").read_text().splitlines()):
        yield row["truth"], soundfile.read(folder / row["audio"], dtype="float32")[0]


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("folder", type=Path)
    a = ap.parse_args()
    tallies = {name: DamageTally() for name in DAMAGE}
    for truth, samples in recordings(a.folder):
        plain = analyze(samples)
        for name, damage in DAMAGE.items():
            count(tallies[name], truth, damage(samples).astype(np.float32), plain)
    for name, tally in tallies.items():
        print(tally.row(name), flush=True)


if __name__ == "__main__":
    main()
