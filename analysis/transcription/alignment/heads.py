"""Which of Whisper's attention heads tell when a word was said.

A model's own list averages several heads; on the two models measured, one head alone, read letter
by letter, halves the error (docs/experiments.md; the idea: "Whisper has an internal word aligner",
arXiv 2509.09987). Models that were not measured keep their own list.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis.models.known import Model

BEST = {"base": (5, 1), "tiny.en": (2, 1)}
"""Layer and head by the model's name."""

CONFIG = "config.json"


@contextlib.contextmanager
def folder_with_best_heads(model: Model) -> Iterator[tuple[Path, bool]]:
    """Yield a folder to load the model from, and whether its alignment is to go by letters.

    CTranslate2 reads the list of heads from ``config.json`` alone, so a measured model is loaded
    through a temporary folder of links with its own copy of that file.
    """
    head = BEST.get(model.name)
    if head is None:
        yield model.folder, False
        return
    with tempfile.TemporaryDirectory(prefix="viva-model-") as name:
        folder = Path(name)
        for file in model.folder.iterdir():
            if file.name != CONFIG and file.is_file():
                _link(file.resolve(), folder / file.name)
        config = json.loads((model.folder / CONFIG).read_text("utf-8"))
        config["alignment_heads"] = [list(head)]
        (folder / CONFIG).write_text(json.dumps(config), "utf-8")
        yield folder, True


def _link(source: Path, target: Path) -> None:
    """Link a file, or copy it where the system doesn't allow links."""
    for link in (os.symlink, os.link):
        with contextlib.suppress(OSError):
            link(source, target)
            return
    shutil.copyfile(source, target)
