"""Pulling a model: the real client against a stand-in hub on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faster_whisper.utils import _MODELS

from analysis.models.known import KNOWN, find, installed, known
from tests import fake_model
from tests.examples import one_more
from tests.hub import Hub, running

NAME = "base.en"
"""A model that only the hub has, with the hub's checksums."""


@pytest.fixture
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    model = known(NAME)
    assert model
    folder = fake_model.write(tmp_path_factory.mktemp("hub"), megabytes=6)
    with running(folder, model.repository) as hub:
        yield hub


def pull(hub: Hub, models: Path, name: str = NAME, **changes: str) -> list[dict[str, Any]]:
    environment = {
        **os.environ,
        "HF_ENDPOINT": hub.address,
        "HF_HUB_OFFLINE": "0",
        "HF_HOME": str(models / "hf"),
        "HF_HUB_DOWNLOAD_TIMEOUT": "2",
        **changes,
    }
    done = subprocess.run(
        [sys.executable, "-m", "analysis.models.download", name, str(models)],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_pulled_model_is_complete_and_reports_progress(hub: Hub, tmp_path: Path) -> None:
    events = pull(hub, tmp_path)
    assert events[-1] == {"event": "done", "folder": str(tmp_path / NAME)}
    for name in ("model.bin", "tokenizer.json", "config.json"):
        assert (tmp_path / NAME / name).read_bytes() == (hub.folder / name).read_bytes()
    told = [(e["done"], e["total"]) for e in events if e["event"] == "progress"]
    assert told and told == sorted(told)
    assert told[-1][0] == told[-1][1] > (hub.folder / "model.bin").stat().st_size
    assert [m.name for m in installed(tmp_path)] == [NAME]


@pytest.mark.slow
def test_a_broken_download_continues_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "truncate"
    events = pull(hub, tmp_path)
    assert events[-1]["event"] == "failed" and "try again" in events[-1]["problem"]
    assert find(NAME, tmp_path) is None
    hub.fault, hub.ranges = None, []
    assert pull(hub, tmp_path)[-1]["event"] == "done"
    assert any(not r.startswith("bytes=0-") for r in hub.ranges), "started from nothing"


def test_a_damaged_file_is_never_installed(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "damage"
    events = pull(hub, tmp_path)
    assert events[-1] == {
        "event": "failed",
        "problem": "model.bin arrived damaged; try again.",
    }
    assert find(NAME, tmp_path) is None
    hub.fault = None
    assert pull(hub, tmp_path)[-1]["event"] == "done"


@pytest.mark.parametrize("fault", ["html", *one_more("missing")])
def test_a_hub_that_answers_garbage_gives_one_sentence(
    hub: Hub, tmp_path: Path, fault: str
) -> None:
    hub.fault = fault
    events = pull(hub, tmp_path)
    assert events[-1]["event"] == "failed"
    assert "\n" not in events[-1]["problem"]


@pytest.mark.slow
def test_a_stalled_hub_is_abandoned_and_continued_later(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "stall"
    events = pull(hub, tmp_path)
    assert events[-1]["event"] == "failed" and "try again" in events[-1]["problem"]
    assert find(NAME, tmp_path) is None
    hub.fault, hub.ranges = None, []
    assert pull(hub, tmp_path)[-1]["event"] == "done"
    assert any(not r.startswith("bytes=0-") for r in hub.ranges), "started from nothing"


@pytest.mark.slow
def test_a_file_without_end_does_not_fill_the_disk(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "endless"
    events = pull(hub, tmp_path)
    assert events[-1]["event"] == "failed"
    size = (hub.folder / "model.bin").stat().st_size
    written = sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file())
    assert written < 1.5 * size
    hub.fault = None
    assert pull(hub, tmp_path)[-1]["event"] == "done"


@pytest.mark.parametrize("fault", ["larger", *one_more("smaller")])
def test_a_hub_with_wrong_sizes_installs_nothing(hub: Hub, tmp_path: Path, fault: str) -> None:
    hub.fault = fault
    events = pull(hub, tmp_path)
    assert events[-1]["event"] == "failed"
    assert find(NAME, tmp_path) is None
    hub.fault = None
    assert pull(hub, tmp_path)[-1]["event"] == "done"


def test_a_name_outside_the_folder_is_not_fetched(hub: Hub, tmp_path: Path) -> None:
    hub.fault = "outside"
    models = tmp_path / "a" / "b" / "models"
    assert pull(hub, models)[-1]["event"] == "done"
    assert not list(tmp_path.rglob("escaped.txt"))


def test_a_hub_without_tls_is_refused_unless_it_is_this_computer(hub: Hub, tmp_path: Path) -> None:
    events = pull(hub, tmp_path, HF_ENDPOINT="http://hub.example")
    assert events == [{"event": "failed", "problem": events[0]["problem"]}]
    assert "https://" in events[0]["problem"]


def test_no_network_gives_one_sentence(hub: Hub, tmp_path: Path) -> None:
    hub.shutdown()
    hub.server_close()
    events = pull(hub, tmp_path)
    assert "internet connection" in events[-1]["problem"]


def test_without_a_network_the_error_says_offline(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hub, "address", "https://no-such-host.invalid")
    events = pull(hub, tmp_path)
    assert "seems to be offline" in events[-1]["problem"]


def test_an_unknown_name_lists_the_known_ones(hub: Hub, tmp_path: Path) -> None:
    assert "base.en" in pull(hub, tmp_path, "nonsense")[-1]["problem"]


def test_the_repositories_are_those_of_faster_whisper() -> None:
    for model in KNOWN:
        assert _MODELS[model.name] == model.repository
