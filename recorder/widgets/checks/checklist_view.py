"""One checklist: a checkbox before each item, or a sign before what Viva has tested."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prompts.checklists import ChecklistItem, ChecklistTest
from recorder.checks.machine import BY_EAR, Finding
from recorder.display_text import plain

SIGNS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
COLORS: Mapping[bool | None, str] = {True: "success", False: "error", None: "warning"}


class ChecklistView(OptionList):
    """One option per item, with the item's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "select",
            "Check, test",
            key_display="space",
            tooltip="Check off an item, or test it",
            id="checklists.tick",
        )
    ]

    def show(
        self,
        items: Sequence[ChecklistItem],
        ticked: Collection[str],
        findings: Mapping[ChecklistTest, Finding],
        testing: Collection[ChecklistTest],
    ) -> None:
        """Show these items; the same one stays highlighted, in the same place."""
        previous, line = self.chosen, self.scroll_offset.y
        options: list[Option] = []
        group = None
        for item in items:
            if item.group != group:
                group = item.group
                options += [Option("", disabled=True)] if options else []
                heading = Content.styled(plain(group), "bold $primary")
                options.append(Option(heading, disabled=True))
            options.append(Option(self._row(item, ticked, findings, testing), id=item.id))
        self.set_options(options)
        ids = [option.id for option in self.options]
        if previous is not None and previous in ids:
            self.highlighted = ids.index(previous)
            self.scroll_to(y=line, animate=False, force=True, immediate=True)
        else:
            self.action_first()
            self.scroll_to(y=0, animate=False, force=True, immediate=True)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted item."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def _row(
        self,
        item: ChecklistItem,
        ticked: Collection[str],
        findings: Mapping[ChecklistTest, Finding],
        testing: Collection[ChecklistTest],
    ) -> Table:
        row = Table.grid(expand=True, padding=(0, 1, 0, 0))
        row.add_column(width=3, no_wrap=True)
        row.add_column(ratio=1)
        text = Text(plain(item.text))
        finding = findings.get(item.test) if item.test else None
        if item.test is None:
            sign = Text("[X]" if item.id in ticked else "[ ]")
            if item.more:
                text.append(f"\n{plain(item.more)}", "dim")
        elif item.test in testing or finding is None:
            sign = Text(" … " if item.test in testing else " · ")
            text.append(f"\n{_not_tested(item.test, testing)}", "dim")
        else:
            sign = Text(f" {SIGNS[finding.good]} ", self._color(COLORS[finding.good]))
            text.append(f"\n{plain(finding.value)}", "dim")
            if finding.advice:
                text.append(f"\n{plain(finding.advice)}", self._color("warning"))
        row.add_row(sign, text)
        return row

    def _color(self, name: str) -> Style:
        """Return a theme color; the sign says the same without it."""
        return Style(color=self.app.theme_variables[name], bold=True)


def _not_tested(test: ChecklistTest, testing: Collection[ChecklistTest]) -> str:
    if test in testing:
        return "Testing …"
    return "Not tested yet: press r and follow the prompts" if test in BY_EAR else "Not tested"
