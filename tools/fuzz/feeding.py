"""Feeds cases to one target and watches the time, what it writes, and what it raises."""

from __future__ import annotations

import os
import random
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.fuzz.mutate import mutate
from tools.fuzz.target import Target

LIMIT = 10
"""Seconds a case may take."""


class TooSlow(BaseException):
    """A case took longer than `LIMIT`; no ``except Exception`` catches this."""


class WroteOutside(BaseException):
    """A case wrote outside its folder."""


def case(target: Target, seeds: Sequence[bytes], corpus: Sequence[bytes], seed: int) -> bytes:
    """Return the case with this number; the same number gives the same bytes."""
    chance = random.Random(f"{target.name} {seed}")
    pool = (*seeds, *corpus)
    return mutate(chance.choice(pool), chance, pool)


def corpus_of(folder: Path, target: Target) -> list[bytes]:
    """Return the saved cases of a target, in the order of their names."""
    return [path.read_bytes() for path in sorted((folder / target.name).glob("*"))]


def feed(target: Target, data: bytes, folder: Path) -> str | None:
    """Feed one case; return what went wrong, or ``None``."""
    try:
        with _timed(), _writing_only(folder):
            target.feed(data, folder)
    except TooSlow:
        return f"took longer than {LIMIT} s\n{traceback.format_exc()}"
    except WroteOutside as error:
        return f"wrote outside: {error}\n{traceback.format_exc()}"
    except Exception:
        return traceback.format_exc()
    return None


@contextmanager
def _timed() -> Iterator[None]:
    def late(*_: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


_allowed: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not _allowed or event not in WRITES:
        return
    if event == "open":
        path, _, flags = arguments
        reads = not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if reads or isinstance(path, int) or path == os.devnull:
            return
    elif arguments[-1] == -1:  # not relative to another folder
        path = arguments[0]
    else:
        return
    if isinstance(path, (str, bytes, os.PathLike)):
        real = os.path.realpath(os.fsdecode(path))
        inside = real.startswith((_allowed[-1], sys.prefix)) or "__pycache__" in real
        if not inside and not _is_device(real):
            raise WroteOutside(real)


def _is_device(path: str) -> bool:
    """Whether a path is a device, not a file that is kept in memory."""
    return path.startswith("/dev/") and not path.startswith("/dev/shm/")


WRITES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink"}
_hooked: list[bool] = []


@contextmanager
def _writing_only(folder: Path) -> Iterator[None]:
    if not _hooked:
        sys.addaudithook(_watch)
        _hooked.append(True)
    _allowed.append(os.path.realpath(folder))
    try:
        yield
    finally:
        _allowed.pop()
