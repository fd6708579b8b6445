"""Words as people write them, and which pauses are shown."""

from __future__ import annotations

from dataclasses import replace

from analysis.report import text
from analysis.report.build import build
from analysis.report.html.page import render
from analysis.report.model import TranscriptPiece
from analysis.report.transcript.moments import moment
from analysis.report.transcript.writing import as_written
from analysis.types import Filler, Note, Pause, Span, Transcript, Word
from tests.analysis.sample import ANALYSIS


def written(said: str) -> str:
    pieces = [TranscriptPiece("word", w, i, i + 0.5) for i, w in enumerate(said.split())]
    return " ".join(p.text for p in as_written(pieces))


def test_names_numbers_and_med_peds() -> None:
    assert written("so i chose med peds, because") == "so I chose Med-Peds, because"
    assert written("an all -female team of 10 ,000") == "an all-female team of 10,000"
    assert written("I passed step two and the usmle.") == "I passed Step 2 and the USMLE."
    assert written("Medicine -Pediatrics, 95 % of") == "Medicine-Pediatrics, 95% of"
    assert written("“i'm” from an h 1b family") == "“I'm” from an H-1B family"


def test_moments_quote_words_as_they_are_written() -> None:
    words = tuple(Word(i, i + 0.5, w) for i, w in enumerate(["about", "med-pads.", "i"]))
    found = moment(replace(ANALYSIS, transcript=Transcript(words, 10.0)), Span(5, 6), "pause")
    assert found.what == "pause after “about Med-Peds. I”"


def test_joined_words_keep_their_times_and_other_pieces_stay() -> None:
    pieces = (
        TranscriptPiece("word", "med", 0.0, 0.4),
        TranscriptPiece("word", "peds.", 0.4, 0.9),
        TranscriptPiece("filled_pause", "[um]", 1.0, 1.2),
        TranscriptPiece("word", "-then", 1.3, 1.5),
    )
    (joined, *rest) = as_written(pieces)
    assert (joined.text, joined.start, joined.end) == ("Med-Peds.", 0.0, 0.9)
    assert tuple(rest) == pieces[2:]


def test_an_um_that_was_heard_and_written_down_is_one_mark() -> None:
    words = (Word(0.0, 0.4, "So"), Word(0.5, 0.6, "uh,"), Word(1.2, 1.6, "yes."))
    analysis = replace(
        ANALYSIS,
        transcript=Transcript(words, 10.0),
        pauses=(),
        fillers=(Filler(0.7, 1.0, "uh", "filled_pause", "sound", 0.9),),
    )
    assert [p.text for p in build(analysis).pieces] == ["So", "[uh]", "yes."]


PAUSED = replace(
    ANALYSIS,
    pauses=(
        Pause(3.1, 3.62, "boundary"),
        Pause(5.3, 5.7, "mid_clause"),
        Pause(6.0, 7.2, "boundary"),
    ),
)


def test_only_pauses_that_listeners_notice_are_written() -> None:
    said = text.render(build(PAUSED))
    assert "|0.4|" in said and "‖1.2‖" in said and "‖0.5‖" not in said
    assert text.SHORT_PAUSES in " ".join(said.split())
    page = render(build(PAUSED))
    assert 'id="all-pauses"' in page and "‖0.5‖" in page


def test_without_words_every_pause_is_written() -> None:
    said = text.render(build(replace(PAUSED, transcript=None)))
    assert "‖0.5‖" in said and text.SHORT_PAUSES not in said


def test_the_legend_explains_every_sign_that_is_there() -> None:
    legend = build(ANALYSIS).legend
    assert "‹like› filler word" in legend and "(…)" not in legend and "↺" not in legend
    heard = (*ANALYSIS.notes, Note("unheard", "Speech", 1.0, 2.0))
    assert "(…) speech that wasn't" in build(replace(ANALYSIS, notes=heard)).legend
