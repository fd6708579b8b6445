"""What the doctor found: what to fix first, then what is worth a look, then the rest."""

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
    "bad": "To fix",
    "warn": "Worth a look",
    "ok": "All good",
}
UNDER_WAY = "Checking"
UNTRIED = "Not tested yet: press t"

NARROW = 60
"""Below this many columns, a finding goes under the check's name."""


class DoctorView(OptionList):
    """One option per check, with the check's name as its id; Enter runs that check again."""

    def show(
        self, checks: Sequence[Check], results: Mapping[str, Result], waiting: Collection[str]
    ) -> None:
        """Show these checks; one without a result that isn't ``waiting`` was not tested."""
        previous, first, line = self.chosen, self._first, self.scroll_offset.y
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
        if previous in ids and previous not in (None, first):
            self.highlighted = ids.index(previous)
            self.scroll_to(y=line, animate=False, force=True, immediate=True)
        else:  # a highlight at the top stays at the top
            self.action_first()
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    @property
    def chosen(self) -> str | None:
        """The name of the highlighted check."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    @property
    def _first(self) -> str | None:
        """The name of the check at the top."""
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
        """Lay out one check to fit the width."""
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
        """Return a theme color; the sign and the heading say the same without it."""
        return Style(color=self.app.theme_variables[name], bold=True)


def _under(heading: str, options: list[Option]) -> list[Option]:
    if not options:
        return []
    title = Option(Content.styled(heading, "bold $primary"), disabled=True)
    return [title, *options, Option("", disabled=True)]
