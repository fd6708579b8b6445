"""Pulls a speech model from the hub: ``python -m analysis.models.download NAME FOLDER``.

The only code of Viva that opens a socket, run in a process of its own. Standard output carries JSON
lines: ``{"event": "progress", "file", "done", "total"}``, then ``done`` or ``failed`` with one
sentence. Files come into a hidden folder beside the models, resume where they stopped, are checked
against the hub's checksums, and only then take their place in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from analysis.models.known import KNOWN, KnownModel, known, missing_part

WANTED = (
    "config.json",
    "preprocessor_config.json",
    "model.bin",
    "tokenizer.json",
    "vocabulary.*",
)
"""The files of a repository that faster-whisper reads."""

CHUNK = 2**18
"""Bytes written at a time."""

SPARE = 1.1
"""Free disk asked for, as a multiple of the download."""


OFFLINE = re.compile(
    r"name or service not known|name resolution|nodename nor servname|getaddrinfo|"
    r"no address associated|network is unreachable",
    re.IGNORECASE,
)
"""How systems say that there is no network, or none that finds names."""


class PullFailed(Exception):
    """A model that could not be pulled; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file to fetch, with its size in bytes and the hub's checksums."""

    name: str
    size: int
    sha256: str | None
    blob_id: str | None


def pull(model: KnownModel, models: Path) -> Path:
    """Fetch a model into the models folder and give its own folder.

    Raises
    ------
    PullFailed
        When the hub cannot be reached, the disk is full, or a file arrives damaged.
    """
    from huggingface_hub.errors import RepositoryNotFoundError

    _check_endpoint()
    partial = models / f".{model.name}.partial"
    partial.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        revision, parts = _parts(model)
        _check_space(models, parts)
        _fetch(model, revision, parts, partial)
    except RepositoryNotFoundError as error:
        raise PullFailed(f"The hub no longer has {model.repository}; try another model.") from error
    except PullFailed:
        raise
    except Exception as error:  # the hub's client has changed its HTTP library, and errors, twice
        raise PullFailed(_explain(error)) from error
    for part in parts:
        _verify(partial / part.name, part)
    if lacking := missing_part(partial):
        raise PullFailed(f"The hub's {model.repository} has no {lacking}; try another model.")
    return _install(partial, models / model.name)


def _check_endpoint() -> None:
    """Refuse a hub without TLS, but for one on this computer: what comes from it is run."""
    from huggingface_hub import constants

    hub = urlsplit(constants.ENDPOINT)
    if hub.scheme != "https" and hub.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise PullFailed(f"HF_ENDPOINT is {constants.ENDPOINT}; only https:// is safe, use that.")


def _parts(model: KnownModel) -> tuple[str, tuple[RemoteFile, ...]]:
    """Ask the hub what the model's files are, at which revision."""
    from huggingface_hub import HfApi

    info = HfApi().model_info(model.repository, files_metadata=True, timeout=20)
    parts = tuple(
        RemoteFile(s.rfilename, s.size or 0, s.lfs.sha256 if s.lfs else None, s.blob_id)
        for s in info.siblings or ()
        if any(fnmatch(s.rfilename, pattern) for pattern in WANTED)
        and Path(s.rfilename).name == s.rfilename  # never out of the model's folder
    )
    return info.sha or "main", parts


def _check_space(models: Path, parts: Iterable[RemoteFile]) -> None:
    needed = int(SPARE * sum(part.size for part in parts))
    free = shutil.disk_usage(models).free
    if free < needed:
        raise PullFailed(
            f"The model needs {needed / 1e6:.0f} MB and the disk has {free / 1e6:.0f} MB free."
        )


def _fetch(model: KnownModel, revision: str, parts: tuple[RemoteFile, ...], folder: Path) -> None:
    """Fetch each file, going on from what an earlier attempt left of it."""
    from huggingface_hub import constants, hf_hub_url
    from huggingface_hub.file_download import http_get

    # 10 MiB by default: what is lost when a connection breaks, and how often progress is told
    constants.DOWNLOAD_CHUNK_SIZE = CHUNK
    for part in parts:
        url = hf_hub_url(model.repository, part.name, revision=revision)
        with (folder / part.name).open("ab") as file:
            if file.tell() > part.size:
                file.truncate(0)
                file.seek(0)
            try:
                http_get(
                    url,
                    file,
                    resume_size=file.tell(),
                    expected_size=part.size,
                    tqdm_class=_bar(part),
                )
            except PullFailed:  # not what the hub told of: nothing of it is worth going on with
                file.truncate(0)
                raise


def _verify(path: Path, part: RemoteFile) -> None:
    """Compare a file with the hub's size and checksum; a damaged one is removed."""
    if path.stat().st_size == part.size and _checksum_fits(path, part):
        return
    path.unlink()
    raise PullFailed(f"{part.name} arrived damaged; try again.")


def _checksum_fits(path: Path, part: RemoteFile) -> bool:
    if part.sha256:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
    if part.blob_id:
        content = path.read_bytes()
        blob = b"blob %d\0" % len(content) + content
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest() == part.blob_id
    return True


def _install(partial: Path, folder: Path) -> Path:
    """Put the finished folder in its place; an older copy goes only when the new one is whole."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    partial.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder


def _explain(error: Exception) -> str:
    """Say in one sentence why the hub's answer is no use."""
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
    if OFFLINE.search(reason):
        return (
            "The model could not be fetched: this computer seems to be offline. Connect it to the "
            "internet and try again; everything else works without."
        )
    return (
        f"The model could not be fetched ({reason}). Check the internet connection and try again: "
        "it goes on where it stopped."
    )


def _bar(part: RemoteFile) -> Any:
    """Make a tqdm class that reports bytes as JSON lines instead of drawing."""
    from tqdm.auto import tqdm

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["file"] = sys.stderr
            kwargs["disable"] = False
            super().__init__(*args, **kwargs)
            self._told = 0.0

        def display(self, *_: Any, **__: Any) -> None:
            """Draw nothing."""

        def update(self, n: float | None = 1) -> bool | None:
            self.n += n or 0
            if self.n > part.size:  # a server that never ends would fill the disk
                raise PullFailed(f"{part.name} is larger than the hub says; try again later.")
            if time.monotonic() - self._told > 0.1 or self.n >= part.size:
                self._told = time.monotonic()
                say(event="progress", file=part.name, done=int(self.n), total=part.size)
            return None

    return Bar


def say(**message: Any) -> None:
    """Write one JSON line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Pull the model named on the command line."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["HF_HUB_DISABLE_XET"] = "1"  # plain HTTP resumes and can be stood in for
    os.environ["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    name, folder = sys.argv[1:]
    model = known(name)
    if model is None:
        names = ", ".join(m.name for m in KNOWN)
        say(event="failed", problem=f"There is no model {name}; these can be pulled: {names}.")
        return
    try:
        say(event="done", folder=str(pull(model, Path(folder))))
    except PullFailed as error:
        say(event="failed", problem=str(error))


if __name__ == "__main__":
    main()
