"""Fixtures that tests of several packages share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.microphone import VirtualMicrophone, missing, virtual_microphone
from tests.real_model import real_model, tiny_en

__all__ = ["real_model", "tiny_en"]

pytest_plugins = ["tests.in_ci"]

TOGETHER = ("microphone", "browser")
"""Marks of tests that one process runs one after another: real time bears no competition, and one
browser serves them all."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell pytest-xdist which tests belong together."""
    for item in items:
        name = next((mark for mark in TOGETHER if item.get_closest_marker(mark)), None)
        if name is not None:
            item.add_marker(pytest.mark.xdist_group(name))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Call a test by its own name again, which pytest-xdist ends with that of the group.

    Else ``--last-failed`` looks for a test of that name and finds none.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # there its name is still needed
    for name in TOGETHER:
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
    """Let this test's PortAudio, and the programs it starts, hear the virtual microphone."""
    for name, value in sound_server.environment.items():
        monkeypatch.setenv(name, value)
    return sound_server
