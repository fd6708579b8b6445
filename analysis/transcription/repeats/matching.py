"""How well words match a stretch of sound, phone by phone, by the Viterbi algorithm.

A word is one of its pronunciations; before, between, and after words there may be silence or other
sound. Each phone lasts at least one or two frames. Scores are natural logarithms of likelihoods, up
to a value that depends on the frames alone, so only scores of the same frames can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.sound.arrays import Floats
from analysis.sound.phones import OTHER, PHONES, SILENCE

Pronunciation = tuple[int, ...]
"""The phones of a word, as columns of `analysis.sound.phones`."""

Pronunciations = tuple[Pronunciation, ...]
"""The ways in which a word may be said; none if unknown."""

# fmt: off
BRIEF = frozenset(
    PHONES.index(phone)
    for phone in (
        "DH", "T", "D", "AH", "B", "P", "IH", "N", "HH", "K", "G", "V", "R", "L", "Y", "W",
    )
)
# fmt: on
"""Phones that may last a single frame of 20 ms; the others last at least two."""

LONG = 3
"""Least frames of a word whose phones are unknown, and of a filled pause."""

TO_SILENCE, TO_OTHER = -1.0, -3.0
"""Scores of beginning silence, and other sound, between words."""

ENTERING = np.array([[TO_SILENCE], [TO_OTHER]], np.float32)

UNLIKE = 1.5
"""How far a frame of any phone, taken as other sound, scores below the likeliest phone."""

NEVER = np.float32(-1e9)

ROWS = 256
"""Most texts that are matched at once."""


def with_any_sound(scores: Floats) -> Floats:
    """Let other sound also be phones that no word accounts for, in scores (n, phones)."""
    scores = scores.copy()
    likeliest = scores[:, : len(PHONES)].max(axis=1) - np.float32(UNLIKE)
    scores[:, OTHER] = np.maximum(scores[:, OTHER], likeliest)
    return scores


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may have been said in the frames from ``first`` up to ``last``, exclusive."""

    words: tuple[Pronunciations, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The frames of each word, from ``starts`` up to ``ends``, and scores along the best path.

    ``before`` (words + 1,) is the score of all frames before each word, at the end of all frames;
    ``after`` (words + 1,) is 0, then the score of all frames up to the end of each word.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _States:
    """The states of some texts, a row for each: (rows, states), or finals (rows, words, ways).

    ``loop`` is 0 where a state may last; ``word`` is the word that a state begins, else −1.
    """

    phone: NDArray[np.int64]
    loop: Floats
    word: NDArray[np.int64]
    final: NDArray[np.int64]
    count: NDArray[np.int64]


def _states(texts: Sequence[Sequence[Pronunciations]]) -> _States:
    built = [_text_states(words) for words in texts]
    size = max(len(phones) for phones, _, _, _ in built)
    most = max(len(words) for words in texts)
    ways = max(len(way) for _, _, _, finals in built for way in finals)
    shape = (len(texts), size)
    states = _States(
        np.full(shape, SILENCE),
        np.full(shape, NEVER, np.float32),
        np.full(shape, -1),
        np.full((len(texts), most, ways), size),
        np.array([len(words) for words in texts]),
    )
    for row, (phones, loops, begins, finals) in enumerate(built):
        states.phone[row, : len(phones)] = phones
        states.loop[row, : len(loops)] = np.where(loops, 0, NEVER)
        states.word[row, : len(begins)] = begins
        for word, ends in enumerate(finals):
            states.final[row, word, : len(ends)] = ends
    return states


def _text_states(
    words: Sequence[Pronunciations],
) -> tuple[list[int], list[bool], list[int], list[list[int]]]:
    """Phones, whether each may last, the word it begins, and the last states of each word."""
    phones: list[int] = []
    loops: list[bool] = []
    begins: list[int] = []
    finals: list[list[int]] = []
    for number, ways in enumerate(words):
        finals.append([])
        for way in ways or ((OTHER,),):
            first = len(phones)
            for phone in way:
                least = LONG if phone == OTHER else 1 if phone in BRIEF else 2
                phones += [phone] * least
                loops += [False] * (least - 1) + [True]
            begins += [number] + [-1] * (len(phones) - first - 1)
            finals[-1].append(len(phones) - 1)
    return phones, loops, begins, finals


def match(scores: Floats, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score how well each candidate matches its frames, of scores (n, phones); (candidates,)."""
    found = np.full(len(candidates), float(NEVER))
    order = sorted(range(len(candidates)), key=lambda i: candidates[i].last - candidates[i].first)
    for at in range(0, len(order), ROWS):
        rows = order[at : at + ROWS]
        found[rows] = _match(scores, [candidates[i] for i in rows])
    return found


def _match(scores: Floats, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    states = _states([candidate.words for candidate in candidates])
    first = np.array([candidate.first for candidate in candidates])
    length = np.array([candidate.last - candidate.first for candidate in candidates])
    count, size = states.phone.shape
    words = states.final.shape[1]
    rows = np.arange(count)[:, None]
    begins = states.word >= 0
    entry = np.maximum(states.word, 0) + rows * (words + 1)
    final = np.moveaxis(states.final + rows[:, :, None] * (size + 1), 2, 0).copy()
    phone = states.phone + rows * scores.shape[1]
    value = np.full((count, size + 1), NEVER, np.float32)
    between = np.full((count, words + 1), NEVER, np.float32)
    between[:, 0] = 0
    silence = other = np.full_like(between, NEVER)
    before = np.full((count, size), NEVER, np.float32)
    found = np.full(count, float(NEVER))
    for step in range(int(length.max())):
        frame = scores[np.minimum(first + step, len(scores) - 1)]
        before[:, 1:] = value[:, : size - 1]
        np.copyto(before, between.ravel().take(entry), where=begins)
        value[:, :size] = np.maximum(before, value[:, :size] + states.loop)
        value[:, :size] += frame.ravel().take(phone)
        silence = np.maximum(between + TO_SILENCE, silence) + frame[:, SILENCE, None]
        other = np.maximum(between + TO_OTHER, other) + frame[:, OTHER, None]
        between = np.maximum(silence, other)
        ended = value.ravel().take(final).max(axis=0)
        np.maximum(between[:, 1:], ended, out=between[:, 1:])
        done = np.flatnonzero(length == step + 1)
        found[done] = between[done, states.count[done]]
    return found


@dataclass(slots=True)
class _Gaps:
    """Silence and other sound (2, words + 1) before, between, and after words."""

    value: Floats
    since: NDArray[np.int64]

    def step(self, between: Floats, frame: Floats, step: int) -> tuple[Floats, NDArray[np.int64]]:
        """Take one more frame (2, 1); return the better of both, and when it began."""
        into = between + ENTERING
        np.copyto(self.since, step, where=into > self.value)
        np.maximum(into, self.value, out=self.value)
        self.value += frame
        silence, other = self.value
        since = np.where(other > silence, self.since[1], self.since[0])
        return np.maximum(silence, other), since


def align(scores: Floats, words: Sequence[Pronunciations]) -> Alignment | None:
    """Find when each word was said in frames with scores (n, phones); ``None`` if they don't fit.

    Every state remembers the frame at which its word, silence, or other sound began, so that the
    path back leads from one to the next.
    """
    states = _states([words])
    phone, loop, final = states.phone[0], states.loop[0], states.final[0]
    begins = np.flatnonzero(states.word[0] >= 0)
    entered = states.word[0][begins]
    size, count = len(phone), len(words)
    value = np.full(size + 1, NEVER, np.float32)
    since = np.zeros(size + 1, np.int64)
    between = np.full(count + 1, NEVER, np.float32)
    between[0] = 0
    gaps = _Gaps(np.full((2, count + 1), NEVER, np.float32), np.zeros((2, count + 1), np.int64))
    reached = np.full((len(scores) + 1, count + 1), NEVER, np.float32)
    reached[0, 0] = 0
    came = np.zeros((len(scores) + 1, count + 1), np.int64)
    by_word = np.zeros((len(scores) + 1, count + 1), bool)
    before, before_since = np.empty(size, np.float32), np.empty(size, np.int64)
    places = np.arange(count)
    spoken, silent = scores[:, phone], scores[:, [SILENCE, OTHER], None]
    for step in range(len(scores)):
        before[1:], before_since[1:] = value[: size - 1], since[: size - 1]
        before[begins], before_since[begins] = between[entered], step
        stay = value[:size] + loop
        np.copyto(since[:size], before_since, where=before > stay)
        value[:size] = np.maximum(before, stay) + spoken[step]
        between, back = gaps.step(between, silent[step], step)
        ways = value[final]
        way = ways.argmax(axis=1)
        ended = ways[places, way]
        word_wins = ended > between[1:]
        np.maximum(between[1:], ended, out=between[1:])
        np.copyto(back[1:], since[final[places, way]], where=word_wins)
        reached[step + 1], came[step + 1], by_word[step + 1, 1:] = between, back, word_wins
    return _way_back(reached, came, by_word)


def _way_back(
    reached: Floats, came: NDArray[np.int64], by_word: NDArray[np.bool_]
) -> Alignment | None:
    """Follow the best path back from the last frame, after the last word."""
    at, word = len(reached) - 1, reached.shape[1] - 1
    if reached[at, word] <= NEVER / 2:
        return None
    starts, ends = [0] * word, [0] * word
    before, after = [0.0] * (word + 1), [0.0] * (word + 1)
    before[word] = float(reached[at, word])
    while at > 0:
        start = int(came[at, word])
        if by_word[at, word]:
            after[word] = float(reached[at, word])
            word -= 1
            starts[word], ends[word] = start, at
            before[word] = float(reached[start, word])
        at = start
    return Alignment(tuple(starts), tuple(ends), tuple(before), tuple(after))
