"""What one mentor said: ratings next to Viva's scores, the comment, and moments to play."""

from __future__ import annotations

from textual.content import Content

from analysis.report.model import MentorNotes, MentorRating
from recorder.display_text import plain
from recorder.widgets.report.moment_lines import MomentLines


class MentorView(MomentLines):
    """One mentor's feedback."""

    def __init__(self, notes: MentorNotes) -> None:
        head = [Content.styled(f"Imported {notes.when}", "$foreground-muted")]
        head += [_rating(rating) for rating in notes.ratings]
        head += [Content(plain(line)) for line in notes.comment.split("\n") if line]
        super().__init__(head, notes.moments)


def _rating(rating: MentorRating) -> Content:
    return Content.assemble(
        (f"{rating.label:10}", "$foreground-muted"),
        (f"{rating.value} of 5", "bold"),
        f"  {rating.meaning}  ",
        (f"({rating.viva})", "$foreground-muted"),
    )
