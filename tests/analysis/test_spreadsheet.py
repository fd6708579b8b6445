"""Text that a spreadsheet program doesn't run, and that reads as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.spreadsheet import escaped, unescaped

RUN = tuple("=+-@＝＋－＠\t\r")
"""What a cell must not begin with, after any spaces."""


@pytest.mark.parametrize("text", ["=1+1", "  =x", "＝x", "-3", "@home", "|cmd", "%", "\tx", "'=x"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "um", "it's", "'twas", "3-4", "well-being"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\raé＝|%")) | st.text())
def test_it_never_runs_and_is_read_again(text: str) -> None:
    cell = escaped(text)
    assert unescaped(cell) == text
    assert not cell.lstrip(" ").startswith(RUN)
