"""Melody in the report: its own part, with moments that quote the words; never in the cautions."""

from __future__ import annotations

from dataclasses import replace

from analysis.measures.pitch import FINAL_RISE, MONOTONE
from analysis.report.build import build
from analysis.report.html.page import render as page
from analysis.report.sharing import without
from analysis.report.text import render
from analysis.types import Analysis, Note
from tests.screens.samples import full

WHOLE = "Your voice rose at the end of 2 of 9 statements"


def with_melody() -> Analysis:
    notes = (
        Note(FINAL_RISE, WHOLE),
        Note(FINAL_RISE, "rose 5 semitones", 3.0, 4.5),
        Note(MONOTONE, "Your voice moved within 2.0 semitones here; 5.1 are usual.", 20.0, 38.0),
    )
    analysis = full()
    return replace(analysis, notes=(*analysis.notes, *notes))


def test_each_observation_has_its_moments() -> None:
    report = build(with_melody())
    rises, flat = report.melody
    assert rises.text == WHOLE
    (moment,) = rises.moments
    assert (moment.start, moment.end) == (3.0, 4.5)
    assert moment.text.startswith("0:03 rose 5 semitones: “")
    assert flat.moments[0].text.startswith("0:20–0:38 Your voice moved within 2.0")
    assert not any("semitones" in caution or WHOLE in caution for caution in report.cautions)


def test_it_costs_no_points() -> None:
    plain, told = build(full()), build(with_melody())
    assert (plain.overall, plain.bars, plain.focus) == (told.overall, told.bars, told.focus)
    assert plain.melody == ()


def test_the_terminal_and_the_page_show_it() -> None:
    report = build(with_melody())
    for drawn in (render(report), page(report)):
        assert "Melody of your voice" in drawn and "2 of 9 statements" in drawn
    plain = " ".join(render(report).split())
    assert f"{WHOLE}. Neither good nor bad" in plain
    assert "Your voice stayed flat for a while. Not scored. Listeners" in plain


def test_a_shared_report_without_words_quotes_none() -> None:
    shared = without(build(with_melody()), ["transcript"])
    assert shared.melody[0].moments[0].text == "0:03 rose 5 semitones"
    assert without(build(with_melody()), ["notes"]).melody == ()
