"""Frame classifiers: what the sound is every 20 ms, from the acoustic encoder's frames.

Three jobs have their own small networks: speech (and foreign sound), filled pauses (and drawn-out
words), and syllable nuclei. Each reads a few features of the frames, over 0.22 s; the one for
speech also reads the level. Where there are two networks for a job, the mean of their probabilities
counts. ``tools/classifiers/train.py`` trains them; their parameters are ``data/classifiers.npz``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis.sound.acoustic_change import cosine_change
from analysis.sound.arrays import Floats
from analysis.sound.encoder import PERIOD, Encoding
from analysis.sound.phones import COLUMNS, phone_scores

Network = dict[str, Floats]

PARAMETERS = Path(__file__).parents[1] / "data" / "classifiers.npz"

JOBS = ("speech", "filled", "nuclei")

LEVELS = 3
"""Features of the level that the network for speech reads."""

MOST = 30.0
"""Log odds are clipped to this."""

CHANGE = -1 - COLUMNS
"""The column of the acoustic change, between the features and the phones."""


@dataclass(frozen=True, slots=True)
class FrameProbabilities:
    """Per frame of 20 ms, each (n,): probabilities 0–1, and syllable nuclei a frame.

    ``speech`` a voice that says something (not a breath, click, cough, or laugh); ``filled`` a
    filled pause; ``prolonged`` a drawn-out word; ``foreign`` music, laughter and other sounds.
    """

    speech: Floats
    filled: Floats
    prolonged: Floats
    foreign: Floats
    nuclei: Floats

    def __len__(self) -> int:
        return len(self.speech)

    @property
    def duration(self) -> float:
        """Seconds that the frames cover."""
        return len(self.speech) * PERIOD


class ClassifierFeatures:
    """Collects the features, the change, and the scores of phones of a sound that still grows."""

    def __init__(self) -> None:
        self._encoding = Encoding(_reduced)

    def feed(self, samples: Floats) -> None:
        """Take samples (n,) at 16 kHz that follow those before."""
        self._encoding.feed(samples)

    @property
    def encoded(self) -> int:
        """Frames so far that no later sound changes."""
        return self._encoding.encoded

    def latest(self, seconds: float) -> tuple[int, Floats]:
        """Return the newest features so far (n, k), and the place of the first of them."""
        first, reduced = self._encoding.latest(seconds)
        return first, reduced[:, :CHANGE]

    def phones(self, first: int, last: int) -> Floats:
        """Return the scores of phones (n, 41) of frames ``first`` up to ``last``, if encoded."""
        return self._encoding.between(first, last)[:, -COLUMNS:]

    def end(self) -> tuple[Floats, Floats]:
        """Return the features (n, k) and the change (n,) of the whole sound.

        The change is unknown (NaN) where a window of the encoder begins. Nothing may be fed
        afterwards.
        """
        reduced = self._encoding.end()
        return reduced[:, :CHANGE], reduced[:, CHANGE]


def _reduced(frames: Floats) -> Floats:
    """Features of a window's frames (n, width), their change, and their scores of phones."""
    change = cosine_change(frames)[:, None]
    return np.concatenate([project(frames), change, phone_scores(frames)], axis=1)


def project(frames: Floats) -> Floats:
    """Reduce a window's frames (n, width) to the features that the networks read."""
    enter, bias, _ = _parameters()
    return np.asarray(np.maximum(frames @ enter + bias, 0), np.float32)


def classify(features: Floats, level: Floats) -> FrameProbabilities:
    """Turn features (n, k) of a whole sound, and (n, 3) of its level, into probabilities."""
    means = _votes(features, level, JOBS)
    speech, filled, nuclei = (means[job] for job in JOBS)
    return FrameProbabilities(speech[0], filled[0], filled[1], speech[1], nuclei[0] * _scale())


def classify_hesitation(features: Floats) -> tuple[Floats, Floats]:
    """Turn features (n, k) of any part of a sound into what needs no level of the whole.

    Probabilities (n,) of a filled pause, and syllable nuclei (n,) a frame.
    """
    means = _votes(features, np.zeros((len(features), LEVELS), np.float32), ("filled", "nuclei"))
    return means["filled"][0], means["nuclei"][0] * _scale()


def _votes(features: Floats, level: Floats, jobs: Sequence[str]) -> dict[str, Floats]:
    """Run the networks of some jobs; return the mean of each job's, (outputs, n)."""
    _, _, networks = _parameters()
    votes: dict[str, list[Floats]] = {job: [] for job in jobs}
    at = 0
    for name, network in networks.items():
        job = name.partition("_")[0]
        width = network["direct"].shape[0] - (level.shape[1] if job == "speech" else 0)
        x = features[:, at : at + width]
        at += width
        if job not in votes:
            continue
        out = _forward(np.concatenate([x, level], axis=1) if job == "speech" else x, network)
        vote = np.logaddexp(0, out) if job == "nuclei" else 1 / (1 + np.exp(-out))
        votes[job].append(np.asarray(vote, np.float32))
    return {job: np.asarray(np.mean(v, axis=0), np.float32).T for job, v in votes.items()}


def _forward(x: Floats, network: Network) -> Floats:
    """Log odds (n, outputs) of features (n, k): a convolution over time, and a way past it."""
    weights = network["convolution"]
    reach = len(weights) // 2
    padded = np.pad(x, ((reach, reach), (0, 0)))
    around = sum(padded[i : i + len(x)] @ tap for i, tap in enumerate(weights))
    hidden = np.maximum(around + network["convolution_bias"], 0)
    out = hidden @ network["leave"] + x @ network["direct"] + network["leave_bias"]
    return np.asarray(np.clip(out, -MOST, MOST), np.float32)


@cache
def _scale() -> np.float32:
    """True nuclei for each one counted, on recordings with a known number."""
    with np.load(PARAMETERS) as stored:
        return np.float32(stored["nuclei_scale"])


@cache
def _parameters() -> tuple[Floats, Floats, dict[str, Network]]:
    """Return the projection, its bias, and the networks by name."""
    with np.load(PARAMETERS) as stored:
        whole = {name: stored[name].astype(np.float32) for name in stored.files}
    networks: dict[str, Network] = {}
    for name, values in whole.items():
        network, _, part = name.partition("/")
        if part:
            networks.setdefault(network, {})[part] = values
    return whole["enter"], whole["enter_bias"], networks
