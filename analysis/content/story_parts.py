"""Situation, Task, Action, and Result, recognized by their words, each with its share of time.

The answer is cut into clauses. Until the first thing that "I" or "we" did, clauses are situation,
or task where they say what the speaker had to do. From there on they are action, until words of
a result or a lesson, and result until "I" or "we" act again. When in doubt, a part counts as told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.content import question_kinds
from analysis.content.actions import actions
from analysis.content.phrases import LONGEST
from analysis.content.tokenized_answer import TokenizedAnswer
from analysis.content.types import Quote, Remark
from analysis.measures.own_time import OwnTime
from analysis.types import Span
from analysis.words.markers import lexicon

PartName = Literal["situation", "task", "action", "result"]
PARTS: tuple[PartName, ...] = ("situation", "task", "action", "result")

ENOUGH_WORDS = 50
TOO_LONG = 0.5  # share of the time that the situation may take

TASK = (
    r"my (?:\S+ )?(?:task|role|job|responsibility|duty|goal|aim)",
    r"i (?:had to|needed to|should|was responsible|was in charge|was asked|was assigned|was the one"
    r" who had)",
    r"(?:asked|told|wanted) me to",
    r"(?:responsible|in charge)(?: \S+)? (?:for|of)",
)
RESULT = (
    r"(?:as a result|in the end|at the end|finally|eventually|since then|since that|from then|"
    r"from that day|the result|the outcome|luckily|fortunately|thanks to)",
    r"(?:learned|learnt|taught|realized|realised|understood|showed me|made me|took from|lesson)",
    r"(?:this experience|ever since|now|today|in the future|this is why|that is why|that's why)",
    r"(?:recovered|survived|improved|discharged|satisfied|solved|resolved|reduced|decreased|"
    r"increased|avoided|apologized|apologised|thanked|stabilized|succeeded)",
    r"(?:went|go|goes) (?:home|down|well|up)",
    r"(?:is|was|were|are|became|got|did|felt) (?:\S+ )?(?:fine|well|better|stable|safe|happy|okay)",
    r"after that",
)
JOINING = lexicon.COORDINATORS | {"that", "because", "then", "so"}
OTHERS = lexicon.CLAUSE_SUBJECTS - {"i", "we", "i'm", "we're", "i've", "we've", "i'd", "i'll"}


@dataclass(frozen=True, slots=True)
class StoryPartSpan(Span):
    """A stretch of the answer that is one part of the story."""

    name: PartName


def story_parts(answer: TokenizedAnswer) -> Remark | None:
    """Remark on a story without a result, or one that is mostly situation."""
    if not question_kinds.story(answer.question) or len(answer.tokens) < ENOUGH_WORDS:
        return None
    told = parts(answer)
    # Without an action nothing can be said: the story may use words that no table has
    if not any(p.name == "action" for p in told):
        return None
    shares = _shares(told, answer.own)
    if "result" not in shares and _ends_in_action(answer):
        return Remark(
            "story_parts",
            "Your story has no result yet",
            f"It stops after your actions ({_listed(shares)}).",
            "Add two sentences: how things turned out, and what you do differently now.",
            (_last_clause(answer),),
            shares,
        )
    if shares.get("situation", 0.0) > TOO_LONG:
        first, last = _situation(answer)
        return Remark(
            "story_parts",
            f"The situation takes {shares['situation']:.0%} of the time",
            f"The question asks what you did ({_listed(shares)}).",
            "Set the scene in two sentences, then spend your time on what you did.",
            (answer.quote(first, min(first + LONGEST, last)),),
            shares,
        )
    return None


def ends_in_action(answer: TokenizedAnswer) -> bool:
    """Return whether a story of any length ends with what "I" or "we" did last."""
    acted = [m.first for subject in ("i", "we") for m in actions(answer, subject)]
    last_sentence, _ = answer.sentence(len(answer.tokens) - 1)
    if not acted or max(acted) < last_sentence:
        return False
    return not any(_others_act(answer, at) for at in range(max(acted), len(answer.tokens) - 1))


def parts(answer: TokenizedAnswer) -> tuple[StoryPartSpan, ...]:
    """Return the parts of a story, each from where it begins to where the next one does."""
    labels = _labels(answer)
    found: list[StoryPartSpan] = []
    for place, ((first, _last), label) in enumerate(labels):
        start = answer.words[answer.tokens[first].index].start
        if place + 1 < len(labels):
            end = answer.words[answer.tokens[labels[place + 1][0][0]].index].start
        else:
            end = max(start, answer.words[-1].end)
        if found and found[-1].name == label:
            found[-1] = StoryPartSpan(found[-1].start, end, label)
        else:
            found.append(StoryPartSpan(start, max(start, end), label))
    return tuple(found)


Clause = tuple[int, int]


def _labels(answer: TokenizedAnswer) -> list[tuple[Clause, PartName]]:
    acted = {m.first for subject in ("i", "we") for m in actions(answer, subject)}
    tasks = {m.first for pattern in TASK for m in answer.find(pattern)}
    results = {m.first for pattern in RESULT for m in answer.find(pattern)}
    labels: list[tuple[Clause, PartName]] = []
    label: PartName = "situation"
    # Until the first action, a clause is situation unless words such as "my role" make it the task.
    # From then on the story only changes between action and result: what comes in between
    # ("it was late by then") belongs to the part it interrupts.
    for clause in _clauses(answer):
        here = set(range(*clause))
        if label in ("action", "result"):
            if here & results:
                label = "result"
            elif here & acted:
                label = "action"
        elif here & tasks:
            label = "task"
        elif here & acted:
            label = "action"
        else:
            label = "situation"
        labels.append((clause, label))
    return labels


def _clauses(answer: TokenizedAnswer) -> list[Clause]:
    """Return clauses, cut at the ends of sentences and before "and I", "but the", and similar."""
    said = answer.tokens
    starts = [0] if said else []
    for i in range(1, len(said)):
        # "and I called", "but the nurse": a new clause; "pale and cold" has none
        joined = said[i].text in lexicon.COORDINATORS and i + 1 < len(said)
        new = joined and said[i + 1].text in (
            lexicon.CLAUSE_SUBJECTS | lexicon.ARTICLES | lexicon.POSSESSIVES
        )
        comma = said[i - 1].edge == "comma" and said[i].text in lexicon.SUBJECTS
        if said[i - 1].ends or new or comma:
            starts.append(i)
    return [(first, last) for first, last in zip(starts, [*starts[1:], len(said)], strict=True)]


def _ends_in_action(answer: TokenizedAnswer) -> bool:
    """Return whether a story ends with what "I" or "we" did and no one else acts after that."""
    # If anybody else acts after the first action ("they agreed", "he recovered"), that may be the
    # result in words that no table knows; then nothing is said.
    acted = [m.first for subject in ("i", "we") for m in actions(answer, subject)]
    last_sentence, _ = answer.sentence(len(answer.tokens) - 1)
    if not acted or max(acted) < last_sentence:
        return False
    return not any(_others_act(answer, at) for at in range(min(acted), len(answer.tokens) - 1))


def _others_act(answer: TokenizedAnswer, at: int) -> bool:
    """Return whether someone else's past clause begins here: "they agreed", "the boy was"."""
    first, *rest = (t.text for t in answer.tokens[at : at + 4])
    if first in OTHERS:
        return lexicon.is_past(rest[0]) or rest[0] in lexicon.AUXILIARIES
    after_edge = at == 0 or answer.tokens[at - 1].edge or answer.tokens[at - 1].text in JOINING
    return bool(after_edge) and lexicon.has_subject_and_verb(first, *rest)


def _situation(answer: TokenizedAnswer) -> Clause:
    """Return the longest run of clauses that are situation."""
    rows: list[list[int]] = []
    for (first, last), label in _labels(answer):
        if label != "situation":
            continue
        if rows and rows[-1][1] == first:
            rows[-1][1] = last
        else:
            rows.append([first, last])
    first, last = max(rows, key=lambda row: row[1] - row[0])
    return first, last


def _last_clause(answer: TokenizedAnswer) -> Quote:
    clauses = _clauses(answer)
    first, last = clauses[-1]
    return answer.quote(max(first, last - LONGEST), last)


def _shares(told: Sequence[StoryPartSpan], own: OwnTime) -> dict[str, float]:
    """Return each part's share of the time that counts."""
    total = sum(own.seconds(p) for p in told) or 1.0
    return {
        name: sum(own.seconds(p) for p in told if p.name == name) / total
        for name in PARTS
        if any(p.name == name for p in told)
    }


def _listed(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
