"""The rows of a random model that are not random: how it writes 3.3 tokens a second and then ends.

Each token it writes stands for a step of 1/3.3 s. A step's *code* is a point on 64 circles, each
turning at its own speed, so the codes of two steps hardly overlap. The decoder turns the code of
the token it is given by one step (feed-forward, last layer) and so names the next token. Meanwhile
attention looks at the window at the time that the step stands for: encoder positions carry the same
code of their time. There is sound where the spectrogram is not exactly 0, which is how
faster-whisper pads a window. Past the sound the closing time token wins, and after it the end.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.transcription.random_model import tokens
from analysis.transcription.random_model.layers import FAINT, RandomWeights, Weights, designed
from analysis.transcription.random_model.sizes import FRAMES, MELS, Size

SPEEDS = 64
SLOW = 32
"""Speeds that fit a head of 64: sine and cosine each."""

PERIOD = 40 * tokens.WORDS_A_SECOND
"""Steps after which the codes come round again: longer than a window."""

CODE = 2 * SPEEDS
CLOSE, END, CLOSED = CODE, CODE + 1, CODE + 2
"""Channels: for the closing time token, for the end, and the mark of a closing token."""
VARIANT = CODE + 3
"""First of the channels that tell a step's variants apart."""

TIME = 20.0
"""Strength of the time's code in the encoder."""
SOUND = 2 * SLOW
"""First of two encoder channels; their difference is 0 in padding and ``LOUD`` in sound."""
LOUD = 8.0

SHARPNESS = 80.0
"""Attention score at the right time; a tenth of a second off is a few e-folds less."""
LEAN = 3.0
"""How far the closing channel leans to either side."""
CERTAIN = 30.0
"""Logit of the right token; all others together stay far below."""
VARIANT_STEP = 2.0
"""Logits between one variant and the next."""


def code(steps: Any, speeds: int = SPEEDS) -> Weights:
    """Return codes (n, 2 × speeds) of steps (n,): cosines, then sines."""
    angles = 2 * np.pi / PERIOD * np.outer(np.atleast_1d(steps), np.arange(1, speeds + 1))
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def hear(spec: Any, width: int, dice: RandomWeights) -> None:
    """Let the encoder mark where there is sound, and carry each position's time."""
    first = dice.floats(width, MELS, 3, strength=0.02)
    first[: 2 * MELS] = 0
    bands = np.arange(MELS)
    first[bands, bands, 1], first[MELS + bands, bands, 1] = 10.0, -10.0
    second = dice.floats(width, width, 3, strength=FAINT)
    second[: SOUND + 2] = 0
    second[SOUND : SOUND + 2, : 2 * MELS, 1] = 0.05
    bias = np.zeros(width, np.float32)
    bias[SOUND], bias[SOUND + 1] = -3.0, -3.0 - LOUD
    spec.conv1.weight, spec.conv1.bias = first, np.zeros(width, np.float32)
    spec.conv2.weight, spec.conv2.bias = second, bias
    times = np.zeros((FRAMES, width), np.float32)
    seconds = np.arange(FRAMES) / 50
    times[:, : 2 * SLOW] = TIME * code(tokens.WORDS_A_SECOND * seconds + 0.5, SLOW)
    spec.position_encodings.encodings = times


def look(spec: Any, size: Size, dice: RandomWeights) -> None:
    """Let every head of a block look at the time of the step it is at."""
    width, head = size.width, size.width // size.heads
    read = _said_spread(width)
    gain = (SHARPNESS * head**0.5 * read * _heard_spread(width) / (SLOW * TIME)) ** 0.5
    asked = np.zeros((width, width), np.float32)
    known = dice.floats(2 * width, width, strength=width**-0.5)
    known[:width] = 0
    for row in range(0, width, head):
        for i in range(SLOW):
            asked[row + i, i] = asked[row + SLOW + i, SPEEDS + i] = gain
            known[row + i, i] = known[row + SLOW + i, SLOW + i] = gain
    known[width] = 0
    known[width, SOUND], known[width, SOUND + 1] = 1.0, -1.0
    designed(spec.linear[0], asked)
    designed(spec.linear[1], known)


def decide(spec: Any, width: int, dice: RandomWeights) -> None:
    """Let a block lean towards closing where it sees no sound, else away from it."""
    written = dice.floats(width, width, strength=FAINT * width**-0.5)
    bias = np.zeros(width, np.float32)
    written[CLOSE] = 0
    written[CLOSE, 0] = -2 * LEAN * _heard_spread(width) / LOUD
    bias[CLOSE] = LEAN
    designed(spec.linear[2], written, bias)


def step(spec: Any, width: int, dice: RandomWeights) -> None:
    """Let a feed-forward turn the code by one step, and go from a closing token to the end.

    A pair of hidden units carries a channel and its opposite: gelu(x) − gelu(−x) = x.
    """
    inner = dice.floats(4 * width, width, strength=width**-0.5)
    outer = dice.floats(width, 4 * width, strength=FAINT * width**-0.5)
    carried = [*range(CODE), CLOSED]
    inner[: 2 * len(carried)] = 0
    outer[:, : 2 * len(carried)] = 0
    turn = np.zeros((width, len(carried)), np.float32)
    angles = 2 * np.pi / PERIOD * np.arange(1, SPEEDS + 1)
    i = np.arange(SPEEDS)
    turn[i, i] = turn[SPEEDS + i, SPEEDS + i] = np.cos(angles) - 1
    turn[i, SPEEDS + i], turn[SPEEDS + i, i] = -np.sin(angles), np.sin(angles)
    turn[END, CODE] = 10.0
    for unit, channel in enumerate(carried):
        inner[2 * unit, channel], inner[2 * unit + 1, channel] = 1.0, -1.0
        outer[:, 2 * unit] = turn[:, unit] * _said_spread(width)
        outer[:, 2 * unit + 1] = -outer[:, 2 * unit]
    designed(spec.linear_0, inner)
    designed(spec.linear_1, outer)


def embeddings(count: int, width: int, dice: RandomWeights) -> Weights:
    """Return every token's row: codes for those that are written, faint noise for the others."""
    rows = dice.floats(count, width, strength=0.02)
    _say(rows, [tokens.START], 0)
    _say(rows, [*range(tokens.FIRST_TIME, tokens.FIRST_TIME + 5), tokens.NO_TIMES], 1)
    for written in range(tokens.STEPS):
        _say(rows, [tokens.word(written, v) for v in range(tokens.VARIANTS)], written + 2)
    last = tokens.LAST_TIME
    full = range(last - tokens.VARIANTS, last - 2 * tokens.VARIANTS, -1)
    _say(rows, full, tokens.STEPS + 2)
    closing = range(last, last - tokens.VARIANTS, -1)
    _say(rows, closing, None)
    rows[closing, CLOSE] = 1.0
    rows[[*closing, *full], CLOSED] = 1.0
    rows[tokens.END] = 0
    rows[tokens.END, END] = 1.0
    return rows


def _say(rows: Weights, ids: Any, at: int | None) -> None:
    """Set the code of a step on tokens, each with its own variant."""
    for variant, token in enumerate(ids):
        rows[token] = 0
        rows[token, VARIANT + variant] = 1.0
        if at is not None:
            rows[token, :CODE] = code(at)[0]


def name(spec: Any, width: int) -> None:
    """Let the last norm read the code and the two ends; earlier variants are likelier."""
    gamma, beta = np.zeros(width, np.float32), np.zeros(width, np.float32)
    spread = _said_spread(width)
    gamma[:CODE] = CERTAIN * spread / SPEEDS
    gamma[[CLOSE, END]] = 1.5 * CERTAIN * spread / LEAN
    beta[VARIANT : VARIANT + tokens.VARIANTS] = -VARIANT_STEP * np.arange(tokens.VARIANTS)
    spec.gamma, spec.beta = gamma, beta


def _said_spread(width: int) -> float:
    """Standard deviation over the channels of a row that carries a code (norm² = SPEEDS)."""
    return float(((SPEEDS + 1 + LEAN**2) / width) ** 0.5)


def _heard_spread(width: int) -> float:
    """The same of an encoder position: its time, and a middling sound."""
    return float(((SLOW * TIME**2 + 500) / width) ** 0.5)
