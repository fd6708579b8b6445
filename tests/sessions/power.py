"""What is on disk after a power cut: every state that a program's writes may leave.

A program that runs under ``Watch`` is looked at before each of its syncs, SQLite's own ones too
(its file layer is patched through ctypes). What counts as safe is modeled on what file systems
promise: a file's content once it was synced, a name once its folder was, or the new file itself.
All else may be on the disk or not, sector by sector.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
Tree = dict[str, bytes]
"""Contents by path below the watched folder; of a folder ``FOLDER``."""

FOLDER = b"<folder>"


@dataclass(frozen=True)
class Moment:
    """A moment before a sync: what is certainly on the disk, what may be, and what was promised.

    ``was`` and ``now`` say which file (by its inode) has a name, safely and at the moment.
    """

    was: dict[str, int]
    now: dict[str, int]
    synced: dict[int, bytes]
    written: dict[int, bytes]
    promises: tuple[str, ...]
    last: str

    @property
    def safe(self) -> Tree:
        """What is there if everything unsafe is lost."""
        return self._laid(self.was, self.synced)

    @property
    def whole(self) -> Tree:
        """What is there if everything is kept."""
        return self._laid(self.now, self.written)

    def states(self, seeds: int) -> Iterator[Tree]:
        """Yield what may be found after a cut: all lost, all kept, and mixtures."""
        yield self.safe
        yield self.whole
        for seed in range(seeds):
            yield self._mixture(random.Random(f"{seed} {len(self.promises)} {self.last}"))

    def _laid(self, names: dict[str, int], content: dict[int, bytes]) -> Tree:
        laid: Tree = {}
        for path in sorted(names):
            parent = os.path.dirname(path)
            if not parent or parent in laid:
                laid[path] = content.get(names[path], b"")
        return laid

    def _mixture(self, chance: random.Random) -> Tree:
        """Each file under its old or its new name, each sector as it was or as it is to be.

        A rename is one step: the file is never under neither name, and what it replaced, or what
        went before to make room for it, is then gone from there.
        """
        moved = {inode: chance.random() < 0.5 for inode in {*self.was.values(), *self.now.values()}}
        for path in sorted({*self.was} & {*self.now}):
            old, new = self.was[path], self.now[path]
            if old != new:
                aside = old in self.now.values()
                moved[old] = (moved[old] or moved[new]) if aside else moved[new]
        names = {path: inode for path, inode in self.was.items() if not moved[inode]}
        names |= {path: inode for path, inode in self.now.items() if moved[inode]}
        content = {
            inode: _torn(self.synced.get(inode, b""), self.written.get(inode, b""), chance)
            for inode in sorted(moved)
        }
        return self._laid(names, content)


def _torn(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """Some sectors as they were, some as they are to be; the length may have come before them."""
    if before == after or (not before and after == FOLDER):
        return after
    if not after:  # already gone
        return before
    length = len(after) if chance.random() < 0.7 else len(before)
    made = bytearray(before[:length].ljust(length, b"\0"))
    for at in range(0, min(length, len(after)), SECTOR):
        if chance.random() < 0.5:
            made[at : at + SECTOR] = after[at : at + SECTOR][: length - at]
    return bytes(made)


@dataclass
class Watch:
    """Watches one folder while a program of this process writes into it."""

    root: Path
    moments: list[Moment] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    _content: dict[int, bytes] = field(default_factory=dict)  # by inode, as last synced
    _names: dict[str, int] = field(default_factory=dict)  # inodes by the paths that are safe
    _held: dict[int, int] = field(default_factory=dict)  # open, so that no number is used twice
    _known: dict[bytes, bytes] = field(default_factory=dict)

    def promise(self, what: str) -> None:
        """Record that the person was promised this."""
        self.promises.append(what)

    def start(self) -> None:
        """Watch every sync from now on."""
        python_sync = os.fsync

        def fsync(descriptor: int) -> None:
            path = os.readlink(f"/proc/self/fd/{descriptor}")
            self.before(path)
            python_sync(descriptor)
            self.after(path)

        os.fsync = fsync  # type: ignore[assignment]
        watch_sqlite(self)

    def before(self, path: str) -> None:
        """Record the disk as it would be found if the power went out now."""
        if self._inside(path):
            now = self._tree()
            written = {inode: content for inode, content in now.values()}
            self.moments.append(
                Moment(
                    dict(self._names),
                    {name: inode for name, (inode, _) in now.items()},
                    {inode: self._known_of(inode) for inode in {*self._names.values(), *written}},
                    written,
                    tuple(self.promises),
                    self._relative(path),
                )
            )

    def after(self, path: str) -> None:
        """Mark a file's content, or a folder's names, as safe."""
        if not self._inside(path):
            return
        if os.path.isdir(path):
            self.folder_is_safe(path)
        elif os.path.exists(path):
            number = self._inode(path)
            self._content[number] = Path(path).read_bytes()
            self._names[self._relative(path)] = number

    def folder_is_safe(self, path: str) -> None:
        """Mark the current names in a folder as safe."""
        if not self._inside(path):
            return
        here = self._relative(path)
        for name in [n for n in self._names if os.path.dirname(n) == here]:
            if not (self.root / name).exists():
                self._forget(name)
        for entry in os.scandir(path):
            self._names[self._relative(entry.path)] = self._inode(entry.path)

    def _forget(self, name: str) -> None:
        """Drop a name; of a folder that was moved, its contents go with it to the new name."""
        number = self._names.pop(name)
        moved = next(
            (p for p in self.root.rglob("*") if p.is_dir() and p.stat().st_ino == number), None
        )
        for below in [n for n in self._names if n.startswith(f"{name}/")]:
            inode = self._names.pop(below)
            if moved is not None:
                self._names[self._relative(str(moved)) + below[len(name) :]] = inode

    def _inode(self, path: str) -> int:
        number = os.stat(path).st_ino
        if number not in self._held:
            self._held[number] = os.open(path, os.O_RDONLY)
        return number

    def _known_of(self, inode: int) -> bytes:
        """The safe part of a file's content; a folder has none."""
        if os.path.isdir(f"/proc/self/fd/{self._held[inode]}"):
            return FOLDER
        return self._content.get(inode, b"")

    def _tree(self) -> dict[str, tuple[int, bytes]]:
        found = {}
        for path in sorted(self.root.rglob("*")):
            if not path.name.endswith("-shm"):  # rebuilt from the log
                content = FOLDER if path.is_dir() else path.read_bytes()
                content = self._known.setdefault(content, content)
                found[self._relative(str(path))] = (self._inode(str(path)), content)
        return found

    def _inside(self, path: str) -> bool:
        return path == str(self.root) or path.startswith(f"{self.root}/")

    def _relative(self, path: str) -> str:
        return "" if path == str(self.root) else os.path.relpath(path, self.root)


def write_out(tree: Tree, root: Path) -> None:
    """Make a folder contain exactly this."""
    root.mkdir(mode=0o700)
    for name, content in sorted(tree.items()):
        path = root / name
        if content is FOLDER or content == FOLDER:
            path.mkdir(mode=0o700)
        else:
            path.write_bytes(content)


# SQLite's file layer: https://www.sqlite.org/c3ref/vfs.html, …/io_methods.html

_Open = ctypes.CFUNCTYPE(  # the name stays a pointer: SQLite keeps it, and reads on behind it
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", _Open),
        ("delete", _Delete),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", ctypes.c_int),
        ("close_read_write_truncate", ctypes.c_void_p * 4),
        ("sync", _Sync),
        ("others", ctypes.c_void_p * 13),
    ]


def library() -> ctypes.CDLL | None:
    """Return the SQLite that Python uses; ``None`` if it can't be reached."""
    try:
        found = ctypes.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        found.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    except (AttributeError, OSError):
        return None
    return found if os.path.isdir("/proc/self/fd") else None


_alive: list[object] = []  # what C points to


def patch_methods(change: Callable[[_Methods], None]) -> dict[int, str]:
    """Change the methods of every file that SQLite opens in this process; can't be undone.

    Returns the paths of the open files by their addresses, kept up to date.
    """
    sqlite = library()
    assert sqlite is not None
    vfs = sqlite.sqlite3_vfs_find(None).contents
    original_open = _Open(ctypes.cast(vfs.open, ctypes.c_void_p).value or 0)
    paths: dict[int, str] = {}
    tables: dict[int, _Methods] = {}

    def opened(self: int, name: int, file: int, flags: int, out: int) -> int:
        code: int = original_open(self, name, file, flags, out)
        methods = ctypes.c_void_p.from_address(file)
        if code == 0 and methods.value:
            paths[file] = os.fsdecode(ctypes.string_at(name)) if name else ""
            methods.value = ctypes.addressof(table(methods.value))
        return code

    def table(address: int) -> _Methods:
        if address not in tables:
            copy = _Methods.from_buffer_copy(ctypes.string_at(address, ctypes.sizeof(_Methods)))
            change(copy)
            tables[address] = copy
        return tables[address]

    vfs.open = _Open(opened)
    _alive.extend((vfs, vfs.open, tables, original_open))
    return paths


def watch_sqlite(watch: Watch) -> None:
    """Report every sync of every database in this process to the watch; can't be undone."""
    sqlite = library()
    assert sqlite is not None
    vfs = sqlite.sqlite3_vfs_find(None).contents
    original_delete = _Delete(ctypes.cast(vfs.delete, ctypes.c_void_p).value or 0)

    def watched(methods: _Methods) -> None:
        original_sync = _Sync(ctypes.cast(methods.sync, ctypes.c_void_p).value or 0)

        def synced(file: int, flags: int) -> int:
            path = paths.get(file, "")
            watch.before(path)
            code: int = original_sync(file, flags)
            watch.after(path)
            if path.endswith(("-wal", "-journal")):  # SQLite syncs their folder too
                watch.folder_is_safe(os.path.dirname(path))
            return code

        methods.sync = _Sync(synced)

    paths = patch_methods(watched)

    def deleted(self: int, name: bytes, sync_folder: int) -> int:
        path = os.fsdecode(name)
        if sync_folder:
            watch.before(path)
        code: int = original_delete(self, name, sync_folder)
        if sync_folder:
            watch.folder_is_safe(os.path.dirname(path))
        return code

    vfs.delete = _Delete(deleted)
    _alive.extend((vfs, vfs.delete, original_delete))


assert sqlite3.sqlite_version_info > (3, 7)
