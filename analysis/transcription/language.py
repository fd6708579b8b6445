"""Whether speech is in a language other than English, by Whisper's guess and the texts it gives.

A guess isn't proof: Whisper takes short English with an accent for Malay, at 0.98. So a guess only
counts if it is likely and the text in that language explains the sound better than the English one,
or if the English text isn't English.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.words.pronunciation import share_known

SURELY = 0.7
"""A guess with this probability counts, whatever the English text is."""

LEAST_ENGLISH = 0.3
"""Any guess counts if English has a lower probability and the English text is poor."""

POOR = -0.6
"""A text with a lower mean log probability is poor."""

UNSPOKEN = {"<|la|>", "<|sa|>"}
"""Latin and Sanskrit: Whisper's guess for accents it doesn't know."""

BETTER = 0.25
"""How much higher the mean log probability of the text in the other language must be; English with
an accent reaches 0.2."""

LIKELIEST = -0.05
"""No text reaches a higher mean log probability, so where one would be needed, none is tried."""

ENGLISH_WORDS = 0.7
FEWEST_WORDS = 5
"""A text is English if at least this share of its words is. Only a text of at least this many words
counts as not English: one name in a short answer proves nothing."""


def other_language(
    guesses: Iterable[tuple[str, float]], text: str, log_probability: float
) -> str | None:
    """Return the token of the language that may be spoken; ``None`` if only English may be.

    ``guesses`` are Whisper's tokens of languages with their probabilities, ``text`` is the English
    text, and ``log_probability`` is the mean that a text in another language has to beat.
    """
    likely = dict(guesses)
    token = max(likely, key=likely.__getitem__)
    if token == "<|en|>" or token in UNSPOKEN:
        return None
    poor = log_probability < POOR or is_not_english(text)
    doubtful = poor and likely.get("<|en|>", 0.0) < LEAST_ENGLISH
    return token if doubtful or likely[token] >= SURELY else None


def may_not_be_english(text: str, log_probability: float) -> bool:
    """Whether another language could explain the sound better than an English text does."""
    return log_probability + BETTER <= LIKELIEST or is_not_english(text)


def is_not_english(text: str) -> bool:
    """Whether too few of a text's words are English."""
    return len(text.split()) >= FEWEST_WORDS and not is_english(text)


def is_english(text: str) -> bool:
    """Whether most of a text's words are English."""
    return share_known(text) >= ENGLISH_WORDS
