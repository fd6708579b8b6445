"""The arrow keys of a form: down and up go from line to line, on every screen in the same way.

They act before anything else is typed: a binding with priority runs in the app itself, so that the
next letter, however quick, is already the next line's. A handler in the line would come too late.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Button, Input, Select, TextArea

LINE_KEYS: tuple[BindingType, ...] = (
    Binding("down", "line(1)", "Next line", show=False, priority=True, id="form.next"),
    Binding("up", "line(-1)", "Line before", show=False, priority=True, id="form.before"),
)
"""For a screen or widget with ``action_line`` that lets `allows` decide whether they act."""


def in_a_line(focused: Widget | None, direction: int = 1) -> bool:
    """Whether an arrow moves on: from a line, a button, and from the edge of a longer text.

    It also does from a closed list of choices. An open list has the focus itself: arrows are its.
    """
    if isinstance(focused, TextArea):
        return focused.cursor_at_last_line if direction > 0 else focused.cursor_at_first_line
    return isinstance(focused, Input | Button | Select)


def allows(action: str, parameters: tuple[object, ...], focused: Widget | None) -> bool:
    """Whether an action of `LINE_KEYS`, or ``enter``, means something now; others always do."""
    if action == "line":
        return in_a_line(focused, 1 if parameters == (1,) else -1)
    return action != "enter" or isinstance(focused, Input)
