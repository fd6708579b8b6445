"""Fluency: one openly defined number, 0–100, for how smoothly an answer was said.

Seven measures are each placed between very hesitant (0) and fluent speech (100), runs and drawn-out
sounds by their logarithm, and averaged. Five weights are the mean correlations with what listeners
call fluent in the meta-analysis of Suzuki, Kormos & Uchihara (2021, 22 studies): composite measures
0.74, speed and frequency of pauses 0.60, duration of pauses 0.46. No study weighs drawn-out sounds
and the change of sound; theirs was chosen on 31 rated speakers by ``tools/fit_fluency.py``, which
also says how well it does on speakers it was not chosen on. Repairs are left out (0.20).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FluencyComponent:
    """One measure's weight, its value in very hesitant speech (0) and in fluent speech (100)."""

    weight: float
    hesitant: float
    fluent: float
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Return where a value is between hesitant (0) and fluent (1), no further."""
        low, high = self.hesitant, self.fluent
        if self.logarithmic:
            value, low, high = (math.log(max(v, 1e-3)) for v in (value, low, high))
        return min(1.0, max(0.0, (value - low) / (high - low)))


COMPONENTS = {
    # 4.2 syllables a second is the American mean: Robb, Maclagan & Chen (2004)
    "speech_rate": FluencyComponent(0.74, 1.5, 4.2),
    "mean_length_of_run": FluencyComponent(0.74, 2.0, 20.0, logarithmic=True),
    "articulation_rate": FluencyComponent(0.60, 2.5, 5.3),
    "pause_rate": FluencyComponent(0.60, 45.0, 10.0),
    "phonation_time_ratio": FluencyComponent(0.46, 0.40, 0.85),
    # read English: 0.1 to 0.8 % in eight native speakers, 0.3 to 5 % in 31 learners; speaking
    # freely with many hesitations: 5 to 17 %
    "drawn_out_share": FluencyComponent(1.48, 10.0, 0.4, logarithmic=True),
    # read English: 35 to 39 in seven of eight native speakers, 27 to 36 in 31 learners; speaking
    # freely with many hesitations: 28 to 33
    "acoustic_change": FluencyComponent(1.48, 26.0, 36.5),
}
"""What fluency is made of; it is the weighted mean of the shares of these measures."""


def fluency(measures: Mapping[str, float | None]) -> float | None:
    """Weigh the measures named in ``COMPONENTS`` into one number, 0–100.

    ``None`` if one of them is undefined. Rates of speech in syllables a second (with and without
    silent pauses), pauses a minute, runs in syllables, the ratio 0–1, drawn-out sounds and the
    change of sound in percent.
    """
    total = 0.0
    for name, part in COMPONENTS.items():
        value = measures[name]
        if value is None:
            return None
        total += part.weight * part.share(value)
    return 100 * total / sum(part.weight for part in COMPONENTS.values())
