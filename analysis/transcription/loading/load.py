"""Load a model into faster-whisper.

What was measured on two models is done for these alone: their weights are rounded by
`analysis.transcription.loading.rounding`, for better words with base and less memory with both, and
one attention head, read letter by letter, tells when a word was said, instead of the several that a
model lists; that halves the error (docs/experiments.md; the idea: "Whisper has an internal word
aligner", arXiv 2509.09987).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.leftovers import remove_older
from analysis.models.known import Model
from analysis.transcription.loading.rounding import write_rounded

BEST_HEADS = {"base": (5, 1), "tiny.en": (2, 1)}
"""Layer and head by the model's name."""

CONFIG, WEIGHTS = "config.json", "model.bin"

PREFIX = "viva-model-"
"""How the names of temporary folders begin."""

ABANDONED_AFTER = 3600.0
"""Seconds after which such a folder was left by a process that was killed while it loaded."""


def load(model: Model, threads: int) -> tuple[Any, bool]:
    """Return the loaded model, and whether its alignment is to go by letters.

    Where there is no room for temporary files, the model is loaded as it is. Errors are the
    libraries' own.
    """
    from faster_whisper import WhisperModel

    folder, letters = model.folder, False
    with contextlib.ExitStack() as stack:
        if model.name in BEST_HEADS:
            with contextlib.suppress(OSError):
                folder, letters = stack.enter_context(_folder(model)), True
        whisper = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            local_files_only=True,
        )
    return whisper, letters


@contextlib.contextmanager
def _folder(model: Model) -> Iterator[Path]:
    """Yield a temporary folder with a model's files, its best head, and rounded weights.

    A folder, because CTranslate2 keeps files that it is given in memory.
    """
    remove_older(Path(tempfile.gettempdir()), PREFIX, ABANDONED_AFTER)
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file in model.folder.iterdir():
            if file.name not in (CONFIG, WEIGHTS) and file.is_file():
                _link(file.resolve(), folder / file.name)
        config = json.loads((model.folder / CONFIG).read_text("utf-8"))
        config["alignment_heads"] = [BEST_HEADS[model.name]]
        (folder / CONFIG).write_text(json.dumps(config), "utf-8")
        weights = (model.folder / WEIGHTS).resolve()
        if not write_rounded(weights, folder / WEIGHTS):
            _link(weights, folder / WEIGHTS)
        yield folder


def _link(source: Path, target: Path) -> None:
    """Link a file, or copy it where the system doesn't allow links."""
    for link in (os.symlink, os.link):
        with contextlib.suppress(OSError):
            link(source, target)
            return
    shutil.copyfile(source, target)
