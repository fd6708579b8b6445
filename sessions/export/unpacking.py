"""Restores everything from an archive that may come from anywhere.

Only plain files with the names that ``sessions.export.archive`` uses are accepted, only with the
size and checksum in the manifest, and only into a separate folder, which replaces what is there
once everything is complete and the database is undamaged.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sessions.backup import backups, swap
from sessions.backup.restoring import refuse_in_use, staging
from sessions.database import Database, newest_version
from sessions.errors import StoreError
from sessions.export.archive import (
    DATABASE,
    FORMAT,
    MANIFEST,
    RECORDINGS,
    VERSION,
    Member,
    ShareListener,
    digest_of,
)
from sessions.files.files import private_file, private_folder, sync_file, sync_folder

MOST_MEMBERS = 500_000
MOST_DIRECTORY = 1 << 28
"""Bytes of the archive's own list, which is read before anything can be checked."""

LONGEST_MANIFEST = 1 << 27
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
"""What reading a damaged ZIP file may raise."""

ROOM = 50_000_000
"""Bytes that must stay free on the disk."""

PART = r"[^/\\:\x00-\x1f<>\"|?*]{1,200}"
NAMES = (
    re.compile(re.escape(DATABASE)),
    re.compile(rf"{RECORDINGS}/\d{{4}}-\d{{2}}/[A-Za-z0-9._-]{{1,100}}"),
    re.compile(r"(settings|profile|checklists)\.toml"),
    re.compile(rf"questions/{PART}\.toml"),
)
"""The names allowed in an archive; everything else is refused."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``aside`` is where the old files are, if there were any."""

    answers: int
    recordings: int
    aside: Path | None


def restore(
    source: Path,
    database: Path,
    places: Mapping[str, Path],
    *,
    now: datetime,
    notify: ShareListener = lambda share: None,
) -> Restored:
    """Replace what is there with the contents of an archive; the old files are set aside.

    ``places`` says where each part except the database belongs: recordings, settings.toml,
    questions. Parts missing from the archive stay as they are, except for the recordings.

    Raises
    ------
    StoreError
        If the archive isn't Viva's, is damaged, comes from a newer Viva, or doesn't fit on the
        disk, or if another program has the database open. Then nothing has been changed.
    """
    data = database.parent
    swap.finish(data)
    with staging(data) as folder:
        try:
            members = _unpack(source, folder, notify)
        except DAMAGED as error:
            raise StoreError(f"{source} is damaged or isn't a ZIP file.") from error
        answers = _examine(folder / DATABASE, source)
        private_folder(folder / RECORDINGS)
        _sync(folder)
        refuse_in_use(database)
        where = {DATABASE: database, **places}
        there = {name: path for name, path in where.items() if (folder / name).exists()}
        aside = swap.commit(folder, data, there, now)
    sounds = sum(member.name.startswith(f"{RECORDINGS}/") for member in members)
    return Restored(answers, sounds, aside if aside.exists() else None)


def _unpack(source: Path, folder: Path, notify: ShareListener) -> tuple[Member, ...]:
    """Copy every member named in the manifest to the folder, and verify each."""
    try:
        _refuse_long_list(source)
        archive = zipfile.ZipFile(source)
    except OSError as error:
        raise StoreError(f"{source} can't be read: {error.strerror}.") from error
    with archive:
        members = _manifest(archive, source)
        total = sum(member.size for member in members)
        if total + ROOM > shutil.disk_usage(folder).free:
            raise StoreError(
                f"{source} needs {total / 1e9:.1f} GB of disk space; free up some space first."
            )
        done = 0

        def count(size: int) -> None:
            nonlocal done
            done += size
            notify(done / total if total else 1.0)

        for member in members:
            _extract(archive, member, folder, source, count)
    return members


def _refuse_long_list(source: Path) -> None:
    """Refuse an archive whose list of contents would fill the memory."""
    with source.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 22 - 0xFFFF))
        tail = file.read()
    end = tail.rfind(b"PK\5\6")
    if end >= 0 and len(tail) >= end + 22:
        listed = int.from_bytes(tail[end + 12 : end + 16], "little")
        if (size if listed == 0xFFFFFFFF else listed) > MOST_DIRECTORY and size > MOST_DIRECTORY:
            wide = tail.rfind(b"PK\6\6", 0, end)
            listed = int.from_bytes(tail[wide + 40 : wide + 48], "little") if wide >= 0 else size
            if listed > MOST_DIRECTORY:
                raise StoreError(f"{source} lists more files than Viva ever writes.")


def _manifest(archive: zipfile.ZipFile, source: Path) -> tuple[Member, ...]:
    """Read the archive's manifest, and compare it with its list of contents."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise StoreError(f"{source} contains more files than Viva ever writes.")
    by_name = {info.filename: info for info in infos}
    if MANIFEST not in by_name:
        raise StoreError(f"{source} isn't a Viva backup: it has no {MANIFEST}.")
    with archive.open(_checked(by_name[MANIFEST], source)) as file:
        text = file.read(LONGEST_MANIFEST + 1)
    try:
        if len(text) > LONGEST_MANIFEST:
            raise ValueError("it is too long")
        manifest = json.loads(text)
        name, version, schema = (manifest[key] for key in ("format", "version", "schema"))
        is_newer = int(version) > VERSION or int(schema) > newest_version()
        members = tuple(
            Member(str(m["name"]), int(m["size"]), str(m["sha256"])) for m in manifest["members"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(f"{source} isn't a Viva backup: {MANIFEST} says {error!r}.") from error
    if name != FORMAT:
        raise StoreError(f"{source} isn't a Viva backup.")
    if is_newer:
        raise StoreError(f"{source} was written by a newer version of Viva; please update Viva.")
    _refuse_names(members, infos, source)
    return members


def _refuse_names(members: tuple[Member, ...], infos: list[zipfile.ZipInfo], source: Path) -> None:
    """Refuse names Viva doesn't use, duplicates, and names not in both lists."""
    for member in members:
        last = member.name.rsplit("/", 1)[-1]
        fits = any(name.fullmatch(member.name) for name in NAMES)
        if not fits or member.size < 0 or last.startswith(".") or last.endswith((".lock", ".part")):
            raise StoreError(f"{source} contains a file that isn't Viva's: {member.name!r}.")
    names = [member.name for member in members]
    if len({name.casefold() for name in names}) != len(names) or DATABASE not in names:
        raise StoreError(f"{source} is damaged: its list names a file twice or no database.")
    if sorted([*names, MANIFEST]) != sorted(info.filename for info in infos):
        raise StoreError(f"{source} is damaged: its list and its contents differ.")


def _checked(info: zipfile.ZipInfo, source: Path) -> zipfile.ZipInfo:
    """Refuse links, devices, folders, encryption, and packing that Viva doesn't use."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or info.is_dir():
        raise StoreError(f"{source} contains something that isn't a file: {info.filename!r}.")
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise StoreError(f"{source} is packed in a way that Viva doesn't use: {info.filename!r}.")
    return info


def _extract(
    archive: zipfile.ZipFile,
    member: Member,
    folder: Path,
    source: Path,
    count: Callable[[int], None],
) -> None:
    info = _checked(archive.getinfo(member.name), source)
    target = folder.joinpath(*member.name.split("/"))
    private_folder(target.parent)
    private_file(target)
    with archive.open(info) as reading, target.open("wb") as writing:
        if digest_of(reading, member.size, count, writing) != member.sha256:
            raise StoreError(f"{source} is damaged: {member.name} has changed.")
    sync_file(target)


def _examine(database: Path, source: Path) -> int:
    """Refuse a database that is damaged or isn't just Viva's; returns its number of answers."""
    backups.check(database, of=source)
    Database(database).close()  # upgrades it to this version
    with (
        closing(sqlite3.connect(database)) as restored,
        closing(sqlite3.connect(":memory:")) as fresh,
    ):
        Database.make_tables(fresh)
        listing = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
        if set(restored.execute(listing)) != set(fresh.execute(listing)):
            raise StoreError(f"The database in {source} has tables that aren't Viva's.")
        (answers,) = restored.execute("SELECT count(*) FROM answer").fetchone()
        restored.execute("PRAGMA journal_mode = DELETE")
    backups.check(database, of=source)
    return int(answers)


def _sync(folder: Path) -> None:
    sync_file(folder / DATABASE)
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
    sync_folder(folder)
