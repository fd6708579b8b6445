"""Sentence encoder: a text in, a vector of its meaning out.

all-MiniLM-L6-v2 with 8-bit weights (``tools/sentences/export_encoder.py``). Vectors have length 1,
so the product of two is their cosine: near 1 for paraphrases, near 0 for unrelated texts. A text is
encoded alone, so its vector doesn't depend on what else is encoded.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

from analysis.memory import ran_out
from analysis.sound.arrays import Floats
from analysis.sound.encoder import session

DATA = Path(__file__).parents[1] / "data"
MODEL = DATA / "sentences.onnx"
VOCABULARY = DATA / "sentences.txt"

WIDTH = 384
LONGEST = 128
"""Word pieces of a text that count, about 100 words; the rest is cut off."""

RECENT = 500
"""Vectors that are kept: as an answer grows, only its new sentences are encoded."""


class DamagedEncoder(Exception):
    """A file of the sentence encoder is missing or damaged."""


@cache
def _word_pieces() -> BertWordPieceTokenizer:
    pieces = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    pieces.enable_truncation(LONGEST)
    return pieces


@lru_cache(RECENT)
def encode(text: str) -> Floats:
    """Return the vector (384,) of a text; don't change it.

    Raises
    ------
    DamagedEncoder
        When a file can't be used.
    """
    try:
        ids = np.array([_word_pieces().encode(text).ids], np.int64)
        (vectors,) = session(MODEL).run(None, {"ids": ids})
    except Exception as error:  # the errors of onnxruntime and tokenizers have no type in common
        if ran_out(error):
            raise
        raise DamagedEncoder from error
    return np.asarray(vectors[0], np.float32)


def encode_all(texts: Iterable[str]) -> Floats:
    """Return the vectors (n, 384) of texts."""
    vectors = [encode(text) for text in texts]
    return np.stack(vectors) if vectors else np.zeros((0, WIDTH), np.float32)
