"""What the doctor found: what is to be mended first, then what is worth a look, then the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from recorder.display_text import plain
from recorder.doctor.result import Check, CheckState, Result

SIGNS: Mapping[CheckState, str] = {"bad": "✗", "warn": "!", "ok": "✓"}
COLORS: Mapping[CheckState, str] = {"bad": "error", "warn": "warning", "ok": "success"}
HEADINGS: Mapping[CheckState, str] = {
    "bad": "To mend",
    "warn": "Worth a look",
    "ok": "As it should be",
}
UNDER_WAY = "Being checked"
UNTRIED = "Not tried: press t"

NARROW = 60
"""Columns below which what was found stands under the check's name."""


class DoctorView(OptionList):
    """An option for each check, its id the check's name; enter does that one again."""

    def show(
        self, checks: Sequence[Check], results: Mapping[str, Result], waiting: Collection[str]
    ) -> None:
        """Show these checks; what is not ``waiting`` and has no result was not tried."""
        kept, first, line = self.chosen, self._first, self.scroll_offset.y
        options: list[Option] = []
        for state in ("bad", "warn"):
            options += self._group(state, checks, results, waiting)
        pending = [check for check in checks if check.name in waiting]
        options += self._plain(UNDER_WAY, "…", pending)
        untried = [c for c in checks if c.name not in waiting and c.name not in results]
        options += self._plain(UNTRIED, "·", untried)
        options += self._group("ok", checks, results, waiting)
        self.set_options(options)
        ids = [option.id for option in self.options]
        if kept in ids and kept not in (None, first):
            self.highlighted = ids.index(kept)
            self.scroll_to(y=line, animate=False, force=True, immediate=True)
        else:  # at the top one stays there, whatever comes
            self.action_first()
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    @property
    def chosen(self) -> str | None:
        """Name of the highlighted check."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    @property
    def _first(self) -> str | None:
        """Name of the check on top."""
        return next((option.id for option in self.options if option.id), None)

    def _group(
        self,
        state: CheckState,
        checks: Sequence[Check],
        results: Mapping[str, Result],
        waiting: Collection[str],
    ) -> list[Option]:
        found = [
            results[check.name]
            for check in checks
            if check.name in results
            and check.name not in waiting
            and results[check.name].state == state
        ]
        return _under(
            HEADINGS[state], [Option(self._row(result), id=result.name) for result in found]
        )

    def _plain(self, heading: str, sign: str, checks: Sequence[Check]) -> list[Option]:
        rows = []
        for check in checks:
            row = self._grid(Text(sign), check.name, Text(check.about, "dim"))
            rows.append(Option(row, id=check.name))
        return _under(heading, rows)

    def _row(self, result: Result) -> Table:
        state, found = result.state, result.found
        text = Text(plain(found.text), "dim" if state == "ok" else "")
        if found.advice:
            style = self._color("warning") if state != "ok" else "dim"
            text.append(f"\n→ {plain(found.advice)}", style)
        return self._grid(Text(SIGNS[state], self._color(COLORS[state])), result.name, text)

    def _grid(self, sign: Text, name: str, text: Text) -> Table:
        """Lay out one check as the width allows."""
        row = Table.grid(expand=True, padding=(0, 1, 0, 0))
        row.add_column(width=1, no_wrap=True)
        if self.app.size.width < NARROW:
            row.add_column(ratio=1)
            row.add_row(sign, Text.assemble(name, "\n" if text else "", text))
            return row
        row.add_column(width=11, no_wrap=True)
        row.add_column(ratio=1)
        row.add_row(sign, Text(name), text)
        return row

    def _color(self, name: str) -> Style:
        """Give a colour of the theme; sign and heading tell the same without it."""
        return Style(color=self.app.theme_variables[name], bold=True)


def _under(heading: str, options: list[Option]) -> list[Option]:
    if not options:
        return []
    title = Option(Content.styled(heading, "bold $primary"), disabled=True)
    return [title, *options, Option("", disabled=True)]
