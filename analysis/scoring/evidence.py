"""Is there enough in an answer to score it? One rule for every score, rate, trend, and goal.

Half a minute of speech is enough (or a question's shortest answer, where that is less), if it is
also half of the target's lower end, mostly English that the model understood, and loud enough.
Otherwise the report shows the facts with the reason in one sentence, and scores nothing.
Standard library only; the limits are in `analysis.bands`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from analysis.bands import bands
from analysis.scoring.advice import clock
from analysis.scoring.score import overall, score
from analysis.types import NO_QUESTION, Analysis, Note, Span
from analysis.words.doubtful import doubtful
from analysis.words.untranscribed import noted

EVIDENCE = "evidence"
"""Kind of the note that says why an answer isn't scored."""

NOT_SPEECH = "This doesn't sound like speech, so there's nothing to score."
NO_SPEECH = "Viva found no speech in this recording, so there's nothing to score."
MOSTLY_NOT_SPEECH = "Most of this recording doesn't sound like speech, so it isn't scored."
TOO_QUIET = "Your voice is too quiet to score. Move closer to the microphone, or turn up its level."
NOT_ENGLISH = "Most of this answer isn't in English, so it isn't scored."
NOT_UNDERSTOOD = (
    "Viva couldn't understand most of this answer, so it isn't scored. Play it back: is your voice "
    "clear, and close to the microphone?"
)
MOSTLY_SILENT = (
    "Most of this answer is silence ({spoken} of speech in {length}), so it isn't scored."
)
TOO_SHORT = "That was {length} of speech, too little to score. {what} at least {needed}."
BRIEF_REASONS = (
    (NOT_SPEECH, "not speech"),
    (NO_SPEECH, "no speech"),
    (MOSTLY_NOT_SPEECH, "mostly not speech"),
    (TOO_QUIET, "too quiet to score"),
    (NOT_ENGLISH, "mostly not in English"),
    (NOT_UNDERSTOOD, "not understood"),
    (MOSTLY_SILENT, "mostly silence"),
    (TOO_SHORT, "too short to score"),
)
"""Each reason above in a few words, for lists."""

THIS_QUESTION = "This question needs"
WITHOUT_QUESTION = "Without a question, an answer needs"


def seconds_needed(target: tuple[float, float]) -> float:
    """Return the fewest seconds of speech for which an answer to a question is scored."""
    limits = bands().evidence
    return max(min(limits.speech, target[0]), limits.share_of_target * target[0])


def long_enough(length: float | None, target: tuple[float, float]) -> bool:
    """Whether an answer of this length, in seconds as shown, can be scored."""
    return length is not None and round(length) >= seconds_needed(target)


def is_attempt(
    overall: int | None, length: float | None, target: tuple[float, float], *, by_words: bool
) -> bool:
    """Whether a saved answer is a real attempt, from what lists read of it.

    With words it has an overall score; from the sound alone it is long enough.
    """
    if by_words and overall is None:
        return False
    return long_enough(length, target) if not by_words or length is not None else True


def not_enough(analysis: Analysis, foreign: Iterable[Span] = ()) -> str | None:
    """Say in one sentence why an answer isn't scored; ``None``: there is enough in it.

    ``foreign`` are sounds other than speech, where they are known; the reason found with them is
    saved as a note.
    """
    for note in analysis.notes:
        if note.kind == EVIDENCE:
            return note.text
    others = sum(span.duration for span in foreign)
    length = analysis.measures.get("answer_length")
    if not length:
        return NOT_SPEECH if others else NO_SPEECH
    spoken = max(0.0, length - sum(pause.duration for pause in analysis.pauses))
    target = analysis.target
    level, limits = analysis.measures.get("level"), bands().evidence
    if others > spoken:
        return MOSTLY_NOT_SPEECH
    if level is not None and level < limits.quietest:
        return TOO_QUIET
    if analysis.transcript is not None:
        if sum(o.duration for o in analysis.transcript.other_languages) > length:
            return NOT_ENGLISH
        if long_enough(length, target) and _understood(analysis, spoken) < limits.understood:
            return NOT_UNDERSTOOD
    if not long_enough(length, target):
        return _too_short(analysis, length, target)
    if spoken < limits.spoken * length:
        return MOSTLY_SILENT.format(spoken=clock(spoken), length=clock(length))
    return None


def judged(
    analysis: Analysis, withheld: Collection[str] = (), foreign: Iterable[Span] = ()
) -> Analysis:
    """Return an analysis with its scores, or with the note that says why it has none.

    From the sound alone there are no scores: fillers and pace need the words, and a score that
    changes when they come is not worth much. ``withheld`` names scores that can't be known.
    """
    reason = not_enough(analysis, foreign)
    if reason is not None:
        notes = (*analysis.notes, Note(EVIDENCE, reason))
        return replace(analysis, scores=(), overall=None, notes=notes)
    if analysis.transcript is None:
        return replace(analysis, scores=(), overall=None)
    target = analysis.target
    found = score(analysis.measures, analysis.pauses, target)
    scores = tuple(each for each in found if each.name not in withheld)
    return replace(analysis, scores=scores, overall=overall(scores))


def founded(analysis: Analysis) -> Analysis:
    """Remove the scores that an earlier version gave an answer with too little in it."""
    if analysis.transcript is not None and not_enough(analysis) is None:
        return analysis
    return replace(analysis, scores=(), overall=None)


def brief_reason(analysis: Analysis) -> str:
    """Say in a few words why an answer isn't scored; empty if there is enough in it."""
    reason = not_enough(analysis)
    if reason is None:
        return ""
    found = (few for text, few in BRIEF_REASONS if reason.startswith(text.partition("{")[0]))
    return next(found, "not scored")


def is_too_short(analysis: Analysis) -> bool:
    """Whether an answer isn't scored because it is too short for its target length."""
    reason, length = not_enough(analysis), analysis.measures.get("answer_length")
    target = analysis.target
    return length is not None and reason == _too_short(analysis, length, target)


def _too_short(analysis: Analysis, length: float, target: tuple[float, float]) -> str:
    asked = analysis.question is not None and analysis.question.text != NO_QUESTION
    what = THIS_QUESTION if asked else WITHOUT_QUESTION
    needed = clock(seconds_needed(target))
    return TOO_SHORT.format(length=clock(length), what=what, needed=needed)


def _understood(analysis: Analysis, spoken: float) -> float:
    """Return the share of the speech that words account for, 0 to 1.

    Speech that wasn't transcribed is noted; without a single word there is no such note.
    """
    assert analysis.transcript is not None
    unsaid = doubtful(analysis)
    if not spoken or all(word in unsaid for word in analysis.transcript.words):
        return 0.0
    left_over = sum(span.duration for span in noted(analysis.notes))
    return max(0.0, 1 - left_over / spoken)
