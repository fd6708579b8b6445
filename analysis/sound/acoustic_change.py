"""How different a sound is a moment later, by the acoustic encoder.

Clear, quick speech moves from one sound to the next; slow, drawn-out, or slurred speech stays the
same for longer. Nothing is trained for this: it is the distance between the encoder's own frames.
"""

from __future__ import annotations

import numpy as np

from analysis.sound.arrays import Floats
from analysis.sound.encoder import LAYER

LATER = 8
"""Frames (0.16 s) between the two sounds that are compared: more than half a syllable."""


def cosine_change(frames: Floats) -> Floats:
    """Cosine distance (n,), 0–2, of each frame (n, width) to the one ``LATER`` frames before it.

    Frames are compared in the third layer; the first ``LATER`` have none to compare with: NaN.
    """
    layer = frames[:, :LAYER]
    layer = layer / (np.linalg.norm(layer, axis=1, keepdims=True) + np.float32(1e-6))
    found = np.full(len(frames), np.nan, np.float32)
    found[LATER:] = 1 - (layer[LATER:] * layer[:-LATER]).sum(axis=1)
    return found
