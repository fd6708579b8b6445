"""A box for work the person may wait for: what is being done, the progress, and a remark."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from recorder.display_text import plain


class WorkBox(Vertical):
    """A title, a line that changes, a progress bar, and a remark."""

    bar = getters.query_one(ProgressBar)

    def __init__(self, title: str, doing: str, remark: str) -> None:
        super().__init__()
        self._title = title
        self._doing = doing
        self._remark = remark

    def compose(self) -> ComposeResult:
        """Lay out the parts, one below the other."""
        yield Static(Content(plain(self._title)), id="title")
        yield Static(Content(plain(self._doing)), id="doing")
        yield ProgressBar(total=1.0, show_eta=False)
        yield Static(Content(plain(self._remark)), id="remark")

    def show(self, doing: str, share: float) -> None:
        """Show what is being done now, and the share that is done, 0–1."""
        self.query_one("#doing", Static).update(Content(plain(doing)))
        self.bar.update(progress=share)


def speech_left(left: float | None) -> str:
    """Return how much speech is left to transcribe: " …", ": 14 s of speech left"."""
    if left is None:
        return " …"
    seconds = max(1, round(left))
    if seconds < 60:
        return f": {seconds} s of speech left"
    return f": {seconds // 60} min {seconds % 60} s of speech left"
