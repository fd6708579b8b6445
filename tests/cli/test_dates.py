"""Dates in the terminal's lists."""

from datetime import datetime

import pytest

from recorder.cli.shared import date_and_time


@pytest.mark.parametrize(
    ("hour", "clock"), [(0, "12:05 am"), (9, "9:05 am"), (12, "12:05 pm"), (18, "6:05 pm")]
)
def test_a_moment_is_written_the_american_way(hour: int, clock: str) -> None:
    moment = datetime(2026, 11, 2, hour, 5).astimezone()
    assert date_and_time(moment) == f"Nov 2, 2026, {clock}"
