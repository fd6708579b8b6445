"""A person's corrections applied: their words and fillers replace what was transcribed.

A correction says what was there in a stretch of time, not which found word is wrong, so it
still applies after another analysis by another model. A sentence edited as text becomes
corrections by aligning its old and new words: unchanged words keep their times. Standard library
only.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from analysis.types import Correction, Filler, FillerKind, Span, Word
from analysis.words.markers.lexicon import FILLED_PAUSES
from analysis.words.markers.tokens import bare

MOST = 0.5
"""Share of a word or filler that a correction must cover to be about it."""


ROOM = 0.12
"""Seconds an added word needs between two others; with less, it shares a neighbor's time."""


def corrected_words(words: Sequence[Word], corrections: Sequence[Correction]) -> tuple[Word, ...]:
    """Return the words with the person's in place of those they correct, evenly in time."""
    kept = list(words)
    for correction in corrections:
        if correction.kind == "word":
            kept = [w for w in kept if not _about(correction, w)] + _laid_out(correction)
    return tuple(sorted(kept, key=lambda w: (w.start, w.end)))


def corrected_fillers(
    fillers: Sequence[Filler], corrections: Sequence[Correction]
) -> tuple[Filler, ...]:
    """Return the fillers as corrected; the last correction of a stretch of time counts."""
    kept = list(fillers)
    for correction in corrections:
        if correction.kind != "word":
            kept = [f for f in kept if not _about(correction, f)]
        if correction.kind == "filler":
            kept.append(_missed(correction))
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))


def _about(correction: Correction, found: Span) -> bool:
    if found.duration <= 0:
        return correction.start <= found.start <= correction.end
    return correction.overlap(found) > MOST * found.duration


def _laid_out(correction: Correction) -> list[Word]:
    said = correction.text.split()
    each = correction.duration / max(1, len(said))
    starts = [correction.start + i * each for i in range(len(said))]
    return [Word(at, at + each, text) for at, text in zip(starts, said, strict=True)]


def _missed(correction: Correction) -> Filler:
    text = " ".join(bare(part) for part in correction.text.split()) or "um"
    kind: FillerKind = "filled_pause" if text in FILLED_PAUSES else "discourse_marker"
    return Filler(correction.start, correction.end, text, kind, "person", 1.0)


# --- a sentence edited as text ------------------------------------------------------------------


def reworded(words: Sequence[Word], text: str) -> tuple[Correction, ...]:
    """Return the corrections that turn a sentence's words into this text; none if it is the same.

    ``words`` are in the order of time; without words there is nothing to align.
    """
    new = text.split()
    if not words:
        return ()
    matcher = SequenceMatcher(
        None, [_key(w.text) for w in words], [_key(t) for t in new], autojunk=False
    )
    found: list[Correction] = []
    texts = [w.text.strip() for w in words]  # a word may take up others, before it and after
    for tag, i, j, k, m in matcher.get_opcodes():
        if j - i == m - k:
            texts[i:j] = [
                _instead(texts[n], words[n], said)
                for n, said in zip(range(i, j), new[k:m], strict=True)
            ]
        elif tag != "insert":
            found.append(_stretch(words[i:j], new[k:m]))
        elif 0 < i < len(words) and words[i].start - words[i - 1].end >= ROOM * (m - k):
            found.append(Correction(words[i - 1].end, words[i].start, "word", " ".join(new[k:m])))
        elif i:
            texts[i - 1] = " ".join([texts[i - 1], *new[k:m]])
        else:
            texts[0] = " ".join([*new[k:m], texts[0]])
    found += [
        Correction(word.start, word.end, "word", said)
        for word, said in zip(words, texts, strict=True)
        if said != word.text.strip()
    ]
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def _instead(text: str, word: Word, said: str) -> str:
    """Return the text with one word replaced, keeping any words added before it."""
    return text.removesuffix(word.text.strip()) + said


def _stretch(old: Sequence[Word], new: Sequence[str]) -> Correction:
    return Correction(old[0].start, max(w.end for w in old), "word", " ".join(new))


def _key(text: str) -> str:
    return bare(text) or text
