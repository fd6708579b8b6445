"""A comment on content or melody, never scored: the reason, and the moments that show it."""

from __future__ import annotations

from textual.content import Content

from analysis.report.model import ReportRemark
from recorder.display_text import plain
from recorder.widgets.report.moment_lines import MomentLines


class RemarkView(MomentLines):
    """One comment."""

    def __init__(self, remark: ReportRemark) -> None:
        head = [
            Content.styled(plain(remark.text), "bold"),
            Content.styled(plain(remark.reason), "$foreground-muted"),
        ]
        super().__init__(head, remark.moments)
