"""The report of a saved answer, with everything the store knows besides its analysis."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from analysis.content import remarks
from analysis.goals.types import Goal
from analysis.report.build import build
from analysis.report.comments.mentors import mentor_notes
from analysis.report.goal import goal_line
from analysis.report.model import MentorNotes, Report
from analysis.report.summary.verdict import with_goal
from analysis.types import Analysis
from recorder.reports.alone import as_wanted
from recorder.reports.earlier_answers import before
from recorder.today.goals import earlier_goals, set_goal, worked_on
from sessions.store import Store
from sessions.types import Answer


def report_of(
    store: Store,
    answer: Answer,
    analysis: Analysis,
    *,
    off: Collection[str] = (),
    wanted: str | None = None,
) -> Report:
    """Build the report of an answer's analysis, in the person's own time zone.

    ``off`` names the remarks on what was said that the person does not want; ``wanted`` is what
    they chose to work on, as in the settings.
    """
    earlier = before(store, answer)
    goal = store.goals.of(answer.id)
    judged = (
        earlier_goals(store, goal.problem, before=answer.id, question_id=answer.question_id)
        if goal
        else ()
    )
    report = build(
        analysis,
        recorded_at=answer.recorded_at.astimezone(),
        history=earlier.history,
        remarks=remarks(analysis, off=off, earlier=earlier.said),
        goal=goal_line(goal, analysis, judged) if goal else None,
        sound_removed=answer.sound_removed.astimezone() if answer.sound_removed else None,
    )
    report = as_wanted(report, off)
    report = replace(report, mentors=_mentors(store, answer, analysis, report.overall))
    following = _next_goal(store, answer, wanted) if report.verdict else None
    return with_goal(report, analysis, following) if following else report


def _mentors(
    store: Store, answer: Answer, analysis: Analysis, overall: int | None
) -> tuple[MentorNotes, ...]:
    """Return what mentors said about an answer."""
    stored = store.feedback.of(answer.id)
    given = [(each.feedback, each.imported_at.astimezone()) for each in stored]
    return mentor_notes(analysis, given, overall)


def _next_goal(store: Store, answer: Answer, wanted: str | None) -> Goal | None:
    """Return the goal shown above the next answer to this question.

    It follows from the newest answer; under an older one it would explain nothing.
    """
    newest = store.past.answers(limit=1)
    if not newest or newest[-1].id != answer.id:
        return None
    problem = worked_on(store, wanted, answer.target)
    if problem is None:
        return None
    return set_goal(store, problem, answer.question_id, answer.target)
