"""A day's list: computed by hand, and what holds for every list."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from prompts.loader import load
from prompts.types import Question
from recorder.today.choose import QuestionStatus, TodayChoice, choose
from recorder.today.core_questions import CORE
from recorder.today.reasons import MeasureValues
from recorder.today.spacing import spaced
from tests.examples import examples

TODAY = date(2026, 11, 22)
BANK = load().questions
IDS = {q.id for q in BANK}
FILLERS = {"filled_pause_rate": 9.0, "discourse_marker_rate": 0.0, "filler_rate": 9.0}


def status(
    *answers: tuple[int, int | None],
    measures: MeasureValues | None = None,
    target: tuple[float, float] = (120, 180),
    comparable: bool = True,
) -> QuestionStatus:
    """Answered this many days ago with these scores, oldest first."""
    found = spaced((TODAY - timedelta(days), overall) for days, overall in answers)
    assert found is not None
    return QuestionStatus(found, measures or {}, target, comparable)


def reasons(chosen: tuple[TodayChoice, ...]) -> list[str]:
    return [choice.why for choice in chosen]


def test_a_newcomer_begins_with_what_most_programs_ask() -> None:
    chosen = choose(BANK, {}, TODAY, 3)
    assert [c.question_id for c in chosen] == [
        "tell-me-about-yourself",
        "why-medicine-pediatrics",
        "strengths-and-weaknesses",
    ]
    assert set(reasons(chosen)) == {"Never answered; most programs ask it"}


def test_the_core_is_in_the_bank() -> None:
    assert set(CORE) <= IDS and len(set(CORE)) == len(CORE)


def test_one_weak_one_new_one_due_in_turn() -> None:
    statuses = {
        "team-conflict": status((12, 61), measures=FILLERS),
        "a-mistake": status((40, 82), (39, 84)),
        "failure": status((2, 70)),
    }
    chosen = choose(BANK, statuses, TODAY, 5)
    assert [(c.question_id, c.kind) for c in chosen] == [
        ("team-conflict", "weak"),
        ("tell-me-about-yourself", "new"),
        ("a-mistake", "due"),
        ("failure", "weak"),
        ("why-medicine-pediatrics", "new"),
    ]
    assert reasons(chosen)[0] == "Fillers: 9/min last time, 12 days ago"
    assert reasons(chosen)[2] == "Due: 39 days since a good answer (84)"
    assert reasons(chosen)[3] == "Overall 70 last time, 2 days ago"


def test_the_reason_names_the_costliest_score() -> None:
    target = (120.0, 180.0)
    slow = status((1, 60), measures={"words_per_minute": 84.0, "filler_rate": 6.0})
    long = status((3, 50), measures={"answer_length": 300.0}, target=target)
    sound = status((4, 50), measures={"answer_length": 140.0, "pause_rate": 33.0})
    placed = status((4, 50), measures={"answer_length": 140.0, "pause_rate": 33.0,
                                      "mid_clause_pause_rate": 14.25})  # fmt: skip
    said = {
        name: reasons(choose([q], {q.id: each}, TODAY, 1))[0]
        for q in BANK[:1]
        for name, each in (("slow", slow), ("long", long), ("sound", sound), ("placed", placed))
    }
    assert said == {
        "slow": "Pace: 84 words/min last time, yesterday",
        "long": "Too long last time: 5:00, 3 days ago",
        "sound": "33 pauses/min last time, 4 days ago",
        "placed": "14.2 mid-clause pauses/min last time, 4 days ago",
    }


def test_below_the_usual_is_weak_once_it_is_due() -> None:
    usual = (86.0, 92.0)
    below = {"failure": status((5, 81))}
    (choice,) = choose(_only("failure"), below, TODAY, 3, usual=usual)
    assert (choice.kind, choice.why) == ("weak", "Overall 81 last time, 5 days ago; usually 86–92")
    early = {"failure": status((5, 81), (1, 81))}
    assert choose(_only("failure"), early, TODAY, 3, usual=usual) == ()


def test_another_kind_of_analysis_is_not_compared_with_the_usual() -> None:
    other = {"failure": status((5, 81), comparable=False)}
    (choice,) = choose(_only("failure"), other, TODAY, 3, usual=(86, 92))
    assert choice.kind == "due"


def test_a_waiting_or_answered_question_is_not_chosen() -> None:
    statuses = {"failure": status((5, 85), (1, 85)), "leadership": status((0, 20))}
    assert choose(_only("failure", "leadership"), statuses, TODAY, 3) == ()
    statuses = {"failure": status((5, 85), (3, 85))}
    (choice,) = choose(_only("failure"), statuses, TODAY, 3)
    assert choice.why == "Due: 3 days since a good answer (85)"


def test_a_question_without_a_score_comes_again() -> None:
    (choice,) = choose(_only("failure"), {"failure": status((2, None))}, TODAY, 1)
    assert choice.why == "Answered 2 days ago, without a score"


def test_after_the_core_new_ones_come_from_the_least_practiced_category() -> None:
    statuses = {id: status((0, 90)) for id in CORE}
    chosen = choose(BANK, statuses, TODAY, 3)
    names = {q.id: q.category for q in BANK}
    assert len({names[c.question_id] for c in chosen}) == 3
    untouched = {c for c in names.values() if not any(names[id] == c for id in CORE)}
    assert {names[c.question_id] for c in chosen} <= untouched
    assert all("None of the" in why for why in reasons(chosen))


def test_the_day_decides_between_equals() -> None:
    statuses = {id: status((0, 90)) for id in CORE}
    days = {
        tuple(c.question_id for c in choose(BANK, statuses, TODAY + timedelta(day), 3))
        for day in range(8)
    }
    assert len(days) > 1


SCORES = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 100))), min_size=1, max_size=5
).map(lambda its: tuple(sorted(its, reverse=True, key=lambda each: each[0])))
STANDS = st.dictionaries(st.sampled_from(sorted(IDS)), SCORES.map(lambda its: status(*its)))


@examples(60)
@given(STANDS, st.integers(0, 12), st.one_of(st.none(), st.just((70.0, 88.0))))
def test_every_list_is_stable_unique_and_true(
    statuses: dict[str, QuestionStatus], count: int, usual: tuple[float, float] | None
) -> None:
    chosen = choose(BANK, statuses, TODAY, count, usual=usual)
    assert chosen == choose(BANK, dict(reversed(statuses.items())), TODAY, count, usual=usual)
    assert chosen == choose(BANK, statuses, TODAY, count + 1, usual=usual)[:count]
    ids = [c.question_id for c in chosen]
    assert len(set(ids)) == len(ids) == count  # the bank has more than enough
    again = choose(BANK, statuses, TODAY, count, usual=usual, avoid=ids[:2])
    assert not set(ids[:2]) & {c.question_id for c in again}
    for choice in chosen:
        known = statuses.get(choice.question_id)
        if choice.kind == "new":
            assert known is None and choice.why.startswith("Never answered")
            continue
        assert known is not None and known.spaced.last < TODAY
        if choice.kind == "weak":
            assert known.spaced.overall is not None
            assert f"Overall {known.spaced.overall} last time" in choice.why
            assert known.spaced.overall < 88
        else:
            assert known.spaced.due <= TODAY
            assert known.spaced.overall is None or known.spaced.good


def _only(*ids: str) -> list[Question]:
    return [q for q in BANK if q.id in ids]
