"""A world with a frozen clock for each test of the screens."""

from __future__ import annotations

import gc
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.notifications import Notification
from textual.pilot import Pilot

from recorder.app.app import VivaApp
from recorder.recording.take import Take
from tests.screens.drawing import draw_nothing
from tests.screens.fakes import World
from tests.screens.settling import handled, settle
from tests.screens.style_sheets import joined_once, parsed_once

HERE = Path(__file__).parent

RUN = pytest.StashKey[int]()
"""How many of these tests this process has run."""

COLLECT_AFTER = 15
"""Tests between two collections of garbage; each leaves a few megabytes."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark a test at most of its sizes as one more of a kind.

    Quick are the largest and the smallest, and of a picture the largest alone: that shows the most.
    Only the screens that everyone sees, in ``test_snapshots.py``, also have their smallest picture.
    """
    sizes: dict[str, dict[tuple[int, int], list[pytest.Item]]] = {}
    for item in items:
        size = item.callspec.params.get("size") if hasattr(item, "callspec") else None
        if size is not None and HERE in item.path.parents:
            test = item.nodeid.partition("[")[0]
            sizes.setdefault(test, {}).setdefault(size, []).append(item)
    for found in sizes.values():
        first, *_ = found[max(found)]
        picture = "snap_compare" in getattr(first, "fixturenames", ())
        smallest = picture and first.path.name != "test_snapshots.py"
        for size in sorted(found)[0 if smallest else 1 : -1]:
            for item in found[size]:
                item.add_marker("slow")


@pytest.fixture(autouse=True)
def garbage_later(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect garbage after every few tests, not often within each: a seventh of their time."""
    gc.disable()
    yield
    gc.enable()
    stash = request.session.stash
    stash[RUN] = stash.get(RUN, 0) + 1
    if stash[RUN] % COLLECT_AFTER == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fix the time zone, and stop the take's clock so a slow test doesn't lose its microphone."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()
    monkeypatch.setattr("recorder.recording.session.Take", partial(Take, clock=lambda: 0.0))
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys and pauses wait for the event loop, not for the CPU."""
    monkeypatch.setattr("textual.app.wait_for_idle", settle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settle)
    monkeypatch.setattr(Pilot, "_wait_for_screen", handled)


@pytest.fixture(autouse=True)
def lasting_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notifications stay: on a busy machine they would expire before a test looks."""
    monkeypatch.setattr(Notification, "time_left", 3600.0)
    monkeypatch.setattr(Notification, "has_expired", False)


@pytest.fixture(autouse=True)
def undrawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing in tests that look at widgets only: drawing is a quarter of their time.

    Tests marked ``drawn`` are drawn, and so are those with a mouse, which finds what it clicks on
    the drawn screen. A picture is drawn once, at its end.
    """
    mouse = {"click", "hover", "mouse_down"} & set(request.function.__code__.co_names)
    marked = request.node.get_closest_marker("drawn")
    if not (mouse or marked):
        monkeypatch.setattr(Compositor, "render_update", draw_nothing)


@pytest.fixture(autouse=True)
def style_sheets_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every app has the same style sheets: parse each once for all tests of a process."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", parsed_once)
    monkeypatch.setattr(Stylesheet, "parse", joined_once)


@pytest.fixture(autouse=True)
def rules_compared_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash a style rule by its identity, as Textual does, but not in Python.

    Each widget looks for its rules among all of them whenever its style may have changed.
    """
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return services with fakes at their edges, in their own folder."""
    made = World(tmp_path)
    with made.store:
        yield made


@pytest.fixture
def app(world: World) -> VivaApp:
    """Return the app for the world."""
    return VivaApp(world.services)


@pytest.fixture
def snap(snap_compare: Callable[..., bool], app: VivaApp) -> Callable[..., bool]:
    """Compare the app after some steps with its picture, by default at 100×30."""

    def compare(
        before: Callable[[Pilot[None]], Awaitable[object]], size: tuple[int, int] = (100, 30)
    ) -> bool:
        return snap_compare(app, run_before=before, terminal_size=size)

    return compare
