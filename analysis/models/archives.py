"""Takes named members out of ZIP archives (wheels among them) and trusts nothing in them.

Standard library only. Names never become paths: a member is written where the caller says. Refused
are encryption, links, compression other than deflate, members that promise more than fits, and
archives that unpack to many times their size.
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
"""Times its compressed size that a member of more than ``SMALL`` may grow to."""

SMALL = 10_000_000


@contextmanager
def opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose members may be read.

    Raises
    ------
    InstallFailed
        When it is no ZIP archive, is damaged, or is made to harm.
    """
    try:
        with zipfile.ZipFile(archive) as content:
            _check(archive, content.infolist())
            yield content
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise InstallFailed(f"{archive.name} is not a whole ZIP archive.") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise InstallFailed(f"{archive.name} is damaged.") from error


def _check(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename for member in members}
    if len(members) > MOST_MEMBERS or len(names) < len(members):
        raise InstallFailed(f"{archive.name} is not an archive that Viva takes.")
    for member in members:
        if problem := _harm(member):
            raise InstallFailed(f"{archive.name} is refused: {member.filename[:100]!r} {problem}.")


def _harm(member: zipfile.ZipInfo) -> str | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]):
        return "leads out of the folder"
    if member.flag_bits & 0x1:
        return "is encrypted"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that Viva does not read"
    if member.file_size > LARGEST:
        return "is too large"
    if member.file_size > max(SMALL, TIGHTEST * member.compress_size):
        return "would unpack to many times its size"
    return None


def copy(
    content: zipfile.ZipFile, member: str, target: BinaryIO, tell: CopyProgress | None = None
) -> None:
    """Append a member's bytes to an open file; never more than the member announces."""
    info = content.getinfo(member)
    done = 0
    with content.open(info) as source:
        while block := source.read(CHUNK):
            done += len(block)
            if done > info.file_size:
                raise InstallFailed(f"{info.filename[:100]!r} is larger than announced.")
            target.write(block)
            if tell is not None:
                tell(done, info.file_size)
