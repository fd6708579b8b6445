"""The screens that record answers: what they share is in one style sheet."""

from __future__ import annotations

from pathlib import Path

import recorder.screens as screens

OWN = ("practice/practice.tcss", "mock/mock.tcss", "retelling/retelling.tcss")


def test_what_all_of_them_share_is_in_the_shared_style_sheet() -> None:
    folder = Path(screens.__file__).parent
    lines = [set((folder / sheet).read_text().splitlines()) for sheet in OWN]
    styles = {line for line in set.intersection(*lines) if ":" in line}
    assert not styles, "move these to practice/recording_screen.tcss"
