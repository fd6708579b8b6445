"""The tokenizer of a random model: real ids for everything that has a meaning, made-up words.

Text is split as a small tokenizer of English splits it; its tokens are followed by
invented words up to the 50,256 text tokens of an English Whisper, and the special tokens have the
same ids. Some of the invented words are the output of a random model, one after another:
``word(step, variant)``; every fourth continues the word before, as in English text.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from analysis.transcription.random_model.sizes import VOCABULARY

END = 50_256
START = 50_257
LANGUAGES = range(50_258, 50_357)
AFTER_LANGUAGES = (
    "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>",
    "<|notimestamps|>",
)  # fmt: skip
NO_TIMES = 50_362
FIRST_TIME = 50_363
LAST_TIME = VOCABULARY - 1
BLANK = 220

TOKENIZER = Path(__file__).with_name("tokenizer.json")
"""Byte pairs of ordinary English: 3,300 tokens, from no one's answers."""

WORDS_A_SECOND = 3.3
"""Tokens in the output of a random model for a second of sound, as for English speech."""

STEPS = 99
"""Tokens in a full window of 30 s."""

VARIANTS = 6
"""Tokens that mean the same step, so that a beam of five has five ways to go."""

_WRITTEN = 10_000
"""Id of the first word that is written; the tokenizer's own tokens end before it."""

_CONTINUED = 4


def word(step: int, variant: int) -> int:
    """Return the id of the token written at a step, in one of its variants."""
    return _WRITTEN + step * VARIANTS + variant


def write(folder: Path, seed: int) -> list[str]:
    """Write ``tokenizer.json``; give all tokens in the order of their ids."""
    data: dict[str, Any] = json.loads(TOKENIZER.read_text("utf-8"))
    special = {token["content"] for token in data["added_tokens"]}
    own = {text: i for text, i in data["model"]["vocab"].items() if text not in special}
    if len(own) > _WRITTEN or sorted(own.values()) != list(range(len(own))):
        raise ValueError(f"the tokenizer's {len(own)} text tokens do not fit")
    text = sorted(own, key=own.__getitem__) + _invented(set(own), seed)
    data["model"]["vocab"] = {token: i for i, token in enumerate(text)}
    named = _special()
    data["added_tokens"] = [
        {"id": END + i, "content": token, "single_word": False, "lstrip": False, "rstrip": False}
        | {"normalized": False, "special": True}
        for i, token in enumerate(named)
    ]
    (folder / "tokenizer.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return text + named


def _invented(taken: set[str], seed: int) -> list[str]:
    """Make words of letters drawn at random, none twice."""
    dice = random.Random(seed)
    words: list[str] = []
    first = len(taken)
    while first + len(words) < END:
        step = (first + len(words) - _WRITTEN) // VARIANTS
        written = 0 <= step < STEPS
        letters = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(4, 7)))
        goes_on = written and step % _CONTINUED == _CONTINUED - 1
        token = letters if goes_on else "Ġ" + letters
        if token not in taken:
            taken.add(token)
            words.append(token)
    return words


def _special() -> list[str]:
    languages = ["<|en|>", *(f"<|language {i}|>" for i in range(2, len(LANGUAGES) + 1))]
    times = [f"<|{i * 0.02:.2f}|>" for i in range(VOCABULARY - FIRST_TIME)]
    return ["<|endoftext|>", "<|startoftranscript|>", *languages, *AFTER_LANGUAGES, *times]
