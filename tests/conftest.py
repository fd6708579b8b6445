"""Fixtures that tests of several packages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.microphone import VirtualMicrophone, missing, virtual_microphone
from tests.real_model import real_model, tiny_en

__all__ = ["real_model", "tiny_en"]


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
