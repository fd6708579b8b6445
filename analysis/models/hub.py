"""Downloads a model's files from the Hugging Face hub: resumable, verified with its checksums."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from analysis.models.install import CHUNK, CopyProgress, InstallFailed, check_space, sha256
from analysis.models.known import KnownModel, belongs

PATIENCE = 6.0
"""Seconds the hub has to answer before it counts as unreachable."""


class Unreachable(InstallFailed):
    """The hub doesn't answer, or doesn't answer like a hub; the message is the reason."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file to download, with its size in bytes and the hub's checksums."""

    name: str
    size: int
    sha256: str | None
    blob_id: str | None


def fetch(model: KnownModel, folder: Path, tell: CopyProgress) -> None:
    """Download a model's files into a folder, continuing from what is there.

    Raises
    ------
    Unreachable
        If the hub can't be reached or the connection breaks.
    InstallFailed
        If it no longer has the model, the disk is full, or a file arrives damaged.
    """
    from huggingface_hub.errors import RepositoryNotFoundError

    folder.mkdir(parents=True, exist_ok=True)
    _check_endpoint()
    try:
        revision, parts = _parts(model)
        check_space(folder, sum(part.size for part in parts))
        _fetch(model, revision, parts, folder, tell)
    except RepositoryNotFoundError as error:
        raise InstallFailed(
            f"The hub no longer has {model.repository}; try another model."
        ) from error
    except InstallFailed:
        raise
    except Exception as error:  # the hub's client has changed its HTTP library, and errors, twice
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise Unreachable(reason) from error
    for part in parts:
        _verify(folder / part.name, part)


def _check_endpoint() -> None:
    """Refuse a hub without TLS, except on this computer: what comes from it is run."""
    from huggingface_hub import constants

    hub = urlsplit(constants.ENDPOINT)
    if hub.scheme != "https" and hub.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise InstallFailed(f"HF_ENDPOINT is {constants.ENDPOINT}; use https://, which is safe.")


def _parts(model: KnownModel) -> tuple[str, tuple[RemoteFile, ...]]:
    """Ask the hub for the model's files and their revision."""
    from huggingface_hub import HfApi

    info = HfApi().model_info(model.repository, files_metadata=True, timeout=PATIENCE)
    parts = tuple(
        RemoteFile(s.rfilename, s.size or 0, s.lfs.sha256 if s.lfs else None, s.blob_id)
        for s in info.siblings or ()
        if belongs(s.rfilename)
        and Path(s.rfilename).name == s.rfilename  # never outside the model's folder
    )
    return info.sha or "main", parts


def _fetch(
    model: KnownModel,
    revision: str,
    parts: tuple[RemoteFile, ...],
    folder: Path,
    tell: CopyProgress,
) -> None:
    """Download each file, continuing from what an earlier attempt left of it."""
    from huggingface_hub import constants, hf_hub_url
    from huggingface_hub.file_download import http_get

    # 10 MiB by default: what is lost when a connection breaks, and how often progress is reported
    constants.DOWNLOAD_CHUNK_SIZE = CHUNK
    total, before = sum(part.size for part in parts), 0
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
                    tqdm_class=_bar(part, lambda done, b=before: tell(b + done, total)),  # type: ignore[misc]
                )
            except InstallFailed:  # not what the hub described: none of it is worth keeping
                file.truncate(0)
                raise
        before += part.size
        tell(before, total)


def _verify(path: Path, part: RemoteFile) -> None:
    """Compare a file with the hub's size and checksum; remove a damaged one."""
    if path.stat().st_size == part.size and _checksum_fits(path, part):
        return
    path.unlink()
    raise InstallFailed(f"{part.name} arrived damaged; try again.")


def _checksum_fits(path: Path, part: RemoteFile) -> bool:
    if part.sha256:
        return sha256(path) == part.sha256
    if part.blob_id:
        content = path.read_bytes()
        blob = b"blob %d\0" % len(content) + content
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest() == part.blob_id
    return True


def _bar(part: RemoteFile, tell: Callable[[int], None]) -> Any:
    """Make a tqdm class that reports bytes instead of drawing."""
    from tqdm.auto import tqdm

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["file"] = sys.stderr
            kwargs["disable"] = False
            super().__init__(*args, **kwargs)

        def display(self, *_: Any, **__: Any) -> None:
            """Draw nothing."""

        def update(self, n: float | None = 1) -> bool | None:
            self.n += n or 0
            if self.n > part.size:  # a server that never stops would fill the disk
                raise InstallFailed(f"{part.name} is larger than the hub says; try again later.")
            tell(int(self.n))
            return None

    return Bar
