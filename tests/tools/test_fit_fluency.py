"""Choosing a weight of fluency: held out by speaker, and only where it helps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.measures.fluency import COMPONENTS, fluency
from tools.fit_fluency import CHOSEN, GRID, held_out, numbers, reliability, with_weight

MIDDLE = {name: (part.hesitant + part.fluent) / 2 for name, part in COMPONENTS.items()}


def test_a_weight_is_tried_and_put_back() -> None:
    before = fluency(MIDDLE)
    smooth = {**MIDDLE, **{name: COMPONENTS[name].fluent for name in CHOSEN}}
    assert with_weight(smooth, 3.0) > with_weight(smooth, 0.0)
    assert fluency(MIDDLE) == before
    with pytest.raises(ValueError, match="undefined"):
        with_weight({**MIDDLE, "pause_rate": None}, 1.0)


def test_the_weight_that_agrees_with_the_raters_is_chosen_without_the_speaker(
    tmp_path: Path,
) -> None:
    dice = np.random.default_rng(1)
    shares = np.exp(dice.uniform(-0.7, 2.2, 12))  # percent; the raters hear nothing else
    speakers = [f"{i:05}" for i in range(12)]
    rates = dice.uniform(2, 4, 12)  # which say nothing
    lines = [
        json.dumps(
            {
                "recording": {"path": f"/rated/{s}.flac"},
                "measures": {**MIDDLE, "drawn_out_share": share, "speech_rate": rate},
            }
        )
        for s, share, rate in zip(speakers, shares, rates, strict=True)
    ]
    path = tmp_path / "sound.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = numbers(path, speakers)
    assert found.shape == (12, len(GRID))
    (values,), chosen = held_out([found], -np.log(shares))
    assert chosen == [GRID[-1]] * 12
    assert values == pytest.approx(found[:, -1])


def test_a_panel_that_agrees_is_reliable(tmp_path: Path) -> None:
    path = tmp_path / "scores.tsv"
    rows = ["utt\tfluency_raters"]
    rows += [f"{i:05}0001\t{i} {i} {i} {i} 3" for i in range(1, 9)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert reliability(path, [f"{i:05}" for i in range(1, 9)]) == pytest.approx(1.0)
