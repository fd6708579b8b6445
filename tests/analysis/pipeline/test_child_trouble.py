"""Memory that runs out under the child, and models whose files do not fit together."""

from __future__ import annotations

import json
import resource
import sys
import wave
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.memory import ran_out
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.sound.audio import RATE
from recorder.analyst.client import ATTEMPTS, AnalysisFailed, Analyst
from tests.analysis.sounds import shipped
from tests.examples import one_more

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits a running process's memory")


@pytest.fixture
async def analyst(tmp_path: Path) -> AsyncIterator[Analyst]:
    analyst = Analyst(tmp_path / "log")
    yield analyst
    await analyst.close()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of the shipped answer."""
    path = tmp_path_factory.mktemp("spoken") / "answer.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        samples = shipped()[: 4 * RATE]
        file.writeframes((samples * 32767).astype(np.int16).tobytes())
    return path


def limit(process: int, more: int | None) -> None:
    """Limit a process to ``more`` bytes than it has; ``None``: no limit."""
    if sys.platform == "linux":
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[0])
        ceiling = resource.RLIM_INFINITY
        soft = ceiling if more is None else pages * resource.getpagesize() + more
        resource.prlimit(process, resource.RLIMIT_AS, (soft, ceiling))


@linux
@pytest.mark.parametrize("megabytes", [0, *one_more(4)])
async def test_an_answer_without_memory_is_one_sentence_and_the_next_goes_on(
    analyst: Analyst, spoken: Path, megabytes: int, tiny_en: Model
) -> None:
    assert await analyst.warm(tiny_en) is None
    child = analyst._child
    assert child is not None
    before = spoken.read_bytes()
    limit(child.pid, megabytes << 20)
    try:
        await analyst.analyze(Job(0, spoken, model=tiny_en))
    except AnalysisFailed as failure:
        said = str(failure)
        assert "memory" in said and "choose a smaller model" in said
        assert said.count(". ") <= 2 and "Traceback" not in said
    else:
        assert analyst._child is not child, "only another child can have had the memory"
    assert spoken.read_bytes() == before
    if child.alive:
        limit(child.pid, None)
    analysis = await analyst.analyze(Job(0, spoken, model=tiny_en))
    assert analysis.transcript is not None


@pytest.mark.slow
@linux
async def test_a_child_that_never_has_memory_is_tried_so_often_only(
    tmp_path: Path, spoken: Path, tiny_en: Model
) -> None:
    started = tmp_path / "started"
    script = f"echo x >> {started}; ulimit -v 200000; exec {sys.executable} -m analysis"
    starved = Analyst(tmp_path / "log", command=("sh", "-c", script))
    try:
        with pytest.raises(AnalysisFailed, match="choose a smaller model"):
            await starved.analyze(Job(0, spoken, model=tiny_en))
        assert len(started.read_text().split()) == ATTEMPTS
        problem = await starved.warm(tiny_en)
        assert problem and "choose a smaller model" in problem
    finally:
        await starved.close()


def test_what_libraries_say_then_is_known() -> None:
    assert ran_out(MemoryError())
    assert ran_out(RuntimeError("std::bad_alloc"))
    assert ran_out(OSError(12, "Cannot allocate memory"))
    assert ran_out(ImportError("x.so: failed to map segment from shared object"))
    try:
        raise ValueError("no model") from MemoryError()
    except ValueError as error:
        assert ran_out(error)
    assert not ran_out(ImportError("No module named x")) and not ran_out(None)


MISFITS: dict[str, Callable[[dict[str, Any]], dict[str, str]]] = {
    "heads of a larger model": lambda config: {
        "config.json": json.dumps(config | {"alignment_heads": [[20, 3]]})
    },
    "a list as settings": lambda config: {"config.json": "[]"},
    "another vocabulary": lambda config: {"vocabulary.txt": "a\nb\n"},
    "an empty tokenizer": lambda config: {"tokenizer.json": "{}"},
}
"""Files that replace a model's own, by what is wrong with them."""


def misfitting(folder: Path, fitting: Path, misfit: str) -> Model:
    """Make a model like another one, but with one file that does not fit."""
    folder.mkdir()
    replaced = MISFITS[misfit](json.loads((fitting / "config.json").read_text("utf-8")))
    for file in fitting.iterdir():
        if file.name in replaced:
            (folder / file.name).write_text(replaced[file.name], "utf-8")
        else:
            (folder / file.name).symlink_to(file)
    return Model("misfit", folder)


async def test_a_model_whose_files_do_not_fit_is_one_sentence_and_the_next_goes_on(
    analyst: Analyst, spoken: Path, tmp_path: Path, tiny_en: Model
) -> None:
    for misfit in MISFITS:
        model = misfitting(tmp_path / misfit, tiny_en.folder, misfit)
        await analyst.warm(model)
        with pytest.raises(AnalysisFailed) as failure:
            await analyst.analyze(Job(0, spoken, model=model))
        said = str(failure.value)
        assert "internal error" not in said, misfit
        assert "choose another" in said or "choose a smaller model" in said, misfit
    assert (await analyst.analyze(Job(0, spoken, model=tiny_en))).transcript is not None
