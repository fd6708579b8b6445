"""The beginning of the shipped answer as a report, with its sound; nothing is analysed for it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from analysis import demo
from analysis.report.build import build
from analysis.report.history import Earlier
from analysis.report.model import Moment, Remark, Report
from analysis.types import (
    Analysis,
    Filler,
    Pause,
    Question,
    Recording,
    Score,
    Transcript,
    Word,
)

SECONDS = 60.0


def analysis() -> Analysis:
    """What was said in the first minute, exactly; the measures are made up."""
    truth = json.loads(demo.TRUTH.read_text("utf-8"))
    words = [w for w in truth["words"] if w["end"] < SECONDS]
    fillers = [f for f in truth["fillers"] if f["end"] < SECONDS]
    pauses = [p for p in truth["pauses"] if p["end"] < SECONDS]
    spoken = tuple(Word(w["start"], w["end"], w["text"], 0.9) for w in words)
    return Analysis(
        version="1",
        recording=Recording("answer.flac", SECONDS, 16_000),
        question=Question("tell-me-about-yourself", "Tell me about yourself.", None, (120, 180)),
        transcript=Transcript(spoken, SECONDS, "en", "base.en"),
        pauses=tuple(
            Pause(p["start"], p["end"], "mid_clause" if n % 3 else "boundary")
            for n, p in enumerate(pauses)
        ),
        fillers=tuple(
            Filler(f["start"], f["end"], f["text"], "filled_pause", "sound", 0.9) for f in fillers
        ),
        measures={
            "answer_length": 58.0, "response_latency": 0.9, "words_per_minute": 96.0,
            "mid_clause_pause_rate": 9.0, "filler_rate": 6.2,
        },
        scores=(
            Score("pace", 55, "far_below", "Slow at 96 words a minute.", "source"),
            Score("pauses", 72, "above", "9 pauses a minute fall inside a clause.", "source"),
            Score("fillers", 88, "above", "Some fillers.", "source"),
            Score("length", 0, "far_below", "58 s is far short of 2:00.", "source"),
        ),
        overall=58,
    )  # fmt: skip


def report() -> Report:
    """Every part of a report has something in it."""
    earlier = tuple(
        Earlier(
            datetime(2026, 11, day, 9, 5), "tell-me-about-yourself", "1", "base.en", 40 + day,
            {"filler_rate": 20.0 - day, "words_per_minute": 100.0 + day, "answer_length": 99.0,
             "mid_clause_pause_rate": 9.5},
        )
        for day in range(3, 10)
    )  # fmt: skip
    made = build(analysis(), recorded_at=datetime(2026, 11, 22, 9, 5), history=earlier)
    moment = Moment(12.0, 13.0, "0:12 here", "0:12", "here")
    remark = Remark("result", "The result is not said.", "Listeners wait for it.", (moment,))
    return replace(made, remarks=(remark,))
