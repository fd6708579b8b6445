"""Fluency: one openly defined number, 0–100, for how smoothly an answer was said.

It says how far rate, pauses and runs lie between those of hesitant and those of fluent second-
language speech: speed and breakdown fluency after Tavakoli & Skehan (2005).
"""

from __future__ import annotations

ANCHORS: dict[str, tuple[float, float, float]] = {
    "speech_rate": (0.35, 1.5, 4.2),
    "articulation_rate": (0.15, 2.5, 5.3),
    "phonation_time_ratio": (0.2, 0.4, 0.85),
    "pause_rate": (0.1, 45.0, 10.0),
    "mean_length_of_run": (0.2, 2.0, 12.0),
}
"""Each measure's weight, its value in very hesitant speech (0) and in fluent speech (100)."""


def fluency(
    *,
    speech_rate: float | None,
    articulation_rate: float | None,
    phonation_time_ratio: float | None,
    pause_rate: float | None,
    mean_length_of_run: float | None,
) -> float | None:
    """Weigh the measures, each 0–100 from hesitant to fluent; ``None`` if one is missing.

    Rates in syllables a second, pause rate a minute, runs in syllables.
    """
    given = {
        "speech_rate": speech_rate,
        "articulation_rate": articulation_rate,
        "phonation_time_ratio": phonation_time_ratio,
        "pause_rate": pause_rate,
        "mean_length_of_run": mean_length_of_run,
    }
    total = 0.0
    for name, value in given.items():
        if value is None:
            return None
        weight, hesitant, fluent = ANCHORS[name]
        total += weight * min(1.0, max(0.0, (value - hesitant) / (fluent - hesitant)))
    return 100 * total
