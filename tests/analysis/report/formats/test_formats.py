"""The formats of other programs, read back by the programs and packages that people use."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import parselmouth
import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from parselmouth.praat import call

from analysis.report.formats import SUFFIXES, NeedsWords, write
from analysis.report.formats.captions import LINE, LINES, LONGEST
from analysis.types import Analysis, Filler, Pause, Recording, Transcript, Word
from recorder.cli.shared import FORMATS
from tests.analysis.sample import ANALYSIS, TEXT
from tests.browser.answer import analysis as longer
from tests.examples import examples

TIERS = ("words", "pauses", "filled pauses", "clauses")
Interval = tuple[float, float, str]


def with_words(*words: Word, duration: float = 10.0) -> Analysis:
    return replace(
        ANALYSIS,
        recording=Recording("a.wav", duration, 16_000),
        transcript=Transcript(words, duration),
    )


def praat(text: str, folder: Path) -> dict[str, list[Interval]]:
    """Read a TextGrid with Praat itself: each tier's intervals."""
    path = folder / "x.TextGrid"
    path.write_text(text, "utf-8", newline="\n")
    grid = parselmouth.read(str(path))
    found = {}
    for tier in range(1, int(call(grid, "Get number of tiers")) + 1):
        count = int(call(grid, "Get number of intervals", tier))
        found[str(call(grid, "Get tier name", tier))] = [
            (
                float(call(grid, "Get start time of interval", tier, number)),
                float(call(grid, "Get end time of interval", tier, number)),
                str(call(grid, "Get label of interval", tier, number)),
            )
            for number in range(1, count + 1)
        ]
    return found


def labels(tier: list[Interval]) -> list[str]:
    return [label for *_, label in tier if label]


def covered(tier: list[Interval], end: float) -> bool:
    """Whether intervals follow each other without a gap from 0 to the end."""
    edges = [tier[0][0], *(b for _, b, _ in tier)]
    starts = [a for a, *_ in tier]
    return starts == edges[:-1] and edges[0] == 0 and edges[-1] == pytest.approx(end)


def test_praat_reads_every_tier(tmp_path: Path) -> None:
    tiers = praat(write(ANALYSIS, "textgrid"), tmp_path)
    assert tuple(tiers) == TIERS
    assert labels(tiers["words"]) == TEXT.split()
    assert labels(tiers["pauses"]) == ["boundary", "mid-clause"]
    assert labels(tiers["filled pauses"]) == ["um"]
    assert " ".join(labels(tiers["clauses"])) == TEXT
    assert len(labels(tiers["clauses"])) > 1
    assert all(covered(tier, 10.0) for tier in tiers.values())
    assert (3.1, 3.62, "boundary") in tiers["pauses"]


def test_praat_reads_any_text(tmp_path: Path) -> None:
    said = ('"Go"', "she", "said:", "naïve", "–", "数学", 'a"', "back\\slash", "x\ny")
    words = (Word(i * 0.5, i * 0.5 + 0.4, text) for i, text in enumerate(said))
    tiers = praat(write(with_words(*words), "textgrid"), tmp_path)
    assert labels(tiers["words"]) == [text.replace("\n", " ") for text in said]


def test_words_that_overlap_follow_each_other(tmp_path: Path) -> None:
    words = (Word(1.0, 4.0, "a"), Word(2.0, 2.5, "b"), Word(2.0, 2.0, "c"), Word(9.9, 12.0, "d"))
    tiers = praat(write(with_words(*words), "textgrid"), tmp_path)
    assert labels(tiers["words"]) == ["a", "c", "b", "d"]
    assert all(covered(tier, 12.0) for tier in tiers.values())


@examples(60)
@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.floats(0, 5), st.text(max_size=12)), min_size=1, max_size=12
    )
)
def test_no_times_and_no_text_break_a_format(
    tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[float, float, str]]
) -> None:
    words = tuple(Word(start, start + length, text) for start, length, text in spans)
    made = replace(
        with_words(*words),
        pauses=tuple(Pause(w.start, w.end) for w in words[:3]),
        fillers=tuple(Filler(w.start, w.end, w.text, "filled_pause", "sound") for w in words[:3]),
    )
    tiers = praat(write(made, "textgrid"), tmp_path_factory.mktemp("grid"))
    end = tiers["words"][-1][1]
    assert all(covered(tier, end) for tier in tiers.values())
    webvtt.from_string(write(made, "webvtt"))
    list(srt.parse(write(made, "srt")))
    rows = list(csv.reader(io.StringIO(write(made, "csv"), newline="")))
    assert len(rows) == 1 + len(words) + 2 * min(3, len(words))


def test_captions_say_every_word_in_readable_cues() -> None:
    made = longer(60.0)
    assert made.transcript is not None
    captions = webvtt.from_string(write(made, "webvtt")).captions
    assert " ".join(" ".join(c.text.split()) for c in captions) == made.transcript.text
    cues = list(srt.parse(write(made, "srt")))
    assert [c.content for c in cues] == [c.text for c in captions]
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        lines = cue.content.splitlines()
        assert len(lines) <= LINES and max(map(len, lines)) <= LINE
        assert timedelta(0) < cue.end - cue.start <= timedelta(seconds=LONGEST)
        assert following is None or cue.end <= following.start
    assert cues[0].start == timedelta(seconds=made.transcript.words[0].start)
    assert sum(c.content.rstrip()[-1] in ".?!," for c in cues) > len(cues) / 2


def test_captions_escape_what_a_player_would_act_on() -> None:
    made = with_words(Word(1, 2, "<i>A&B</i>"), Word(2, 3, "-->"), Word(3, 4, "\n\nNOTE"))
    text = write(made, "webvtt")
    assert "&lt;i&gt;A&amp;B&lt;/i&gt; --&gt;" in text and text.count("-->") == 1
    (cue,) = srt.parse(write(made, "srt"))
    assert cue.content == "‹i›A&B‹/i› --› NOTE"


def test_a_table_has_a_row_for_every_event() -> None:
    rows = list(csv.DictReader(io.StringIO(write(ANALYSIS, "csv"), newline="")))
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("word"), kinds.count("pause")) == (len(TEXT.split()), 2)
    assert kinds.count("filled_pause") == kinds.count("discourse_marker") == 1
    assert [float(row["start"]) for row in rows] == sorted(float(row["start"]) for row in rows)
    um = next(row for row in rows if row["kind"] == "filled_pause")
    assert um == {
        "start": "4.200",
        "end": "4.600",
        "kind": "filled_pause",
        "text": "um",
        "position": "",
        "evidence": "sound",
        "confidence": "0.80",
    }
    formula = write(with_words(Word(0, 1, "=1+1")), "csv")
    assert "'=1+1" in formula


def test_without_words_there_are_tables_but_no_captions(tmp_path: Path) -> None:
    silent = replace(ANALYSIS, transcript=None)
    tiers = praat(write(silent, "textgrid"), tmp_path)
    assert labels(tiers["words"]) == labels(tiers["clauses"]) == []
    assert labels(tiers["filled pauses"]) == ["um"]
    for format in ("webvtt", "srt"):
        with pytest.raises(NeedsWords):
            write(silent, format)


def test_the_command_line_offers_every_format() -> None:
    assert tuple(SUFFIXES) == FORMATS
