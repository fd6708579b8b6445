"""When speech is another language than English, by Whisper's guess and by the texts it gives.

A guess isn't proof: Whisper takes short English with an accent for Malay, at 0.98. So a guess only
counts if it is likely and the text in that language explains the sound better than the English one,
or if the English text isn't English.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.words.pronunciation import share_known

SURELY = 0.7
LEAST_ENGLISH = 0.3
POOR = -0.6
"""A guess counts from the first probability on; or if English has less than the second and the mean
log probability of the English text is less than the third, or the text isn't English."""

UNSPOKEN = {"<|la|>", "<|sa|>"}
"""Latin and Sanskrit: Whisper's guess for accents it doesn't know."""

BETTER = 0.25
"""How much higher the mean log probability of the text in the other language must be; English with
an accent reaches 0.2."""

LIKELIEST = -0.05
"""No text has a higher mean log probability, so one that needs a higher one isn't looked for."""

ENGLISH_WORDS = 0.7
FEWEST_WORDS = 5
"""A text is English if this share of its words is. One that should be and isn't has at least as
many words: one name in a short answer proves nothing."""


def other_language(
    guesses: Iterable[tuple[str, float]], text: str, log_probability: float
) -> str | None:
    """Return the token of the language that may be spoken; ``None`` if only English may be.

    ``guesses`` are Whisper's tokens of languages with their probabilities. The English text comes
    with the mean log probability that another has to beat.
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
