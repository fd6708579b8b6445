"""Whether a folder can work as a speech model, judging by its files without loading it.

Standard library only; reads a few kilobytes, whatever the model's size.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analysis.models.known import missing_part
from analysis.models.model_file import Unreadable, contents

PREPROCESSOR = "preprocessor_config.json"

USUAL_MELS = 80
"""Mel bands of a model that needs no ``preprocessor_config.json``."""

MEL_WEIGHT = "encoder/conv1/weight"
"""The variable whose second dimension is the number of mel bands."""

LARGEST_JSON = 20_000_000
"""Bytes of the largest JSON file to read; official ones are a tenth of that."""


def flaw(folder: Path) -> str | None:
    """Describe in a few words why a model folder can't work; ``None`` if nothing is found."""
    if part := missing_part(folder):
        return f"{part} is empty" if (folder / part).is_file() else f"{part} is missing"
    for name in ("config.json", "tokenizer.json", PREPROCESSOR):
        if (folder / name).exists() and _json(folder / name) is None:
            return f"{name} isn't a JSON file"
    return unfit_weights(folder)


def unfit_weights(folder: Path) -> str | None:
    """Describe what is wrong with ``model.bin``, or with the folder's number of mel bands."""
    try:
        mels = mel_bands(folder / "model.bin")
    except Unreadable as error:
        return f"model.bin {error}"
    except OSError as error:
        return f"model.bin can't be read ({error.strerror})"
    if not (folder / PREPROCESSOR).exists():
        if mels in (None, USUAL_MELS):
            return None
        return f"{PREPROCESSOR} is missing, which a model with {mels} mel bands needs"
    computed = (_json(folder / PREPROCESSOR) or {}).get("feature_size", USUAL_MELS)
    if mels in (None, computed):
        return None
    return f"{PREPROCESSOR} says {computed} mel bands and model.bin has {mels}"


def mel_bands(file: Path) -> int | None:
    """Read a model's number of mel bands; ``None`` if its version isn't known here.

    Raises
    ------
    Unreadable
        If it isn't a complete Whisper model in CTranslate2's format.
    """
    found = contents(file)
    if found is None:
        return None
    weight = found.variables.get(MEL_WEIGHT)
    if weight is None or len(weight.shape) != 3:
        raise Unreadable("isn't a Whisper model in CTranslate2's format")
    return weight.shape[1]


def _json(file: Path) -> dict[str, Any] | None:
    """Read a JSON object; ``None`` if it isn't one."""
    try:
        if file.stat().st_size > LARGEST_JSON:
            return None
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
