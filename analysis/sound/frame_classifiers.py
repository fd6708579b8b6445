"""Cues: what five small networks hear every 10 ms — speech, syllable nuclei, filled pauses.

They look at 0.6 s of band levels above the recording's own background, voicing and the movement of
pitch, all of it free of the microphone's level and colour. ``tools/fillers`` trains each without
some of the speakers, and they vote; their parameters lie in ``data/cues.npz``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from scipy import ndimage

from analysis.sound.arrays import Floats, product

STRIDE = 2
"""Frames of 5 ms to one cue."""

PERIOD = 0.01
"""Seconds between cues."""

MASK_DB = 45.0
RANGE_DB = 25.0
LEAST_GAIN, MOST_GAIN = 0.5, 2.5
ROWS = 200


@dataclass(frozen=True, slots=True)
class FrameProbabilities:
    """Per 10 ms: probability of speech and of a filled pause, and nuclei a frame; each (n,)."""

    speech: Floats
    nucleus: Floats
    filled: Floats


def cues(bands: Floats, pitch: Floats, voicing: Floats) -> FrameProbabilities:
    """Run the network over the frames of a recording."""
    heard = inputs(bands, pitch, voicing)
    votes = [forward(heard, network) for network in _networks()]
    count = np.stack([squash(vote).nucleus for vote in votes]).mean(axis=0)
    return replace(squash(np.mean(votes, axis=0, dtype=np.float32)), nucleus=count)


def squash(outputs: Floats) -> FrameProbabilities:
    """Turn the network's outputs (n, 3) into chances and counts."""
    chance = np.asarray(1 / (1 + np.exp(-np.clip(outputs[:, :2], -30, 30))), np.float32)
    count = np.asarray(np.logaddexp(0, outputs[:, 2]), np.float32)
    return FrameProbabilities(chance[:, 0], count, chance[:, 1])


def inputs(bands: Floats, pitch: Floats, voicing: Floats) -> Floats:
    """Level-free features (n, 37): 32 bands above background, their mean and reach, pitch."""
    if len(bands) < 2 * STRIDE:
        return np.zeros((0, bands.shape[1] + 5), np.float32)
    above, gain = _above(bands)
    mean = above.mean(axis=1)
    loud = mean >= 0.5 * max(0.0, float(np.percentile(mean, 90)))
    if not loud.any():
        loud[:] = True
    centred = (above - above[loud].mean(axis=0)) / 10
    extra = np.stack([mean / 10, gain, *_melody(pitch, voicing, len(above))], axis=1)
    return np.concatenate([centred, extra], axis=1).astype(np.float32)


def _above(bands: Floats) -> tuple[Floats, Floats]:
    """Decibels above background every 10 ms, stretched to one range near and far; the stretch."""
    power = 10 ** (bands / 10)
    power = (power[:-1:STRIDE] + power[1::STRIDE]) / 2
    slow = ndimage.uniform_filter1d(power, 9, axis=0)
    floor = 1.12 * np.percentile(slow, 10, axis=0)
    top = 10 * np.log10(np.percentile(power, 95, axis=0) + 1e-12)
    mask = 10 ** ((0.5 * top + 0.5 * top.max() - MASK_DB) / 10)
    above = 10 * np.log10((power + mask) / (floor + mask))
    coarse = ndimage.uniform_filter1d(above.mean(axis=1), 9)
    near = ndimage.uniform_filter1d(ndimage.maximum_filter1d(coarse, 251), 125)
    gain = np.clip(RANGE_DB / np.maximum(near, 0.1), LEAST_GAIN, MOST_GAIN)
    return np.asarray(above * gain[:, None], np.float32), np.asarray(gain - 1, np.float32)


def _melody(pitch: Floats, voicing: Floats, count: int) -> tuple[Floats, Floats, Floats]:
    """Voicing, octaves above the voice's median, and movement of pitch over 60 ms."""
    voiced = voicing[::STRIDE][:count]
    tone = np.log2(np.maximum(pitch[::STRIDE][:count], 40))
    sure = voiced > 0.55
    middle = np.median(tone[sure]) if sure.any() else 7.0
    tone = np.where(voiced > 0.4, np.clip(tone - middle, -1, 1), 0).astype(np.float32)
    slope = np.zeros(count, np.float32)
    if count > 6:
        both = np.minimum(voiced[6:], voiced[:-6]) > 0.4
        slope[3:-3] = np.where(both, np.clip(4 * (tone[6:] - tone[:-6]), -1, 1), 0)
    return voiced, tone, slope


def forward(x: Floats, parameters: dict[str, Floats]) -> Floats:
    """Outputs (n, 3) of the network: speech, filled pause, nucleus, before their squashing."""
    hidden = np.maximum(_convolve(x, parameters["enter"], 1) + parameters["enter_bias"], 0)
    for i in range(sum(name.startswith("layer") for name in parameters)):
        more = _convolve(hidden, parameters[f"layer{i}"], 2**i) + parameters[f"bias{i}"]
        hidden = hidden + np.maximum(more, 0)
    return np.asarray(hidden @ parameters["leave"] + parameters["leave_bias"], np.float32)


def _convolve(x: Floats, weights: Floats, dilation: int) -> Floats:
    """Three taps ``weights`` (3, in, out), ``dilation`` frames apart, centred, zeros beyond."""
    out = product(x, weights[1], ROWS)
    if len(x) > dilation:
        out[dilation:] += product(x[:-dilation], weights[0], ROWS)
        out[:-dilation] += product(x[dilation:], weights[2], ROWS)
    return out


@cache
def _networks() -> tuple[dict[str, Floats], ...]:
    """Networks that vote: the same shape, each trained on other speakers."""
    source = files("analysis") / "data" / "cues.npz"
    with source.open("rb") as file, np.load(file) as stored:
        whole = {name: stored[name].astype(np.float32) for name in stored.files}
    count = len(whole["enter"])
    return tuple({name: part[i] for name, part in whole.items()} for i in range(count))
