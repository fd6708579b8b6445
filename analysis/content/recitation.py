"""Answers that sound memorized: the same words as in an earlier attempt, said smoothly.

Plain overlap of word sequences. A *run* is the longest sequence of words that both answers share,
in which up to two words in a row may differ (the recognizer mishears; a person swaps a word); it
must begin and end with three equal words. Runs that only repeat the question, or are common
phrases, don't count. A remark is made if a run has ``LONG_RUN`` words or more, runs cover at least
``COVERED`` of the words, and fluency is far above what is usual for this person. If their usual
fluency is unknown, much more overlap is required, and the remark doesn't mention memorizing.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.content.types import EarlierAnswer, Quote, Remark
from analysis.types import Measures, QuestionContext, Span, Word
from analysis.words.markers.tokens import bare, tokens

SEED = 3  # equal words in a row that begin and end a run
GAP = 2  # words that may differ inside a run, on each side
LONG_RUN = 15
RUN = 8  # words from which a run counts for the share
COVERED = 0.35
LONG_RUN_ALONE = 25
COVERED_ALONE = 0.6

ENOUGH = 5  # earlier answers that make a usual fluency
RECENT = 20
FLUENCY_MARGIN = 8.0  # points of fluency above the usual
FLUENCY = "fluency"

COMMON = frozenset(
    """
    thank you for this question the opportunity to be here i was born in medical school university
    my name is and a of that have as international graduate internal medicine pediatrics med-peds
    residency program united states
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""What everyone says; a run needs more than these and the question's words."""

OWN_WORDS = 4  # words beyond the common ones that a run must hold


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A sequence of words in both answers: its time in this one and in the earlier one, its text.

    ``count`` is the number of equal words; ``first`` and ``last`` are tokens of this answer.
    """

    here: Span
    there: Span
    text: str
    count: int
    first: int
    last: int


def recited(
    words: Sequence[Word],
    question: QuestionContext | None,
    earlier: Sequence[EarlierAnswer],
    measures: Measures | None = None,
) -> Remark | None:
    """Remark on words that are the same as in an earlier answer to this question."""
    attempts = [e for e in earlier if question and question.id and e.question_id == question.id]
    said = sum(1 for _ in tokens(words))
    best: tuple[int, EarlierAnswer, tuple[SharedRun, ...]] | None = None
    for attempt in sorted(attempts, key=lambda e: e.recorded_at):
        runs = shared_runs(words, attempt.words, question)
        covered = sum(run.count for run in runs)
        if runs and (best is None or covered > best[0]):
            best = covered, attempt, runs
    if best is None:
        return None
    # Compared with the attempt that shares most: another one may use quite different words
    covered, attempt, runs = best
    above = _above_usual(measures, earlier)
    if not _is_enough(covered / said, max(r.count for r in runs), above):
        return None
    return _remark(attempt, runs, covered / said, above)


def _is_enough(share: float, longest: int, above: float | None) -> bool:
    # Without a usual fluency the words are all there is, so far more of them must match
    if above is None:
        return share >= COVERED_ALONE and longest >= LONG_RUN_ALONE
    return share >= COVERED and longest >= LONG_RUN and above >= FLUENCY_MARGIN


def _remark(
    attempt: EarlierAnswer, runs: Sequence[SharedRun], share: float, above: float | None
) -> Remark:
    longest = max(runs, key=lambda r: r.count)
    day = f"{attempt.recorded_at:%B} {attempt.recorded_at.day}"
    ahead = f"the same {longest.count} words as on {day}"
    smooth = f", and your fluency was {above:.0f} points above your usual" if above else ""
    title = "This sounded memorized" if above is not None else "Nearly word for word"
    at = int(longest.there.start)
    return Remark(
        "recited",
        f"{title}: {ahead}",
        f"{share:.0%} of this answer repeats your words from {day} (the longest run starts at"
        f" {at // 60}:{at % 60:02d} there){smooth}.",
        "Keep the same points in the same order, but use different words each time.",
        tuple(
            Quote(r.here.start, r.here.end, r.text)
            for r in sorted(sorted(runs, key=lambda r: -r.count)[:3], key=lambda r: r.here.start)
        ),
    )


def _above_usual(measures: Measures | None, earlier: Sequence[EarlierAnswer]) -> float | None:
    """Return fluency points above the usual median; 0 up to the upper quartile, or ``None``."""
    now = measures.get(FLUENCY) if measures else None
    in_order = sorted(earlier, key=lambda e: e.recorded_at)
    values = [v for e in in_order if (v := e.measures.get(FLUENCY)) is not None][-RECENT:]
    if now is None or len(values) < ENOUGH:
        return None
    _low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return now - median if now > high else 0.0


# --- shared runs --------------------------------------------------------------------------------


def shared_runs(
    words: Sequence[Word], others: Sequence[Word], question: QuestionContext | None = None
) -> tuple[SharedRun, ...]:
    """Return the sequences of words that both answers share, in order and without overlaps."""
    here, there = tokens(words), tokens(others)
    mine, theirs = [t.text for t in here], [t.text for t in there]
    places = _places(theirs)
    common = COMMON | {bare(w) for w in question.text.split()} if question else COMMON
    found: list[SharedRun] = []
    at = 0
    while at + SEED <= len(mine):
        pairs = _longest_from(mine, theirs, at, places)
        if len(pairs) >= RUN and sum(mine[i] not in common for i, _ in pairs) >= OWN_WORDS:
            first, last = pairs[0][0], pairs[-1][0]
            found.append(
                SharedRun(
                    Span(words[here[first].index].start, words[here[last].index].end),
                    Span(
                        others[there[pairs[0][1]].index].start,
                        others[there[pairs[-1][1]].index].end,
                    ),
                    " ".join(words[t.index].text for t in here[first : last + 1]),
                    len(pairs),
                    first,
                    last,
                )
            )
            at = last + 1
        else:
            at += 1
    return tuple(found)


Pairs = list[tuple[int, int]]


def _places(said: Sequence[str]) -> Mapping[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(said) - SEED + 1):
        places[tuple(said[at : at + SEED])].append(at)
    return places


def _longest_from(
    mine: Sequence[str],
    theirs: Sequence[str],
    at: int,
    places: Mapping[tuple[str, ...], list[int]],
) -> Pairs:
    """Return the pairs of equal words of the longest run that begins at a place."""
    starts = places.get(tuple(mine[at : at + SEED]), [])
    return max((_extend(mine, theirs, at, start) for start in starts), key=len, default=[])


def _extend(mine: Sequence[str], theirs: Sequence[str], i: int, j: int) -> Pairs:
    pairs: Pairs = []
    while True:
        while i < len(mine) and j < len(theirs) and mine[i] == theirs[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        resumed = _resume(mine, theirs, i, j)
        if resumed is None:
            return pairs
        i, j = resumed


def _resume(mine: Sequence[str], theirs: Sequence[str], i: int, j: int) -> tuple[int, int] | None:
    """Return where both continue together, past at most ``GAP`` words on each side."""
    # Fewest skipped words first, so that a run does not jump over words that are equal
    steps = sorted(
        ((a, b) for a in range(GAP + 1) for b in range(GAP + 1) if a or b), key=lambda s: sum(s)
    )
    for a, b in steps:
        ahead = mine[i + a : i + a + SEED]
        if len(ahead) == SEED and ahead == theirs[j + b : j + b + SEED]:
            return i + a, j + b
    return None
