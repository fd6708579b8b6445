"""Fixtures shared by the tests of several packages."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.microphone import VirtualMicrophone, missing, virtual_microphone
from tests.real_model import real_model, tiny_en

__all__ = ["real_model", "tiny_en"]

pytest_plugins = ["tests.in_ci"]

settings.register_profile("no deadline", deadline=None)  # a busy machine isn't a bug
settings.register_profile("quick", deadline=None, max_examples=25)
settings.load_profile("no deadline")

MEMORY = Path("/dev/shm")
ENOUGH = 2 << 30
"""Free bytes that the files of a test run need, with much to spare."""

if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
    # Each commit waits for the disk: on a real one, that is most of the time of the store's tests.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the analysis process; before numpy

TOGETHER = ("microphone", "browser")
"""Marks of tests that one process runs in turn: real time needs the machine, and they share one
browser."""

BY_FILE = "tests/analysis/"
"""Tests of which each file goes to one process: they share the sounds, models and children that
one of them prepared."""


def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores: many tests wait for a sound system, a terminal, or a child."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while tests are collected, which makes none."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the pytest-xdist group of each test."""
    for item in items:
        name = next((mark for mark in TOGETHER if item.get_closest_marker(mark)), None)
        if name is None and item.nodeid.startswith(BY_FILE):
            name = _file(item.nodeid)
        if name is not None:
            item.add_marker(pytest.mark.xdist_group(name))


def _file(nodeid: str) -> str:
    """Return the name of the file that a test is in, without its ending."""
    return Path(nodeid.partition("::")[0]).stem


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through everything imported, again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Restore a test's name, to which pytest-xdist appends the group's.

    Otherwise ``--last-failed`` looks for a test with the longer name and finds none.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the worker still needs the longer name
    for name in (*TOGETHER, _file(report.nodeid)):
        report.nodeid = report.nodeid.removesuffix(f"@{name}")


@pytest.fixture(scope="session")
def sound_server() -> Iterator[VirtualMicrophone]:
    """One virtual microphone for all tests that need one."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    with virtual_microphone() as microphone:
        yield microphone


@pytest.fixture
def microphone_heard(
    sound_server: VirtualMicrophone, monkeypatch: pytest.MonkeyPatch
) -> VirtualMicrophone:
    """Connect this test's PortAudio, and programs it starts, to the virtual microphone."""
    for name, value in sound_server.environment.items():
        monkeypatch.setenv(name, value)
    return sound_server
