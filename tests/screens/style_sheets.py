"""Parsed style sheets, shared by all apps of a process: parsing is a tenth of a test's time."""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse_rules = Stylesheet._parse_rules
_parse = Stylesheet.parse
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
_whole: dict[tuple[object, ...], tuple[list[RuleSet], dict[str, list[RuleSet]]]] = {}


def parsed_once(sheet: Stylesheet, css: str, *arguments: Any, **named: Any) -> list[RuleSet]:
    """Parse a style sheet as Textual does, or return what an earlier app parsed."""
    key = (css, arguments, tuple(sorted(named.items())), _variables(sheet))
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *arguments, **named)
    return _parsed[key]


def joined_once(sheet: Stylesheet) -> None:
    """Join the parsed sheets of an app, or take what an app with the same sheets has joined."""
    key = (tuple(sheet.source.items()), _variables(sheet))
    if key not in _whole:
        _parse(sheet)
        _whole[key] = (sheet.rules, sheet.rules_map)
    sheet._rules, sheet._rules_map = _whole[key]
    sheet._require_parse = False


def _variables(sheet: Stylesheet) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(sheet._variables.items()))
