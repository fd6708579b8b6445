"""A few of each trial of `make soak`: they run, and they find nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys

import numpy as np
import pytest

from analysis.models.known import Model
from tests.microphone import ROOT, missing
from tools.soak import child, kill, load


@pytest.mark.slow
@pytest.mark.terminal
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_killed_at_six_moments_viva_loses_nothing() -> None:
    tally = kill.run(6, seed=13)
    assert tally.wrong == []
    assert set(tally.phases) == set(kill.LATEST)
    assert all(lost <= 1.0 for lost in tally.lost)


@pytest.mark.slow
async def test_killing_the_analysis_process_leaves_no_answer_hanging(
    tiny_en: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "the_model", lambda: tiny_en)
    tally = await child.run(4, seed=5)
    assert tally.wrong == []
    assert tally.kills >= 4


@pytest.mark.slow
@pytest.mark.microphone
def test_a_busy_computer_costs_no_sample() -> None:
    if reason := missing():
        pytest.skip(reason)
    command = [sys.executable, "-m", "tools.soak.load", "--minutes", "0.07", "--busy", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 overflows, 0.00 s missing against the clock, 0 breaks" in done.stdout


@pytest.mark.parametrize("lost", [1, 40, 441, 2205])
def test_even_a_few_missing_samples_are_a_break(lost: int) -> None:
    rate = 44_100
    tone = 0.3 * np.sin(2 * np.pi * load.PITCH * np.arange(5 * rate) / rate)
    assert load.breaks(tone, rate) == 0
    assert load.breaks(np.delete(tone, slice(100_000, 100_000 + lost)), rate) == 1
