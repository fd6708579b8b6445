"""Puts a comparison together: columns, measures, changes, and what each answer says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.measures.catalog import BY_NAME, show
from analysis.report.bars import LABELS
from analysis.report.comparison.matching import MatchedRow, rows
from analysis.report.comparison.model import (
    AnswerToCompare,
    ComparedChanges,
    ComparedColumn,
    ComparedMeasure,
    Comparison,
    SaidPart,
    SaidRow,
)
from analysis.report.comparison.parts import SpokenPart, spoken_parts
from analysis.report.dates import full_time
from analysis.report.earlier.changes import changes
from analysis.report.transcript.moments import timestamp
from analysis.report.transcript.origin import TRANSCRIPT_GIVEN
from analysis.report.transcript.sentences import sentences
from analysis.scoring.evidence import founded, not_enough
from analysis.scoring.scales import Scale, scale_of
from analysis.types import GIVEN, Analysis

SCALED = ("pace", "pauses", "fillers", "length")
MEASURED = ("mean_length_of_run", "fluency")

OTHERWISE = (
    "These answers were analyzed by different versions or models ({ways}), so their numbers may "
    "differ for that reason alone. Analyze them again to compare them."
)
NO_WORDS = "Without a transcript of at least two answers, what was said can't be compared."
BY_WORDS = "Matched by the words alone: a point made in quite different words looks new."


def compare(title: str, answers: Sequence[AnswerToCompare]) -> Comparison:
    """Put two or more answers side by side, in the order given."""
    scales = _scales(answers)
    said = _said(answers)
    return Comparison(
        title=title,
        columns=tuple(map(_column, answers)),
        measures=_measures(answers, scales),
        changes=_changes(answers, scales),
        said=said,
        said_summary=_summary(answers, said),
        cautions=_cautions(answers, bool(said)),
    )


def _column(each: AnswerToCompare) -> ComparedColumn:
    analysis = each.analysis
    return ComparedColumn(
        label=each.label,
        when=full_time(each.recorded_at) if each.recorded_at else "",
        answer=each.answer,
        remark=each.remark,
        duration=analysis.recording.duration if analysis else 0.0,
        sentences=sentences(analysis) if analysis else (),
    )


# --- measures -------------------------------------------------------------------------------------


def _scales(answers: Sequence[AnswerToCompare]) -> Mapping[str, Scale]:
    """Return the same scale for all answers: by words if one of them has words."""
    found = [each.analysis for each in answers if each.analysis is not None]
    if not found:
        return {}
    base = next((a for a in found if a.transcript is not None), found[0])
    return {name: scale_of(name, base.measures, base.question) for name in SCALED}


def _measures(
    answers: Sequence[AnswerToCompare], scales: Mapping[str, Scale]
) -> tuple[ComparedMeasure, ...]:
    if not scales:
        return ()
    found = [each.analysis for each in answers]
    lines = [
        ComparedMeasure(LABELS[name], tuple(_on_scale(a, scale) for a in found))
        for name, scale in scales.items()
    ]
    lines += [
        ComparedMeasure(
            BY_NAME[name].label,
            tuple(show(name, a.measures.get(name) if a else None) for a in found),
        )
        for name in MEASURED
    ]
    overall = [_overall(each) for each in answers]
    shown = tuple("–" if score is None else str(score) for score in overall)
    lines.append(ComparedMeasure("Overall", shown))
    return tuple(line for line in lines if set(line.shown) != {"–"})


def _overall(each: AnswerToCompare) -> int | None:
    """Return the overall score; ``None`` for an answer that isn't scored."""
    return founded(each.analysis).overall if each.analysis else None


def _on_scale(analysis: Analysis | None, scale: Scale) -> str:
    value = analysis.measures.get(scale.measure) if analysis else None
    return "–" if value is None else scale.show(value)


def _changes(
    answers: Sequence[AnswerToCompare], scales: Mapping[str, Scale]
) -> tuple[ComparedChanges, ...]:
    """Compare the first with the last that says the same, and with each that says something new.

    Only answers that are scored are compared: the others aren't judged.
    """
    scored = [each for each in answers if _overall(each) is not None]
    told = [each for each in scored if each.matched]
    others = [each for each in scored if not each.matched]
    found = [_change(told[0], each, scales) for each in [*told[1:][-1:], *others]] if told else []
    return tuple(each for each in found if each.changes)


def _change(
    first: AnswerToCompare, last: AnswerToCompare, scales: Mapping[str, Scale]
) -> ComparedChanges:
    assert first.analysis is not None and last.analysis is not None
    since = f"From {_named(first)} to {_named(last)}"
    targets = {a.question.target if a.question else None for a in (first.analysis, last.analysis)}
    # A length says nothing between two that were asked for different lengths
    kept = {name: s for name, s in scales.items() if name != "length" or len(targets) == 1}
    uncertainty = last.analysis.uncertainty
    return ComparedChanges(
        since, changes(first.analysis.measures, last.analysis.measures, kept, uncertainty)
    )


def _named(each: AnswerToCompare | ComparedColumn) -> str:
    """Name a column inside a sentence: "telling 1", "the new question"."""
    name = each.label[:1].lower() + each.label[1:]
    return name if any(map(str.isdigit, name)) else f"the {name}"


def _cautions(answers: Sequence[AnswerToCompare], matched: bool) -> tuple[str, ...]:
    found = [each.analysis for each in answers if each.analysis is not None]
    ways = dict.fromkeys(f"version {a.version}, {_words_by(a)}" for a in found)
    said = [OTHERWISE.format(ways="; ".join(ways))] if len(ways) > 1 else []
    complete = len(answers) > 1 and all(each.analysis is not None for each in answers)
    return (*_unscored(answers), *said, *([NO_WORDS] if complete and not matched else []))


def _words_by(analysis: Analysis) -> str:
    """Name the model that transcribed an answer, or say that none did."""
    if analysis.model is None:
        return "no transcript" if analysis.waits_for_model else "no words"
    return TRANSCRIPT_GIVEN if analysis.model == GIVEN else analysis.model


def _unscored(answers: Sequence[AnswerToCompare]) -> Iterator[str]:
    """Say of each answer with too little in it why it isn't scored."""
    for each in answers:
        reason = not_enough(each.analysis) if each.analysis else None
        if reason is not None:
            yield f"{each.label}: {reason}"


# --- what was said --------------------------------------------------------------------------------


def _said(answers: Sequence[AnswerToCompare]) -> tuple[SaidRow, ...]:
    parts = [
        spoken_parts(each.analysis) if each.matched and each.analysis else () for each in answers
    ]
    if sum(map(bool, parts)) < 2:
        return ()
    matched = rows([[part.stems for part in each] for each in parts])
    return tuple(_said_row(row, parts, answers) for row in matched)


def _said_row(
    row: MatchedRow, parts: Sequence[Sequence[SpokenPart]], answers: Sequence[AnswerToCompare]
) -> SaidRow:
    shown = tuple(
        _part([each[place] for place in places])
        or (_elsewhere(each[row.elsewhere[number]]) if number in row.elsewhere else None)
        for number, (places, each) in enumerate(zip(row.places, parts, strict=True))
    )
    with_words = [n for n, each in enumerate(parts) if each]
    return SaidRow(shown, _note(shown, with_words, answers))


def _part(found: Sequence[SpokenPart]) -> SaidPart | None:
    if not found:
        return None
    end = max(part.end for part in found)
    return SaidPart(found[0].start, end, " ".join(part.text for part in found))


def _elsewhere(part: SpokenPart) -> SaidPart:
    text = f"(part of what is said at {timestamp(part.start)})"
    return SaidPart(part.start, part.end, text, elsewhere=True)


def _note(
    shown: Sequence[SaidPart | None],
    with_words: Sequence[int],
    answers: Sequence[AnswerToCompare],
) -> str:
    """Say in which answers it was heard, as far as that isn't all of them."""
    first = next(n for n in with_words if shown[n] is not None)
    new = [f"new in {_named(answers[first])}"] if first != with_words[0] else []
    later = [n for n in with_words if n > first]
    missing = [n for n in later if shown[n] is None]
    if missing and len(missing) == len(later):
        return ", ".join([*new, "not heard again"])
    names = " and ".join(_named(answers[n]) for n in missing)
    return ", ".join([*new, *([f"not heard in {names}"] if missing else [])])


def _summary(answers: Sequence[AnswerToCompare], said: Sequence[SaidRow]) -> str:
    """Count the parts of the first answer that each later one says again."""
    with_words = [n for n in range(len(answers)) if any(row.parts[n] for row in said)]
    if len(with_words) < 2:
        return ""
    first = with_words[0]
    told = [row for row in said if row.parts[first] and not _is_elsewhere(row.parts[first])]
    again = " and ".join(
        f"{sum(row.parts[n] is not None for row in told)} in {_named(answers[n])}"
        for n in with_words[1:]
    )
    name = _named(answers[first])
    parts = "1 part" if len(told) == 1 else f"{len(told)} parts"
    return f"{name[:1].upper()}{name[1:]} has {parts}. Heard again: {again}. {BY_WORDS}"


def _is_elsewhere(part: SaidPart | None) -> bool:
    return part is not None and part.elsewhere
