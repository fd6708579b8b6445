"""How well each phone of English matches each frame of the acoustic encoder.

A small network reads five frames (0.1 s). ``tools/phones/train.py`` trained it on read and
spontaneous speech of native and second-language speakers; its parameters are ``data/phones.npz``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from analysis.sound.arrays import Floats

# fmt: off
PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY",
    "F", "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY",
    "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)
# fmt: on
"""The phones of the CMU Pronouncing Dictionary, without stress, in the order of the columns."""

SILENCE, OTHER = len(PHONES), len(PHONES) + 1
"""The columns of silence and breath, and of other sound: filled pauses."""

COLUMNS = len(PHONES) + 2

PARAMETERS = Path(__file__).parents[1] / "data" / "phones.npz"

REACH = 2
"""Frames on either side that are read."""


def phone_scores(frames: Floats) -> Floats:
    """Score all phones, silence, and other sound (n, 41) in a window's frames (n, width).

    Scores are log likelihoods, up to a constant for each frame: log odds, less a part of the log of
    how frequent a phone is. Beyond the window the network reads the average of all sound.
    """
    parameters = _parameters()
    return score(frames @ parameters["enter"] + parameters["enter_bias"], parameters)


def score(components: Floats, parameters: Mapping[str, Floats]) -> Floats:
    """Score phones in the principal components (n, 160) of frames, given a network's parameters."""
    padded = np.pad(components, ((REACH, REACH), (0, 0)))
    taps = enumerate(parameters["convolution"])
    around = sum(padded[i : i + len(components)] @ tap for i, tap in taps)
    hidden = np.maximum(around + parameters["convolution_bias"], 0)
    return np.asarray(hidden @ parameters["leave"] + parameters["leave_bias"], np.float32)


@cache
def _parameters() -> dict[str, Floats]:
    with np.load(PARAMETERS) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
