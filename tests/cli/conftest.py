"""A command line with its own home folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Viva = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def viva(home: Path) -> Viva:
    """Run ``viva`` in a separate process, from a folder outside the repository."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, "-m", "recorder.cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
            cwd=home.parent,
            stdin=subprocess.DEVNULL,
            **options,  # type: ignore[call-overload]
        )
        return done

    return run


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl-C reach the programs that this test starts.

    A shell makes its background programs ignore it, and so would their children.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
