"""A command line with its own home folder."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.fork_server import ROOT, ForkServers

__all__ = ["ROOT"]

Viva = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(scope="session")
def forks() -> Iterator[ForkServers]:
    """One process for all tests, which forks for each command."""
    servers = ForkServers()
    yield servers
    servers.end()


@pytest.fixture
def viva(home: Path, forks: ForkServers) -> Viva:
    """Run ``viva`` in a separate process, from a folder outside the repository."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        given = {"VIVA_HOME": str(home), "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
        return forks.run([*map(str, arguments)], home.parent, {**os.environ, **given})

    return run


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl-C reach the programs that this test starts.

    A shell makes its background programs ignore it, and so would their children.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
