"""The trials of `make soak`, a few of each: that they run, and that they find nothing."""

from __future__ import annotations

import shutil

import pytest

from tools.soak import kill


@pytest.mark.terminal
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_killed_at_six_moments_viva_loses_nothing() -> None:
    tally = kill.run(6, seed=13)
    assert tally.wrong == []
    assert set(tally.phases) == set(kill.LATEST)
    assert all(lost <= 1.0 for lost in tally.lost)
