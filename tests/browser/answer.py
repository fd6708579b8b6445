"""The sample answer as a report, from its exact words; no sound is analyzed for it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from analysis import demo
from analysis.measures.material import Material
from analysis.measures.measure import measure
from analysis.report.build import build
from analysis.report.earlier.usual import EarlierMeasures
from analysis.report.model import Moment, Report, ReportRemark
from analysis.scoring.score import overall, score
from analysis.types import (
    Analysis,
    Filler,
    FillerKind,
    Pause,
    QuestionContext,
    Recording,
    Span,
    Transcript,
    Word,
)
from analysis.words.markers import discourse_markers
from analysis.words.pause_positions import place
from analysis.words.pronunciation import syllables

SECONDS = 60.0
"""How much of the answer the tests use."""

TARGET = (45.0, 90.0)
FILLED: FillerKind = "filled_pause"


def analysis(seconds: float) -> Analysis:
    """What was said in the first seconds, measured and scored."""
    truth = json.loads(demo.TRUTH.read_text("utf-8"))
    said = {
        kind: [thing for thing in truth[kind] if thing["end"] < seconds]
        for kind in ("words", "fillers", "pauses")
    }
    words = tuple(Word(w["start"], w["end"], w["text"], 0.9) for w in said["words"])
    sounds = [Filler(f["start"], f["end"], f["text"], FILLED, "sound") for f in said["fillers"]]
    fillers = sorted([*sounds, *discourse_markers(words)], key=lambda f: f.start)
    pauses = place([Pause(p["start"], p["end"]) for p in said["pauses"]], words)
    spoken = Span(words[0].start, words[-1].end)
    counted = sum(syllables(w.text) for w in words)
    measures = measure(Material(spoken, pauses, fillers, counted, words))
    scores = score(measures, pauses, TARGET)
    return Analysis(
        version="1",
        recording=Recording("answer.flac", seconds, 16_000),
        question=QuestionContext("tell-me-about-yourself", "Tell me about yourself.", None, TARGET),
        transcript=Transcript(words, seconds, "en", "base.en"),
        pauses=tuple(pauses),
        fillers=tuple(fillers),
        measures=measures,
        scores=scores,
        overall=overall(scores),
    )


def report(seconds: float = SECONDS) -> Report:
    """Every part of a report has something in it."""
    days = (
        (3, 98, 13, 12.6, 61, 41), (6, 104, 11, 12.2, 70, 46), (9, 111, 9.8, 11.0, 96, 55),
        (13, 118, 9.0, 9.1, 83, 63), (16, 121, 7.4, 8.8, 88, 71), (19, 131, 6.2, 9.4, 81, 78),
    )  # fmt: skip
    earlier = tuple(
        EarlierMeasures(
            datetime(2026, 11, day, 18, 40), "tell-me-about-yourself", "1", "base.en", points,
            {"words_per_minute": pace, "mid_clause_pause_rate": pauses, "filler_rate": fillers,
             "answer_length": length},
        )
        for day, pace, pauses, fillers, length, points in days
    )  # fmt: skip
    made = build(analysis(seconds), recorded_at=datetime(2026, 11, 22, 9, 5), history=earlier)
    quote = Moment(12.0, 13.0, "0:12 “near the mountains”", "0:12", "“near the mountains”")
    remark = ReportRemark(
        "story_parts", "No result was heard.", "Interviewers listen for the result.",
        (quote,), "Say in one sentence what changed for the patient.",
        "situation 52% · action 48%",
    )  # fmt: skip
    return replace(made, remarks=(remark,))
