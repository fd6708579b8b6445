"""Downloading a model from the screens: the real child against a stand-in hub, and its manager."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.models.known import installed, known
from recorder.models.download import Download, DownloadFailed, DownloadProgress, Downloads, fetch
from tests import fake_model
from tests.hub import Hub, running
from tests.patience import until

NAME = "base.en"
"""A model that only the hub has, with the hub's checksums."""


def unheard(done: int, total: int) -> None:
    """No one is watching."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    model = known(NAME)
    assert model
    with running(fake_model.write(tmp_path / "hub", megabytes=6), model.repository) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        monkeypatch.setenv("HF_HUB_OFFLINE", "0")
        monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
        monkeypatch.setenv("HF_HUB_DOWNLOAD_TIMEOUT", "5")
        yield hub


async def test_a_model_is_fetched_and_progress_reported(hub: Hub, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    await fetch(NAME, tmp_path / "models", lambda done, total: told.append((done, total)))
    assert [model.name for model in installed(tmp_path / "models")] == [NAME]
    assert told == sorted(told) and told[-1][0] == told[-1][1]


@pytest.mark.slow
async def test_a_broken_download_says_so_and_continues_later(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "truncate"
    with pytest.raises(DownloadFailed, match="try again: it continues where it stopped"):
        await fetch(NAME, tmp_path / "models", unheard)
    assert not installed(tmp_path / "models")
    hub.fault, hub.ranges = None, []
    await fetch(NAME, tmp_path / "models", unheard)
    assert installed(tmp_path / "models") and any(not r.startswith("bytes=0-") for r in hub.ranges)


async def test_without_a_network_it_says_what_to_do(hub: Hub, tmp_path: Path) -> None:
    hub.shutdown()
    hub.server_close()
    with pytest.raises(DownloadFailed, match="internet connection"):
        await fetch(NAME, tmp_path, unheard)


async def test_canceling_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = tmp_path / "started"
    program = f"import pathlib, time; pathlib.Path({str(marker)!r}).touch(); time.sleep(600)"
    monkeypatch.setattr("recorder.models.download.COMMAND", ("python3", "-c", program))
    task = asyncio.create_task(fetch(NAME, tmp_path, unheard))
    await until(marker.exists, 0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 10)


async def test_a_child_that_dies_silently_gives_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.models.download.COMMAND", ("python3", "-c", "1/0"))
    with pytest.raises(DownloadFailed, match="try again"):
        await fetch(NAME, tmp_path, unheard)


def keeper(
    tmp_path: Path, fetched: Callable[[DownloadProgress], None] | None = None
) -> tuple[Downloads, list[Download], asyncio.Event]:
    """Return a manager whose download waits for the event, and everything it reports."""
    gate, told = asyncio.Event(), list[Download]()

    async def slow(name: str, models: Path, progress: DownloadProgress) -> None:
        progress(500, 1000)
        progress(501, 1000)
        await gate.wait()
        if fetched is not None:
            fetched(progress)

    downloads = Downloads(tmp_path, slow)
    downloads.listen(told.append)
    return downloads, told, gate


async def settled(downloads: Downloads) -> None:
    await until(lambda: not downloads.running)


async def test_one_download_at_a_time_and_each_step_once(tmp_path: Path) -> None:
    downloads, told, gate = keeper(tmp_path)
    downloads.start("base.en")
    downloads.start("small.en")
    await asyncio.sleep(0)
    gate.set()
    await settled(downloads)
    assert [(d.name, d.state, d.share) for d in told] == [
        ("base.en", "running", 0.0), ("base.en", "running", 0.5), ("base.en", "done", 0.5),
    ]  # fmt: skip


async def test_a_canceled_download_can_be_restarted(tmp_path: Path) -> None:
    downloads, told, gate = keeper(tmp_path)
    downloads.start("base.en")
    await asyncio.sleep(0)
    downloads.cancel()
    await settled(downloads)
    downloads.start("base.en")
    gate.set()
    await settled(downloads)
    states = [download.state for download in told if download.state != "running"]
    assert states == ["cancelled", "done"]


async def test_a_failure_is_reported(tmp_path: Path) -> None:
    def refuse(progress: DownloadProgress) -> None:
        raise DownloadFailed("The disk is full.")

    downloads, told, gate = keeper(tmp_path, refuse)
    downloads.start("base.en")
    gate.set()
    await settled(downloads)
    assert (told[-1].state, told[-1].problem) == ("failed", "The disk is full.")


async def test_closing_cancels_silently(tmp_path: Path) -> None:
    downloads, told, _ = keeper(tmp_path)
    downloads.start("base.en")
    await asyncio.sleep(0)
    await downloads.close()
    assert downloads.current is not None and downloads.current.state == "cancelled"
    assert told[-1].state == "running"
