"""One small analysis with every part in it, for tests of what is made of it."""

from analysis.measures.catalog import CATALOG
from analysis.types import (
    Analysis,
    Filler,
    Note,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Transcript,
    Word,
)

TEXT = "I chose Med-Peds because there were, like, no no beds for teenagers."
WORDS = tuple(
    Word(round(0.5 + 0.6 * i, 3), round(0.9 + 0.6 * i, 3), text, 0.9)
    for i, text in enumerate(TEXT.split())
)

ANALYSIS = Analysis(
    version="1",
    recording=Recording("answer.wav", 10.0, 48_000, 0),
    question=QuestionContext("why-med-peds", "Why Med-Peds?", "motivational", (60.0, 120.0)),
    transcript=Transcript(WORDS, 10.0, "en", "base.en"),
    pauses=(Pause(3.1, 3.62, "boundary"), Pause(5.3, 6.5, "mid_clause")),
    fillers=(
        Filler(4.2, 4.6, "um", "filled_pause", "sound", 0.8),
        Filler(WORDS[6].start, WORDS[6].end, "like,", "discourse_marker", "words", 0.9),
    ),
    measures={
        **{entry.name: None for entry in CATALOG},
        "words_per_minute": 104.0,
        "answer_length": 36.0,
        "mid_clause_pause_rate": 8.6,
        "filler_rate": 17.1,
    },
    uncertainty={"words_per_minute": (99.0, 109.0), "filler_rate": (16.0, 22.0)},
    scores=(
        Score("pace", 68, "below", "A little slow.", "source of pace"),
        Score("pauses", 50, "far_above", "Mid-clause pauses.", "source of pauses"),
        Score("fillers", 20, "far_above", "Many fillers.", "source of fillers"),
        Score("length", 0, "far_below", "Far too short.", "source of length"),
    ),
    overall=37,
    notes=(Note("recording", "The background is loud."),),
)
