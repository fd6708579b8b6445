"""A Report as plain text for any terminal: `viva report`, `viva analyze` and `viva demo`.

Signs carry every meaning, color only repeats it; ``width`` is in columns. Control characters in
text from a person or a file are shown as spaces.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.goals.types import GoalOutcome
from analysis.report.model import (
    Bar,
    Focus,
    Moment,
    PieceKind,
    Report,
    ReportRemark,
    ReportVerdict,
)
from analysis.types import Band

COLORS: Mapping[Band, str] = {
    "within": "32",
    "below": "33",
    "above": "33",
    "far_below": "31",
    "far_above": "31",
}

PIECE_COLORS: Mapping[PieceKind, str] = {
    "filled_pause": "33",
    "discourse_marker": "36",
    "pause": "2",
    "repeat": "35",
    "doubtful": "2",
    "unheard": "35",
}

NOTICEABLE_PAUSE = "31"

WELL, NEXT = "Went well:", "Next:"
AGAIN = "Answer the question again."
WORDS_TO_COME = "From the sound alone. The transcript adds pace, fillers, and scores."

SMALLEST_SCALE, WIDEST_SCALE = 12, 30
"""Columns of a score's scale."""

GOAL_COLORS: Mapping[GoalOutcome, str] = {
    "reached": "32",
    "about": "33",
    "missed": "33",
    "not judged": "2",
}


ENDS = (".", "?", "!", "…", ".”", "?”", "!”")
"""What a sentence ends with."""

SHORT_PAUSES = "shorter pauses between clauses aren't shown"
JOINERS = "\u200c\u200d"
"""Characters without any width, inside Persian and Hindi words and joined emoji."""

_COMMAND = re.compile(r"[^\s`]*`[^`\n]+`[^\s`]*")
"""A command, such as `viva model add PATH`, with the punctuation around it."""
_UNBROKEN = "\ue000"
"""Stands for a space where no line may end; `plain` lets no such character through."""


def render(report: Report, *, width: int = 80, color: bool = False, measures: bool = True) -> str:
    """Write the whole report; ends with a line feed."""
    paint = _Paint(color)
    parts = [
        _heading(report, paint, width),
        _goal(report, paint, width),
        _verdict(report.verdict, paint, width),
        _unjudged(report, paint, width),
        _cautions(report, paint, width),
        _bars(report, paint, width),
        _since(report, width),
        _focus(report.also_worth, paint, width),
        _transcript(report, paint, width),
        _remarks("Comments on content (not scored)", report.remarks, paint, width),
        _remarks("Melody of your voice (not scored)", report.melody, paint, width),
        _mentors(report, paint, width),
    ]
    if measures:
        parts.append(_measures(report, paint))
    return "\n\n".join(part for part in parts if part) + "\n"


def why_no_scores(report: Report) -> str:
    """Say why a report has no scores, and what to do."""
    if not report.unjudged:
        return WORDS_TO_COME
    return f"{report.unjudged} {AGAIN}" if report.has_question else report.unjudged


def plain(text: str) -> str:
    """Text without control characters (escape codes cannot act).

    What joins letters and emoji stays; a file name that is not UTF-8 shows replacement characters.
    """
    return "".join(c if c.isprintable() or c in JOINERS else _stand_in(c) for c in text)


def _stand_in(character: str) -> str:
    return "\ufffd" if "\ud800" <= character <= "\udfff" else " "


def fold(text: str, width: int, first: str = "", indent: int = 0) -> list[str]:
    """Wrap a text; names with hyphens, paths, and commands that fit on a line stay whole."""
    lines = textwrap.wrap(
        _COMMAND.sub(lambda found: _unbroken(found[0], width - max(len(first), indent)), text),
        width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace(_UNBROKEN, " ") for line in lines]


def _unbroken(command: str, width: int) -> str:
    return command.replace(" ", _UNBROKEN) if len(command) <= width else command


class _Paint:
    """Wraps text in color codes, or leaves it."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color else text


def _heading(report: Report, paint: _Paint, width: int) -> str:
    lines = [paint("1", line) for line in textwrap.wrap(plain(report.question), width)]
    lines += [paint("2", line) for line in textwrap.wrap(plain(report.subtitle), width)]
    return "\n".join(lines)


def _goal(report: Report, paint: _Paint, width: int) -> str:
    if report.goal is None:
        return ""
    said = plain(f"{report.goal.text} {report.goal.more}".strip())
    code = GOAL_COLORS[report.goal.outcome]
    return "\n".join(paint(code, line) for line in textwrap.wrap(said, width))


def _verdict(verdict: ReportVerdict | None, paint: _Paint, width: int) -> str:
    """Write what went well, what to change, and the step, each with its moment."""
    if verdict is None:
        return ""
    lines: list[str] = []
    if verdict.well is not None:
        lines += _told(WELL, verdict.well.text, paint("32", "✓"), width)
        lines += _moments((verdict.well.moment,) if verdict.well.moment else (), width, "  ")
    if verdict.change is not None:
        lines += _told(
            f"{verdict.change.headline}:", verdict.change.advice, paint("33", "△"), width
        )
        lines += _moments(verdict.change.moments, width, "  ")
    if verdict.step:
        lines += _told(NEXT, verdict.step, paint("36", "→"), width)
    return "\n".join(lines)


def _told(label: str, text: str, sign: str, width: int) -> list[str]:
    wrapped = textwrap.wrap(plain(f"{label} {text}"), width - 2)
    return [f"{sign} {wrapped[0]}", *(f"  {line}" for line in wrapped[1:])]


def _unjudged(report: Report, paint: _Paint, width: int) -> str:
    """Write why there are no scores, and the facts that are known."""
    if report.overall is not None:
        return ""
    lines = textwrap.wrap(why_no_scores(report), width)
    lines = [paint("33" if report.unjudged else "2", line) for line in lines]
    for fact in report.heard:
        lines += textwrap.wrap(
            f"{fact.label:8} {fact.text}", width, initial_indent="  ", subsequent_indent=" " * 11
        )
    return "\n".join(lines)


def _cautions(report: Report, paint: _Paint, width: int) -> str:
    lines: list[str] = []
    for caution in report.cautions:
        lines += textwrap.wrap(plain(caution), width, initial_indent="! ", subsequent_indent="  ")
    return "\n".join(paint("33", line) for line in lines)


def _bars(report: Report, paint: _Paint, width: int) -> str:
    if report.overall is None:
        return ""
    usual = f" (usually {report.usual.shown})" if report.usual else ""
    lines = [f"Overall {report.overall} of 100{usual}", ""]
    told = {focus.name for focus in report.also_worth}
    if report.verdict is not None and report.verdict.change is not None:
        told.add(report.verdict.change.name)
    for bar in report.bars:
        lines += _bar(bar, paint, width)
        advice = "" if bar.name in told else bar.advice  # shown elsewhere, with its moments
        lines += textwrap.wrap(advice, width - 2, initial_indent="  ", subsequent_indent="  ")
        if bar.usual:
            lines.append(paint("2", f"  usually {bar.usual.shown}"))
    lines += ["", paint("2", "scale: ░ good range · ● you")]
    return "\n".join(lines)


def _bar(bar: Bar, paint: _Paint, width: int) -> list[str]:
    """Write a score with its scale and its verdict, on one line where there is room."""
    head, said = f"{bar.label:8} {bar.score:>3}  ", f"{bar.shown} ({bar.verdict})"
    room = width - len(head) - 2
    colored = paint(COLORS[bar.band], said)
    if room - len(said) >= SMALLEST_SCALE:
        return [f"{head}{scale(bar, min(WIDEST_SCALE, room - len(said)))}  {colored}"]
    return [f"{head}{scale(bar, min(WIDEST_SCALE, max(1, room)))}", f"  {colored}"]


def _since(report: Report, width: int) -> str:
    """Say what changed since the first attempt at the question."""
    if not report.changes:
        return ""
    said = [f"{c.text} ({c.verdict})" for c in report.changes]
    first = f"Since your first attempt, {report.attempts[0].when}: "
    return textwrap.fill(first + "; ".join(said) + ".", width)


def scale(bar: Bar, cells: int = 30) -> str:
    """Draw a bar's scale in ``cells`` columns: the good range and the value on it."""
    reach = bar.high - bar.low

    def cell(value: float) -> int:
        return min(cells - 1, max(0, int((value - bar.low) / reach * cells)))

    first, last = cell(bar.good[0]), cell(bar.good[1])
    marks = ["░" if first <= i <= last else "─" for i in range(cells)]
    marks[cell(bar.value)] = "●"
    return "".join(marks)


def _focus(focus: Iterable[Focus], paint: _Paint, width: int) -> str:
    lines = []
    for number, thing in enumerate(focus, 1):
        lines += textwrap.wrap(
            f"{number}. {thing.headline}: {thing.advice}", width, subsequent_indent="   "
        )
        lines += _moments(thing.moments, width, "   ")
    if not lines:
        return ""
    return "\n".join([paint("1", "Also worth a look"), *lines])


def _moments(moments: Iterable[Moment], width: int, indent: str) -> Iterator[str]:
    """Write each moment with a dot before it."""
    for moment in moments:
        yield from textwrap.wrap(
            plain(moment.text),
            width,
            initial_indent=f"{indent}· ",
            subsequent_indent=f"{indent}  ",
        )


def _transcript(report: Report, paint: _Paint, width: int) -> str:
    if not report.pieces:
        return ""
    lines, line, column = [], "", 0
    for piece in report.pieces:
        if piece.is_short_pause and report.hides_pauses:
            continue
        text = plain(f"{piece.opens} {piece.text} {piece.closes}".strip())
        if column and column + 1 + len(text) > width:
            lines.append(line)
            line, column = "", 0
        code = NOTICEABLE_PAUSE if piece.kind == "pause" and piece.noticeable else None
        code = code or PIECE_COLORS.get(piece.kind)
        line += (" " if column else "") + (paint(code, text) if code else text)
        column += (1 if column else 0) + len(text)
    lines.append(line)
    said = f"{report.legend} · {SHORT_PAUSES}" if report.hides_pauses else report.legend
    legend = [paint("2", part) for part in textwrap.wrap(said, width)]
    return "\n".join([paint("1", "Transcript"), *lines, *legend])


def _remarks(title: str, remarks: Sequence[ReportRemark], paint: _Paint, width: int) -> str:
    """Write comments, each with its reason and moments."""
    lines = []
    for remark in remarks:
        lines += textwrap.wrap(plain(_said(remark)), width)
        lines += _moments(remark.moments, width, "  ")
    if not lines:
        return ""
    return "\n".join([paint("1", title), *lines])


def _said(remark: ReportRemark) -> str:
    """Write a comment as sentences: headlines and shares, alone elsewhere, have no period."""
    parts = (remark.text, remark.reason, remark.shares, remark.advice)
    return " ".join(part if part.endswith(ENDS) else f"{part}." for part in parts if part)


def _mentors(report: Report, paint: _Paint, width: int) -> str:
    """Write what each mentor said: ratings next to Viva's scores, the comment, the moments."""
    parts = []
    for notes in report.mentors:
        head = plain(f"Feedback from {notes.mentor}, imported {notes.when}")
        lines = [paint("1", line) for line in textwrap.wrap(head, width)]
        for rating in notes.ratings:
            said = f"{rating.label:9} {rating.value} of 5  {rating.meaning} ({rating.viva})"
            lines += textwrap.wrap(said, width, subsequent_indent=" " * 18)
        for line in notes.comment.split("\n"):
            lines += textwrap.wrap(plain(line), width, initial_indent="  ", subsequent_indent="  ")
        parts.append("\n".join([*lines, *_moments(notes.moments, width, "  ")]))
    return "\n\n".join(parts)


def _measures(report: Report, paint: _Paint) -> str:
    rows = [f"{line.label:24} {line.shown}" for line in report.lines if line.shown != "–"]
    return "\n".join([paint("1", "All measures"), *rows])
