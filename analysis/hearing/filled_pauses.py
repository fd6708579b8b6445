"""Filled pauses (um, uh) heard in the sound, with or without the words to help.

Where the network of ``analysis.sound.frame_classifiers`` hears one, a logistic rule weighs how sure
it is, how long the sound lasts and whether silence stands beside it; with words also whether a word
accounts for the sound. The recogniser leaves fillers out, so that one lies either between words or
under a word that was stretched over it. The rule's output is the confidence; ``tools/fillers`` fits
and calibrates it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from scipy import ndimage

from analysis.hearing.speech import Speech
from analysis.sound.frame_classifiers import PERIOD
from analysis.sound.frames import HOP, Frames, mel_centres
from analysis.types import Evidence, Filler, Span, Word

SPOKEN = re.compile(r"(u+h+|u+h*m+|e+r+|e+r+m+|e+h+m*|a+h+m*|h+m+|m+h*m+)[.,…\-–—!?]*", re.I)
"""Words that are filled pauses when the recogniser does write them."""

FAINT = 0.04
"""Chance of a filled pause from which a stretch is considered at all."""

SHORTEST = 0.06
GAP = 0.03
SURE = 0.45
"""Least confidence to report where there are words: where precision and recall meet."""

SURE_ALONE = 0.6
"""The same from the sound alone, where a drawn-out vowel of a word has nothing to explain it."""

LETTER = 0.06
LEAST_WORD = 0.1
"""A word needs at least about 0.1 s and 0.06 s a letter; what exceeds that may hide a filler."""


@dataclass(frozen=True, slots=True)
class FilledPauseCandidate(Span):
    """A stretch that may be a filled pause, and what speaks for it (see ``describe``)."""

    features: tuple[float, ...]


def filled_pauses(
    frames: Frames, speech: Speech, words: Sequence[Word] | None
) -> tuple[Filler, ...]:
    """Find filled pauses in order, each with a guess of its text, its evidence and confidence 0–1.

    ``words`` are what the recogniser wrote, or ``None`` when there is no transcript.
    """
    if speech.start is None or speech.end is None:
        return ()
    heard = Span(speech.start - GAP, speech.end + GAP)
    stretches = [s for s in candidates(frames, words) if heard.overlap(s) > s.duration / 2]
    written = [w for w in words or () if SPOKEN.fullmatch(w.text.strip())]
    found = [_written(frames, word, stretches) for word in written]
    for stretch in stretches:
        if any(stretch.overlap(f) > 0 for f in found):
            continue
        chance = confidence(stretch, words is not None)
        if chance >= (SURE_ALONE if words is None else SURE):
            evidence: Evidence = "both" if words and _missing(stretch) else "sound"
            text = "um" if _ends_nasal(frames, stretch) else "uh"
            start, end = max(0.0, stretch.start), min(frames.duration, stretch.end)
            found.append(Filler(start, end, text, "filled_pause", evidence, round(chance, 3)))
    return tuple(sorted(found, key=lambda f: f.start))


def candidates(frames: Frames, words: Sequence[Word] | None) -> list[FilledPauseCandidate]:
    """Stretches where the network hears a filled pause at least faintly."""
    chance = ndimage.uniform_filter1d(frames.cues.filled, 3)
    bridge = np.ones(round(GAP / PERIOD) + 1)
    on = ndimage.binary_closing(np.pad(chance > FAINT, 4), bridge)[4:-4]
    out = []
    for a, b in np.flatnonzero(np.diff(np.pad(on, 1).astype(np.int8))).reshape(-1, 2):
        if (b - a) * PERIOD >= SHORTEST:
            clear = a + np.flatnonzero(chance[a:b] > chance[a:b].max() / 2)
            out.append(describe(frames, int(clear[0]), int(clear[-1]) + 1, words))
    return out


def describe(frames: Frames, a: int, b: int, words: Sequence[Word] | None) -> FilledPauseCandidate:
    """Weighable features of the cues a … b: chances, length, silence beside it, fit with words."""
    chance = ndimage.uniform_filter1d(frames.cues.filled, 3)[a:b]
    speech = frames.cues.speech
    span = Span(a * PERIOD, b * PERIOD)
    before, after = speech[max(0, a - 15) : max(1, a - 3)], speech[b + 3 : b + 15]
    silent = (1 - float(before.mean()), 1 - float(after.mean()) if len(after) else 1.0)
    features = (
        _logit(float(chance.mean())),
        _logit(float(chance.max())),
        float(np.log(span.duration / 0.35)),
        min(0.0, float(np.log(span.duration / 0.2))),
        *silent,
        max(silent),
    )
    if words is None:
        return FilledPauseCandidate(span.start, span.end, features)
    return FilledPauseCandidate(span.start, span.end, features + _fit(span, words))


def _fit(span: Span, words: Sequence[Word]) -> tuple[float, float, float]:
    """Share of the span that words cover; room left in the tightest of them; share they need."""
    covered, room, needed = 0.0, 1.0, 0.0
    for word in words:
        shared = word.overlap(span)
        if shared <= 0:
            continue
        need = LEAST_WORD + LETTER * sum(c.isalpha() for c in word.text)
        left = word.duration - shared
        covered += shared / span.duration
        if shared > 0.35 * span.duration:
            room = min(room, float(np.log(max(left / need, 0.1))))
        lacking = min(1.0, max(0.0, (need - left) / span.duration))
        needed += shared / span.duration * lacking
    return min(covered, 1.0), max(room, -2.0), min(needed, 1.0)


def confidence(stretch: FilledPauseCandidate, worded: bool) -> float:
    """Chance, 0–1, that the stretch is a filled pause, by the fitted logistic rule."""
    rule = _rules()["words" if worded else "sound"]
    total = rule[-1] + sum(w * f for w, f in zip(rule, stretch.features, strict=False))
    return float(1 / (1 + np.exp(-total)))


@cache
def _rules() -> dict[str, list[float]]:
    text = (files("analysis") / "data" / "fillers.json").read_text(encoding="utf-8")
    rules: dict[str, list[float]] = json.loads(text)
    return rules


def _missing(stretch: FilledPauseCandidate) -> bool:
    """Whether the words leave the sound unexplained: none there, or one with room to spare."""
    covered, room, _ = stretch.features[-3:]
    return covered < 0.5 or room > 0


def _written(frames: Frames, word: Word, stretches: Sequence[FilledPauseCandidate]) -> Filler:
    """Turn a filler that the recogniser wrote into one, with the sound's times where it agrees."""
    text = re.sub(r"[^a-z]", "", word.text.lower())
    agreeing = [s for s in stretches if s.overlap(word) > 0.5 * s.duration]
    if not agreeing:
        return Filler(word.start, word.end, text, "filled_pause", "words", 0.7)
    best = max(agreeing, key=lambda s: s.features[0])
    end = min(frames.duration, best.end)
    return Filler(best.start, end, text, "filled_pause", "both", 0.97)


def _ends_nasal(frames: Frames, span: Span) -> bool:
    """Whether this is um: long, and closing in a hum whose upper bands fall away (dB)."""
    piece = frames.bands[int(span.start / HOP) : int(span.end / HOP)]
    if len(piece) < 12:
        return False
    centre = mel_centres()
    upper = piece[:, (centre > 500) & (centre < 2500)].mean(axis=1)
    tilt = upper - piece[:, centre < 350].max(axis=1)
    third = len(tilt) // 3
    fall = float(np.median(tilt[:third]) - np.median(tilt[-third:]))
    return 0.3 * fall + 18.7 * span.duration > 10.0


def _logit(chance: float) -> float:
    inside = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(inside / (1 - inside)))
