"""CI's rules for tests: no skip for an unlisted reason, and flaky tests are named.

A skip means that this machine lacks something. CI installs everything, so a skip there means that
installing failed and that something is never tested.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Generator

import pytest
from _pytest.terminal import TerminalReporter

ALLOWED = frozenset(
    {
        "no file system can be mounted here",  # a container may lack permission to mount one
        "this file system takes only UTF-8 names",  # the one CI runs on
    }
)
"""Reasons for which CI may skip a test."""

NAMED = "passed only on the second try"

AGAIN = 20.0
"""Seconds between two tries to end a test whose time is over."""

GRACE = 60
"""Seconds after a test's timeout until its process is ended."""

ENDED = "viva/ended"
"""Cache key for how the last run ended, so that tests that never ran get no second try."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option CI uses to rerun failed tests."""
    parser.addoption(
        "--second-try", action="store_true", help="name what passes now: it failed a moment ago"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a second try after an aborted run, which would pass without the tests not run."""
    if config.getoption("second_try"):
        assert config.cache is not None
        if config.cache.get(ENDED, None) != pytest.ExitCode.TESTS_FAILED:
            raise pytest.UsageError("the run before this one broke off: there is no second try")
    else:
        _remember(config, None)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the run ended."""
    _remember(session.config, int(exitstatus))


def _remember(config: pytest.Config, ended: int | None) -> None:
    cache: pytest.Cache | None = getattr(config, "cache", None)  # it may be disabled
    if cache is not None and not hasattr(config, "workerinput"):
        cache.set(ENDED, ended)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """End this process when a test hangs where pytest-timeout's signal can't reach it.

    pytest-xdist then starts another process and reports the test as failed.
    """
    marker = item.get_closest_marker("timeout")
    limit = marker.args[0] if marker else item.config.getoption("timeout", None)
    if limit:
        faulthandler.dump_traceback_later(limit + GRACE, exit=True, file=sys.__stderr__ or 2)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_timeout_set_timer() -> Generator[None, object, object]:
    """Repeat pytest-timeout's signal.

    The first one fails the test, unless its exception lands in a task or callback of asyncio, which
    keep it to themselves, or the test then waits for a program that it started.
    """
    done = yield
    left = signal.getitimer(signal.ITIMER_REAL)[0] if hasattr(signal, "getitimer") else 0
    if left:
        signal.setitimer(signal.ITIMER_REAL, left, AGAIN)
    return done


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test in CI."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _refuse(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself in CI."""
    report = yield
    _refuse(report)
    return report


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not (report.skipped and os.environ.get("CI") and isinstance(report.longrepr, tuple)):
        return
    place, line, text = report.longrepr
    reason = text.removeprefix("Skipped: ")
    if reason not in ALLOWED:
        report.outcome = "failed"
        report.longrepr = f"{place}:{line}: skipped, which CI does not allow: {reason}"


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Name tests that passed only on the second try, above the last line."""
    if not terminalreporter.config.getoption("second_try"):
        return
    passed = [report.nodeid for report in terminalreporter.getreports("passed")]
    if passed:
        terminalreporter.section(f"{len(passed)} {NAMED}", sep="=")
        for name in passed:
            terminalreporter.line(name)
