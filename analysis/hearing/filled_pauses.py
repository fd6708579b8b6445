"""Filled pauses (um, uh) found in the sound, with or without the words to help.

A stretch in which the classifier detects one at least faintly is a candidate; a logistic rule on
the classifier's probabilities and its length gives its confidence, calibrated on speakers left out
of the training. A filler in the transcript alone needs support from the sound, because Whisper puts
fillers over what it doesn't understand. One found in the sound counts either way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis.hearing.speech import Speech
from analysis.sound.arrays import Floats, runs
from analysis.sound.encoder import PERIOD, RATE
from analysis.sound.filters import moving_average
from analysis.sound.frame_classifiers import FrameProbabilities
from analysis.types import Evidence, Filler, Span, Word

RULE = Path(__file__).parents[1] / "data" / "filled_pauses.json"

SPOKEN = re.compile(r"(u+h+|u+h*m+|e+r+|e+r+m+|e+h+m*|a+h+m*|h+m+|m+h*m+)[.,…\-–—!?]*", re.I)
"""Words that are filled pauses when the transcript has them."""

FAINT = 0.3
"""Probability of a filled pause from which a stretch is a candidate."""

SHORTEST = 0.1
GAP = 0.03

SURE = 0.5
"""Least confidence to report from the sound."""

WRITTEN = 0.15
"""Least confidence where the transcript has one, too."""

ASIDE = 0.25
"""Seconds by which the times of a filler in the transcript may be off."""

LONG_HUM = 10.0


@dataclass(frozen=True, slots=True)
class FilledPauseCandidate(Span):
    """A stretch that may be a filled pause, and the chance that it is one."""

    confidence: float


def filled_pauses(
    probabilities: FrameProbabilities, speech: Speech, words: Sequence[Word] | None, samples: Floats
) -> tuple[Filler, ...]:
    """Find filled pauses in order, each with its likely text, its evidence, and confidence 0–1.

    ``words`` are the transcript's, or ``None`` when there is no transcript.
    """
    if speech.start is None or speech.end is None:
        return ()
    answer = Span(speech.start - GAP, speech.end + GAP)
    heard = [c for c in candidates(probabilities) if answer.overlap(c) > c.duration / 2]
    written = [w for w in words or () if SPOKEN.fullmatch(w.text.strip())]
    found = []
    for candidate in heard:
        near = [w for w in written if _beside(w, candidate)]
        if candidate.confidence < (WRITTEN if near else SURE):
            continue
        evidence: Evidence = "both" if near else "sound"
        text = _letters(near[0]) if near else _guess(samples, candidate)
        span = max(0.0, candidate.start), min(probabilities.duration, candidate.end)
        found.append(Filler(*span, text, "filled_pause", evidence, round(candidate.confidence, 3)))
    return tuple(found)


def candidates(probabilities: FrameProbabilities) -> list[FilledPauseCandidate]:
    """Stretches where a filled pause is detected at least faintly."""
    return in_chances(probabilities.filled)


def in_chances(filled: Floats) -> list[FilledPauseCandidate]:
    """Stretches of a run of probabilities (n,) where one is detected at least faintly."""
    chance = moving_average(filled, 3)
    return [
        FilledPauseCandidate(
            (a - 0.5) * PERIOD, (b - 0.5) * PERIOD, confidence(features(chance[a:b]))
        )
        for a, b in runs(chance > FAINT).tolist()
        if (b - a) * PERIOD >= SHORTEST
    ]


def features(chance: Floats) -> tuple[float, float, float, float]:
    """What the rule weighs: log odds of the mean and highest chance (n,), and length."""
    seconds = len(chance) * PERIOD
    length = float(np.log(seconds / 0.3))
    return _logit(float(chance.mean())), _logit(float(chance.max())), length, min(0.0, length)


def confidence(weighed: Sequence[float]) -> float:
    """Chance, 0–1, that a stretch is a filled pause, by the fitted logistic rule."""
    rule = _rule()
    total = rule[-1] + sum(w * f for w, f in zip(rule[:-1], weighed, strict=True))
    return float(1 / (1 + np.exp(-total)))


@cache
def _rule() -> list[float]:
    rule: list[float] = json.loads(RULE.read_text(encoding="utf-8"))
    return rule


def _logit(chance: float) -> float:
    inside = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(inside / (1 - inside)))


def _beside(word: Span, candidate: Span) -> bool:
    return Span(word.start - ASIDE, word.end + ASIDE).overlap(candidate) > 0


def _letters(word: Word) -> str:
    return re.sub(r"[^a-z]", "", word.text.lower())


def _guess(samples: Floats, span: Span) -> str:
    """Whether this is um: long, and closing in a hum whose upper bands fall away (dB)."""
    piece = samples[max(0, round(span.start * RATE)) : round(span.end * RATE)]
    third = len(piece) // 3
    if third < 400:
        return "uh"
    fall = _tilt(piece[:third]) - _tilt(piece[-third:])
    return "um" if 0.3 * fall + 18.7 * span.duration > LONG_HUM else "uh"


def _tilt(piece: Floats) -> float:
    """Level of 500 to 2500 Hz above that below 350 Hz, dB."""
    power = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
    at = np.fft.rfftfreq(len(piece), 1 / RATE)
    upper, lower = power[(at > 500) & (at < 2500)].mean(), power[(at > 80) & (at < 350)].max()
    return float(10 * np.log10((upper + 1e-12) / (lower + 1e-12)))
