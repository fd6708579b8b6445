"""Discourse markers by context: token F1 on marked sentences, and the edges of the two functions.

``python -m tests.analysis.test_markers`` prints the figures and the misses.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from analysis.markers import discourse_markers
from analysis.types import Word

SENTENCES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "markers.toml").read_text(encoding="utf-8")
)


def spoken(text: str, seconds: float = 0.3) -> list[Word]:
    """Words of a text, evenly timed and without pauses."""
    return [Word(i * seconds, (i + 1) * seconds, t) for i, t in enumerate(text.split())]


def marked(sentence: str) -> tuple[str, set[int]]:
    """Take the marks off a sentence; also give the places of the marked words."""
    places: set[int] = set()
    inside = False
    for i, token in enumerate(sentence.split()):
        inside = inside or "<" in token
        if inside:
            places.add(i)
        inside = inside and ">" not in token
    return re.sub(r"[<>]", "", sentence), places


def found_places(text: str) -> set[int]:
    words = spoken(text)
    fillers = discourse_markers(words)
    return {i for i, w in enumerate(words) for f in fillers if f.overlap(w) > 0.1}


def judge(sentences: list[str]) -> tuple[float, float, list[str]]:
    """Token precision, token recall and the misses, each with what was wrongly (not) found."""
    hits = false = lost = 0
    misses = []
    for sentence in sentences:
        text, wanted = marked(sentence)
        found = found_places(text)
        hits += len(wanted & found)
        false += len(found - wanted)
        lost += len(wanted - found)
        if found != wanted:
            words = text.split()
            wrong = [f"+{words[i]}" for i in sorted(found - wanted)]
            wrong += [f"-{words[i]}" for i in sorted(wanted - found)]
            misses.append(f"{' '.join(wrong)}   in: {sentence}")
    return hits / max(1, hits + false), hits / max(1, hits + lost), misses


def report(part: str) -> tuple[float, str]:
    """F1 of a part of the list, with its figures and misses as text."""
    precision, recall, misses = judge(SENTENCES[part])
    f1 = 2 * precision * recall / (precision + recall)
    figures = f"{part}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    return f1, "\n".join([figures, *misses])


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_tokens_are_told_apart_by_context(part: str) -> None:
    f1, text = report(part)
    assert f1 >= 0.90, text


if __name__ == "__main__":
    for name in SENTENCES:
        print(report(name)[1])
