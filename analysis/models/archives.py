"""Extracts named members from ZIP archives (including wheels) without trusting their contents.

Standard library only. Names never become paths: a member is written where the caller says.
Encryption, links, compression other than deflate, members larger than the free space, and
archives that unpack to many times their size are refused.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from analysis.models.install import CHUNK, CopyProgress, InstallFailed

MOST_MEMBERS = 10_000

LARGEST = 8_000_000_000
"""Bytes of the largest member; the largest Whisper takes 6.2 GB with 32-bit weights."""

TIGHTEST = 50
"""How many times its compressed size a member larger than ``SMALL`` may grow to."""

SMALL = 10_000_000


@contextmanager
def opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose members may be read.

    Raises
    ------
    InstallFailed
        If it isn't a ZIP archive, is damaged, or is malicious.
    """
    try:
        with zipfile.ZipFile(archive) as content:
            _check(archive, content.infolist())
            yield content
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise InstallFailed(f"{archive.name} isn't a complete ZIP archive.") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise InstallFailed(f"{archive.name} is damaged.") from error


def _check(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or len(names) < len(members):
        raise InstallFailed(f"{archive.name} isn't an archive Viva can use.")
    for member in members:
        if problem := _harm(member):
            raise InstallFailed(f"{archive.name} was refused: {member.filename[:100]!r} {problem}.")


def _harm(member: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        return "points outside the folder"
    if member.flag_bits & 0x1:
        return "is encrypted"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "uses a compression that Viva can't read"
    if member.file_size > LARGEST:
        return "is too large"
    if member.file_size > max(SMALL, TIGHTEST * member.compress_size):
        return "would unpack to many times its size"
    return None


def copy(
    content: zipfile.ZipFile, member: str, target: BinaryIO, tell: CopyProgress | None = None
) -> None:
    """Append a member's bytes to an open file; never more than the member declares."""
    info = content.getinfo(member)
    done = 0
    with content.open(info) as source:
        while block := source.read(CHUNK):
            done += len(block)
            if done > info.file_size:
                raise InstallFailed(f"{info.filename[:100]!r} is larger than declared.")
            target.write(block)
            if tell is not None:
                tell(done, info.file_size)
