"""A note on what was said, which never counts: the reason, and the moments that show it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from analysis.report.model import Remark
from recorder.widgets.words import plain


class RemarkView(Static):
    """One remark."""

    def __init__(self, remark: Remark) -> None:
        lines = [
            Content.styled(plain(remark.text), "bold"),
            Content.styled(plain(remark.reason), "$foreground-muted"),
        ]
        lines += [
            Content.assemble(
                ("▸ ", "$foreground-muted"), (f"{plain(m.at)} ", "bold"), plain(m.what)
            )
            for m in remark.moments
        ]
        super().__init__(Content("\n").join(lines))
