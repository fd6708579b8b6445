"""The report of a saved answer, with everything the store knows besides its analysis."""

from __future__ import annotations

from collections.abc import Collection

from analysis.content import remarks
from analysis.report.build import build
from analysis.report.goal import goal_line
from analysis.report.model import Report
from analysis.types import Analysis
from recorder.reports.earlier_answers import before
from recorder.today.goals import earlier_goals
from sessions.store import Store
from sessions.types import Answer


def report_of(
    store: Store, answer: Answer, analysis: Analysis, *, off: Collection[str] = ()
) -> Report:
    """Build the report of an answer's analysis, in the person's own time zone.

    ``off`` names the remarks on what was said that the person does not want.
    """
    earlier = before(store, answer)
    goal = store.goals.of(answer.id)
    judged = earlier_goals(store, goal.problem, before=answer.id) if goal else ()
    return build(
        analysis,
        recorded_at=answer.recorded_at.astimezone(),
        history=earlier.history,
        remarks=remarks(analysis, off=off, earlier=earlier.said),
        goal=goal_line(goal, analysis, judged) if goal else None,
        sound_removed=answer.sound_removed.astimezone() if answer.sound_removed else None,
    )
