"""Dates, times and choices as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest

from sessions.notebook import values
from sessions.notebook.fields import BY_NAME


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-03",
        "2026/12/3",
        "3 Dec 2026",
        "Thu 3 December 2026",
        "Thursday, December 3rd, 2026",
        "Dec 3, 2026",
        "3.12.2026",
        "03. 12. 26",
        "2026-12-03T00:00:00",
    ],
)
def test_dates(text: str) -> None:
    assert values.read_day(text) == date(2026, 12, 3)


def test_an_ambiguous_date_is_refused_unless_the_order_is_known() -> None:
    with pytest.raises(ValueError, match="could be December 3 or March 12; write it as 2026-12-03"):
        values.read_day("12/3/2026")
    assert values.read_day("12/3/2026", "month first") == date(2026, 12, 3)
    assert values.read_day("12/3/2026", "day first") == date(2026, 3, 12)
    assert values.read_day("12/13/26") == values.read_day("13/12/26") == date(2026, 12, 13)
    assert values.read_day("12/13/26", "day first") == date(2026, 12, 13)
    assert values.read_day("5/5/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", "isn't a date"),
        ("Dec 3", "has no year"),
        ("31/31/2026", "no day"),
        ("2026-02-30", "no day"),
        ("2226-12-03", "between 2000 and 2099"),
        ("Dec 3, 1826", "between 2000 and 2099"),
        ("5/6/0000", "between 2000 and 2099"),
        ("2026-11-301", "isn't a date"),
        ("Mon 3 Dec 2026", "that day is a Thursday"),
    ],
)
def test_invalid_dates(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        values.read_day(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)),
        ("9:00", time(9)),
        ("09:00", time(9)),
        ("9.30", time(9, 30)),
        ("14:30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("2 P.M.", time(14)),
        ("12 am", time(0)),
        ("12:15 pm", time(12, 15)),
        ("noon", time(12)),
        ("9:00:00 AM", time(9)),
        ("9:00-12:00", time(9)),
        ("8:30 AM - 1:00 PM", time(8, 30)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert values.read_time(text) == expected


@pytest.mark.parametrize("text", ["25:00", "9:75", "13 pm", "0 am", "morning", "9-12", "99"])
def test_invalid_times(text: str) -> None:
    with pytest.raises(ValueError, match=r"isn't a time; write 2:30 pm or 14:30"):
        values.read_time(text)


def test_choices() -> None:
    visa, form = BY_NAME["j1"], BY_NAME["format"]
    assert [values.read(visa, t) for t in ("Yes", "no", "?", "")] == [
        "yes",
        "no",
        "unknown",
        "unknown",
    ]
    assert [values.read(form, t) for t in ("Zoom", "In-Person", "")] == [
        "virtual",
        "in person",
        "unknown",
    ]
    with pytest.raises(ValueError, match="write yes, no, or unknown"):
        values.read(visa, "perhaps")
    with pytest.raises(ValueError, match="write virtual or in person"):
        values.read(form, "hybrid")


def test_text_loses_only_control_characters() -> None:
    assert values.read(BY_NAME["name"], " Río\tPiedras \x1b[31m\n") == "Río Piedras [31m"
    assert values.read(BY_NAME["likes"], "a \r\n\r\nb\x00\rc ") == "a\n\nb\nc"
    assert values.read(BY_NAME["likes"], "می\u200cخواهم") == "می\u200cخواهم"
    assert values.read(BY_NAME["likes"], "x\u202ey") == "x y"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("8 Dec", date(2026, 12, 8)),
        ("Dec 8th", date(2026, 12, 8)),
        ("29 November", date(2026, 11, 29)),
        ("3 Jan", date(2027, 1, 3)),
        ("Tue 8 Dec", date(2026, 12, 8)),
        ("29 Feb", date(2028, 2, 29)),
        ("8 Dec 2027", date(2027, 12, 8)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(said: str, wanted: date) -> None:
    assert values.read_day(said, today=date(2026, 11, 29)) == wanted


@pytest.mark.parametrize("said", ["30 Feb", "Mon 8 Dec", "8 Dec 27", "8"])
def test_a_day_that_cannot_be_is_still_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        values.read_day(said, today=date(2026, 11, 29))


def test_without_a_today_a_day_needs_its_year() -> None:
    with pytest.raises(ValueError, match="no year"):
        values.read_day("8 Dec")
