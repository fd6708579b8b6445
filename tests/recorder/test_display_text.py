"""How screens and commands write lengths."""

from __future__ import annotations

import pytest

from recorder.display_text import span


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ((15.0, 40.0), "15–40 seconds"),
        ((60.0, 90.0), "60–90 seconds"),
        ((120.0, 180.0), "2–3 minutes"),
        ((160.0, 240.0), "2:40–4:00 minutes"),
    ],
)
def test_a_target_is_written_as_people_say_it(target: tuple[float, float], written: str) -> None:
    assert span(target) == written
