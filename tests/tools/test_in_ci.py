"""In CI, a skipped test fails unless its reason is listed, and flaky tests are named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.in_ci import ALLOWED, NAMED

ROOT = Path(__file__).parents[2]

SKIPS = """
import pytest

def test_runs():
    pass

@pytest.mark.skipif(True, reason="a program is missing")
def test_marked():
    pass

def test_skips_itself():
    pytest.skip({listed!r})

@pytest.mark.xfail(reason="known")
def test_known_to_fail():
    raise AssertionError
"""

FLAKY = """
from pathlib import Path

def test_flaky():
    seen = Path(__file__).with_name("seen")
    first = not seen.exists()
    seen.touch()
    assert not first

def test_broken():
    raise AssertionError

def test_good():
    pass
"""

DEAF = """
import asyncio
import time

import pytest
from tests import in_ci

in_ci.AGAIN = 3.0

async def deaf():
    asyncio.get_running_loop().call_soon(time.sleep, 60)
    await asyncio.Event().wait()

@pytest.mark.timeout(1)
def test_deaf():
    asyncio.run(deaf())

def test_good():
    pass
"""
"""The first signal comes in a callback, whose exceptions asyncio only logs."""


def run(folder: Path, *arguments: str, ci: bool = True) -> list[str]:
    """Return the lines pytest prints about the tests in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in ("CI", "PYTEST_ADDOPTS"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.in_ci", "-q", "-rfE", *arguments],
        cwd=folder,
        env=environment | ({"CI": "true"} if ci else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).splitlines()


@pytest.fixture
def skipping(tmp_path: Path) -> Path:
    (tmp_path / "test_skips.py").write_text(SKIPS.format(listed=min(ALLOWED)))
    return tmp_path


def test_a_skip_fails_in_ci_unless_its_reason_is_listed(skipping: Path) -> None:
    lines = run(skipping)
    assert lines[-1].startswith("1 passed, 1 skipped, 1 xfailed, 1 error in ")
    assert any("CI does not allow: a program is missing" in line for line in lines)


def test_elsewhere_a_skip_is_a_skip(skipping: Path) -> None:
    assert run(skipping, ci=False)[-1].startswith("1 passed, 2 skipped, 1 xfailed in ")


def test_a_module_that_skips_itself_fails_in_ci(tmp_path: Path) -> None:
    (tmp_path / "test_whole.py").write_text(
        'import pytest\n\npytest.importorskip("no_such_module")\n\ndef test_it():\n    pass\n'
    )
    assert "1 error in " in run(tmp_path)[-1]
    assert "1 skipped in " in run(tmp_path, ci=False)[-1]


def test_a_flaky_test_is_named(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(FLAKY)
    assert run(tmp_path)[-1].startswith("2 failed, 1 passed in ")
    lines = run(tmp_path, "--last-failed", "--second-try", "-r", "")
    assert NAMED in lines[-3] and lines[-2] == "test_some.py::test_flaky"
    assert lines[-1].startswith("1 failed, 1 passed in ")


def test_a_test_that_never_ran_gets_no_second_try(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(FLAKY)
    (tmp_path / "test_other.py").write_text("import no_such_module\n")
    assert "Interrupted: 1 error during collection" in "\n".join(run(tmp_path))
    again = run(tmp_path, "--last-failed", "--second-try")
    assert not any(" passed" in line for line in again)


def test_a_test_that_misses_its_timeout_is_failed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(DEAF)
    lines = run(tmp_path, "-p", "pytest_timeout")
    assert "FAILED test_some.py::test_deaf - Failed: Timeout (>1.0s) from pytest-timeout." in lines
    assert lines[-1].startswith("1 failed, 1 passed in ")
