"""`viva model list|use|add|ensure` as a person runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import demo
from analysis.models.known import KNOWN
from recorder.cli import main
from recorder.cli.computer import model_install
from recorder.files.locations import locate
from recorder.models import download
from recorder.models.download import DownloadFailed, DownloadProgress
from recorder.person import settings
from sessions.store import Store
from tests import fake_model
from tests.microphone import ROOT


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the download with a fake model; returns the requested names."""
    names: list[str] = []

    async def fetch(name: str, models: Path, progress: DownloadProgress) -> None:
        names.append(name)
        fake_model.write(models / name)

    monkeypatch.setattr(download, "fetch", fetch)
    return names


def chosen() -> str | None:
    return settings.load(locate().settings).model


# list


def listed(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["model", "list"]) == 0
    return capsys.readouterr().out


def test_the_list_says_which_suit_accents_and_which_are_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake_model.write(home / "models" / "base")
    fake_model.write(home / "models" / "mine")
    out = listed(capsys)
    lines = {line[2:].split()[0]: line for line in out.splitlines() if line.strip()}
    assert {model.name for model in KNOWN} | {"mine"} <= set(lines)
    assert lines["base"].startswith("* ") and "installed" in lines["base"]
    assert "486 MB" in lines["small"] and "good" in lines["small"]
    assert "good" not in lines["small.en"]
    assert max(map(len, out.splitlines())) <= 80


def test_without_a_model_the_list_says_how_to_get_one_without_internet_too(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = listed(capsys)
    assert "`viva model pull base`" in out and "`viva model add PATH`" in out


def test_the_list_says_how_large_a_download_can_be(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = listed(capsys)
    assert "base            up to 148 MB " in out and "base.en         148 MB " in out
    for model in KNOWN:
        on_hub, wheels = (sum(p.size for p in parts) for parts in (model.files, model.packages))
        assert not on_hub or round(on_hub / 1e6) == model.megabytes
        assert wheels <= model.megabytes * 1e6


# use


def test_a_folder_that_works_is_used(home: Path, tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path / "elsewhere")
    assert main(["model", "use", str(folder)]) == 0
    assert chosen() == str(folder)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "tokenizer.json").unlink(), "tokenizer.json is missing"),
        (lambda folder: (folder / "model.bin").write_bytes(b""), "model.bin is empty"),
        (lambda folder: (folder / "config.json").write_text("<html>"), "isn't a JSON file"),
        (lambda folder: fake_model.write(folder, mels=128), "preprocessor_config.json is missing"),
    ],
)
@pytest.mark.parametrize("installed", [True, False])
def test_a_folder_that_cannot_work_is_refused_at_once(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    says: str,
    installed: bool,
) -> None:
    folder = fake_model.write((home / "models" if installed else tmp_path) / "large")
    spoil(folder)
    assert main(["model", "use", "large" if installed else str(folder)]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert chosen() is None


def test_an_unknown_model(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "use", "nonsense"]) == 2
    assert "`viva model list`" in capsys.readouterr().err


def test_a_model_that_is_not_installed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "use", "small"]) == 2
    assert "small isn't installed; run `viva model pull small`." in capsys.readouterr().err


# add


def test_a_folder_is_added_and_can_be_used(home: Path, tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path / "stick" / "mine")
    assert main(["model", "add", str(folder)]) == 0
    assert main(["model", "use", "mine"]) == 0
    assert main(["model", "add", str(tmp_path / "stick"), "--name", "hers"]) == 0
    assert sorted(p.name for p in (home / "models").iterdir()) == ["hers", "mine"]


def test_waiting_answers_are_mentioned_only_if_there_are_any(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = fake_model.write(tmp_path / "stick" / "mine")
    assert main(["model", "add", str(folder)]) == 0
    assert capsys.readouterr().out == "mine is installed.\n"
    assert not (home / "viva.db").exists()
    with Store.open(home / "viva.db", home / "recordings") as store:
        for _ in range(2):
            store.import_sound(demo.ANSWER)
    assert main(["model", "add", str(folder), "--name", "other"]) == 0
    said = "To finish the 2 answers that are waiting for a model, run `viva reanalyze`."
    assert capsys.readouterr().out == f"other is installed. {said}\n"


def test_a_failed_add_gives_one_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = fake_model.write(tmp_path / "base")
    for path, says in (
        (folder, "isn't the official one for base"),
        (tmp_path / "no", "doesn't exist"),
    ):
        assert main(["model", "add", str(path)]) == 1
        said = capsys.readouterr().err
        assert says in said and said.count("\n") == 1
    assert not list((home / "models").iterdir())


def test_the_help_says_how_to_fetch_the_wheels_by_hand() -> None:
    said = " ".join(model_install.ADD.replace("\\", " ").split())
    for model in KNOWN:
        assert not model.packages or model.by_hand in said


# ensure


def test_the_usual_model_is_fetched_once(
    home: Path, wanted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "ensure"]) == 0
    assert wanted == ["base"] and "base, up to 148 MB (once;" in capsys.readouterr().out
    assert main(["model", "ensure"]) == 0
    assert wanted == ["base"] and capsys.readouterr().out == ""


def test_nothing_happens_if_there_is_a_model(home: Path, wanted: list[str]) -> None:
    fake_model.write(home / "models" / "small.en")
    assert main(["model", "ensure"]) == 0
    assert main(["model", "ensure", "none"]) == 0
    assert not wanted and chosen() is None


def test_none_fetches_nothing(home: Path, wanted: list[str]) -> None:
    assert main(["model", "ensure", "none"]) == 0
    assert not wanted


def test_a_named_model_is_fetched_and_chosen(home: Path, wanted: list[str]) -> None:
    fake_model.write(home / "models" / "base")
    assert main(["model", "ensure", "tiny.en"]) == 0
    assert wanted == ["tiny.en"] and chosen() == "tiny.en"
    assert main(["model", "ensure", "tiny.en"]) == 0
    assert wanted == ["tiny.en"]
    assert main(["model", "ensure", "nonsense"]) == 2


@pytest.mark.parametrize("error", [DownloadFailed("No network."), KeyboardInterrupt()])
def test_a_skipped_model_can_be_fetched_later(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
) -> None:
    async def fetch(name: str, models: Path, progress: DownloadProgress) -> None:
        progress(10, 100)
        raise error

    monkeypatch.setattr(download, "fetch", fetch)
    assert main(["model", "ensure"]) == 1
    out, err = capsys.readouterr()
    assert "No network." in err or "continues where it stopped" in out


# make


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_opens_viva_even_if_the_model_fails(tmp_path: Path) -> None:
    """The real Makefile with scripts that only print their arguments."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    said = tmp_path / "said"
    for name in (".venv/bin/viva", "tools/setup.sh"):
        script = tmp_path / name
        script.parent.mkdir(parents=True)
        script.write_text(f'#!/bin/sh\necho "$*" >>{said}\n[ "$1" != model ]\n')
        script.chmod(0o755)
    for target, model, asked in (
        ("run", "", ["", "model ensure", ""]),
        ("run", "MODEL=none", ["", "model ensure none", ""]),
        ("demo", "MODEL=tiny.en", ["", "model ensure tiny.en", "demo"]),
    ):
        said.write_text("")
        subprocess.run(
            ["make", target, *([model] if model else [])],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"]},
            check=True,
        )
        assert said.read_text().splitlines() == asked
