"""Analyses as the screens get them: a full one, one without a transcript, a hostile one."""

from __future__ import annotations

from dataclasses import replace

from analysis.types import (
    Analysis,
    Band,
    Filler,
    Note,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Transcript,
    Word,
)

TEXT = (
    "I grew up in a small town near Lagos and um I went to medical school there because my "
    "mother was a nurse in my in my last year I met a boy with sickle cell disease who turned "
    "eighteen and nobody um wanted to take over his care so basically he fell between two clinics "
    "that is when I like understood that I want to care for patients through their whole life"
)
SOURCE = "Laske & DiGennaro Reed 2024 (fillers and how a speaker is judged)"
HOSTILE = "[bold red]x[/] \x1b[31mred\x1b[0m [@click=app.quit]quit[/] [/nothing]"


def words() -> tuple[Word, ...]:
    """The text at two words a second."""
    return tuple(
        Word(0.5 + 0.5 * i, 0.9 + 0.5 * i, text, 0.95) for i, text in enumerate(TEXT.split())
    )


def score(name: str, value: int, band: Band, advice: str) -> Score:
    """One score."""
    return Score(name, value, band, advice, SOURCE)


def full() -> Analysis:
    """Words by base.en, three things to change."""
    spoken = words()
    um = [
        Filler(w.start, w.end, w.text, "filled_pause", "both", 0.9)
        for w in spoken
        if w.text == "um"
    ]
    like = [
        Filler(w.start, w.end, w.text, "discourse_marker", "words", 0.6)
        for w in spoken
        if w.text in ("like", "basically")
    ]
    return Analysis(
        version="1",
        recording=Recording("answer.wav", 131.0, 1000),
        question=QuestionContext("tell-me-about-yourself", "Tell me about yourself.", "background"),
        transcript=Transcript(spoken, 131.0, "en", "base.en"),
        pauses=(
            Pause(4.9, 5.3, "boundary"),
            Pause(11.9, 13.1, "mid_clause"),
            Pause(20.4, 20.9, "mid_clause"),
        ),
        fillers=tuple(sorted(um + like, key=lambda f: f.start)),
        measures={
            "answer_length": 128.0,
            "words_per_minute": 108.0,
            "speech_rate": 2.9,
            "articulation_rate": 4.1,
            "pause_rate": 14.0,
            "mid_clause_pause_rate": 9.4,
            "filler_rate": 7.5,
            "filled_pause_rate": 4.2,
        },
        scores=(
            score("pace", 72, "below", "A little slow at 108 words a minute: join short phrases."),
            score(
                "pauses",
                64,
                "above",
                "9 pauses a minute fall mid-clause: finish the clause, then pause.",
            ),
            score(
                "fillers",
                70,
                "above",
                "When you feel a filler coming, close your mouth and pause.",
            ),
            score("length", 100, "within", "2:08 is within the target of 2:00 to 3:00."),
        ),
        overall=75,
    )


def sound_alone() -> Analysis:
    """Return an analysis made without a model."""
    whole = full()
    note = Note("transcript", "These results come from the sound alone.")
    measures = {**whole.measures, "words_per_minute": None, "mid_clause_pause_rate": None}
    return replace(
        whole, transcript=None, measures=measures, notes=(note,), scores=(), overall=None
    )


def hostile() -> Analysis:
    """Words, a question and a note that look like markup and escape codes."""
    whole = full()
    spoken = tuple(replace(w, text=HOSTILE) for w in words()[:5])
    return replace(
        whole,
        question=QuestionContext(None, HOSTILE),
        transcript=Transcript(spoken, 131.0, "en", HOSTILE),
        fillers=tuple(replace(f, text=HOSTILE) for f in whole.fillers),
        notes=(Note("recording", HOSTILE),),
    )
