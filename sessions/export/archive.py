"""Everything a person has in one ZIP file, and back.

``manifest.json`` names the format, the version of the tables, and each member with its size and
SHA-256. A backup is read back and compared before it gets its name; a restore trusts nothing that
isn't named by the manifest and verified by its checksums (``sessions.export.unpacking``).

    manifest.json  viva.db  recordings/2026-11/…  settings.toml  questions/…
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sessions.backup import backups
from sessions.backup.restoring import staging
from sessions.database import newest_version
from sessions.errors import StoreError
from sessions.files.files import private_file, sync_file, sync_folder

FORMAT = "viva-backup"
VERSION = 1
MANIFEST = "manifest.json"
DATABASE = "viva.db"
RECORDINGS = "recordings"
BLOCK = 1 << 20
SQUEEZED = {".wav", ".db", ".toml", ".json"}
"""Suffixes of files worth compressing; the others are already compressed sound."""

ShareListener = Callable[[float], None]
"""Called with the share done, 0–1; may raise to stop."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive; ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What an archive contains; ``recordings`` counts the audio files, ``size`` is its bytes."""

    path: Path
    recordings: int
    size: int


def write(
    target: Path,
    database: Path,
    recordings: Path,
    others: Mapping[str, Path],
    *,
    now: datetime,
    notify: ShareListener = lambda share: None,
) -> Written:
    """Write everything to a new archive: verified and on disk, or not there.

    ``others`` maps names in the archive to files and folders; missing ones are skipped.

    Raises
    ------
    StoreError
        If the database is damaged, or something can't be read or written.
    """
    if target.exists():
        raise StoreError(f"{target} already exists; choose another name.")
    part = target.with_name(f".{target.name}.part")
    with staging(database.parent) as folder:
        backups.snapshot(database, folder / DATABASE)
        files = [(DATABASE, folder / DATABASE), *_sounds(recordings), *_others(others)]
        try:
            part.unlink(missing_ok=True)
            private_file(part)
            _fill(part, files, now, notify)
            part.rename(target)
            sync_folder(target.parent)
        except (OSError, zipfile.BadZipFile) as error:
            reason = getattr(error, "strerror", None) or error
            raise StoreError(f"The backup {target} can't be written: {reason}.") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    sounds = sum(name.startswith(f"{RECORDINGS}/") for name, _ in files)
    return Written(target, sounds, target.stat().st_size)


def _sounds(recordings: Path) -> Iterator[tuple[str, Path]]:
    """Yield every complete recording; skips locks and partial files."""
    for path in sorted(recordings.glob("*/*")):
        unfinished = path.with_name(path.name + ".lock").exists()
        if path.is_file() and path.suffix not in (".lock", ".part") and not unfinished:
            yield f"{RECORDINGS}/{path.relative_to(recordings).as_posix()}", path


def _others(others: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for name, path in others.items():
        if path.is_file():
            yield name, path
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file():
                    yield f"{name}/{file.relative_to(path).as_posix()}", file


def _fill(part: Path, files: list[tuple[str, Path]], now: datetime, notify: ShareListener) -> None:
    total = 2 * sum(path.stat().st_size for _, path in files if path.exists()) or 1
    done = 0

    def count(size: int) -> None:
        nonlocal done
        done += size
        notify(min(1.0, done / total))

    members = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files:
            with suppress(FileNotFoundError):  # deleted in the meantime
                members.append(_put(archive, name, path, count))
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "schema": newest_version(),
            "made_at": now.isoformat(),
            "members": [asdict(member) for member in members],
        }
        archive.writestr(_info(MANIFEST), json.dumps(manifest, indent=1))
    sync_file(part)
    _verify(part, members, count)


def _put(archive: zipfile.ZipFile, name: str, path: Path, count: Callable[[int], None]) -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as reading:
        info = _info(name, large=os.fstat(reading.fileno()).st_size > 1 << 30)
        with archive.open(info, "w", force_zip64=info.file_size > 1 << 30) as writing:
            while block := reading.read(BLOCK):
                digest.update(block)
                writing.write(block)
                size += len(block)
                count(len(block))
    return Member(name, size, digest.hexdigest())


def _info(name: str, *, large: bool = False) -> zipfile.ZipInfo:
    """Describe a member: private, and undated, so that equal contents give equal archives."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    squeeze = Path(name).suffix in SQUEEZED
    info.compress_type = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
    info.file_size = (1 << 30) + 1 if large else 0
    return info


def _verify(part: Path, members: list[Member], count: Callable[[int], None]) -> None:
    """Read everything again; refuse whatever differs from what was written."""
    with zipfile.ZipFile(part) as archive:
        for member in members:
            with archive.open(member.name) as reading:
                if digest_of(reading, member.size, count) != member.sha256:
                    raise StoreError(f"{part} wasn't written correctly: {member.name} differs.")


def digest_of(
    reading: IO[bytes],
    size: int,
    count: Callable[[int], None] = lambda size: None,
    writing: IO[bytes] | None = None,
) -> str | None:
    """Read exactly ``size`` bytes and return their SHA-256; ``None``: there are fewer or more."""
    digest, left = hashlib.sha256(), size
    while block := reading.read(min(BLOCK, left + 1)):
        left -= len(block)
        if left < 0:
            return None
        digest.update(block)
        if writing is not None:
            writing.write(block)
        count(len(block))
    return digest.hexdigest() if left == 0 else None
