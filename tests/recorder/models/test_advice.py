"""Advice on models: what the child says becomes advice, is saved and read back."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.models.known import KNOWN
from analysis.models.real_time_factor import Cost
from recorder.files.locations import Locations
from recorder.models import advice as model_advice
from recorder.models.advice import (
    Advice,
    MeasurementFailed,
    ProbeResult,
    add_message,
    advise,
    hint,
    last,
    measure,
)

QUICK = ProbeResult(2, Cost(0.5, 0.03))

CHILD = """
import json, sys
for message in {messages}:
    print(json.dumps(message), flush=True)
{then}
"""
MESSAGES = [
    {"event": "threads", "count": 2},
    {"event": "progress", "share": 0.5},
    {"event": "cost", "name": None, "window": 0.5, "second": 0.03},
    {"event": "cost", "name": "base.en", "window": 0.9, "second": 0.04},
]


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    return Locations(tmp_path / "config", tmp_path / "data", tmp_path / "state")


def child(monkeypatch: pytest.MonkeyPatch, messages: list[object], then: str = "") -> None:
    program = CHILD.format(messages=messages, then=then)
    monkeypatch.setattr(model_advice, "COMMAND", (sys.executable, "-c", program))


async def test_a_measurement_becomes_advice_and_is_saved(
    locations: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, [*MESSAGES, {"event": "done"}])
    shares: list[float] = []
    advice = await measure(locations, shares.append)
    assert shares == [0.5]
    assert advice.threads == 2 and advice.recommended == "small" and advice.here
    base = advice.of("base.en")
    assert base and base.timed and base.work == pytest.approx(0.9 / 10 + 0.04)
    tiny = advice.of("tiny.en")
    assert tiny and not tiny.timed
    assert last(locations) == advice


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        (MESSAGES, "stopped early"),
        ([{"event": "failed", "problem": "Too hot."}], "Too hot."),
        ([{"event": "done"}], "stopped early"),
    ],
)
async def test_a_child_that_does_not_finish_gives_one_sentence(
    locations: Locations, monkeypatch: pytest.MonkeyPatch, messages: list[object], says: str
) -> None:
    child(monkeypatch, messages)
    with pytest.raises(MeasurementFailed, match=says):
        await measure(locations)
    assert last(locations) is None


async def test_canceling_ends_the_child_and_saves_nothing(
    locations: Locations, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child(monkeypatch, [{"event": "progress", "share": 0.1}], "import time; time.sleep(60)")
    begun = asyncio.Event()
    task = asyncio.create_task(measure(locations, lambda share: begun.set()))
    await asyncio.wait_for(begun.wait(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 20)
    assert last(locations) is None


def test_memory_counts_where_it_is_known() -> None:
    def recommended(free: int | None) -> str | None:
        return advise(QUICK, free).recommended

    assert recommended(None) == recommended(8_000_000_000) == "small"
    assert recommended(600_000_000) == "base"
    assert recommended(100_000_000) is None


def test_every_known_model_gets_advice() -> None:
    assert [m.name for m in advise(QUICK, None).models] == [m.name for m in KNOWN]


def test_messages_that_say_nothing_new_change_nothing() -> None:
    assert add_message(QUICK, {"event": "progress", "share": 0.3}) == QUICK


def test_advice_from_elsewhere_or_damaged_is_noticed(locations: Locations) -> None:
    advice: Advice = replace(advise(QUICK, None), machine="Another, 64 cores")
    model_advice.save(locations, advice)
    told = last(locations)
    assert told == advice and not told.here
    path = locations.state / "model-advice.json"
    for text in ("", "[]", "{}", '{"shape": 0}', '{"shape": 1, "models": [{}]}', "\0"):
        path.write_text(text)
        assert last(locations) is None


def test_without_a_model_the_hint_names_one_or_how_to_find_one() -> None:
    advice = advise(QUICK, None)
    assert "`viva model pull small`" in hint(advice)
    for unsure in (None, advise(QUICK, 0), replace(advice, machine="Another")):
        assert "`viva model pull base`" in hint(unsure) and "`viva model advise`" in hint(unsure)
    assert "`viva model add PATH`" in hint(advice) and "`viva model add PATH`" in hint(None)


def test_this_machine_has_a_name() -> None:
    assert "core" in model_advice.machine()
