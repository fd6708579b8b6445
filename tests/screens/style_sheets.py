"""Parsed style sheets, shared by all apps of a process: parsing is a tenth of a test's time."""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def parsed_once(sheet: Stylesheet, css: str, *arguments: Any, **named: Any) -> list[RuleSet]:
    """Parse a style sheet as Textual does, or return what an earlier app parsed."""
    variables = tuple(sorted(sheet._variables.items()))
    key = (css, arguments, tuple(sorted(named.items())), variables)
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, *arguments, **named)
    return _parsed[key]
