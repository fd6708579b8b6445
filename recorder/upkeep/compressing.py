"""Compresses the sound of analyzed answers to FLAC: same samples, about half the space.

A child process (``analysis.recordings.lossless``) writes and verifies each file next to the
recording; only then does the answer switch to it and the WAV get deleted. Stopped or killed at any
moment, each answer has its sound, and the next run does the rest. Can take minutes: use a thread.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recorder.files.locations import CODE
from sessions.files.files import partial_path, sync_folder
from sessions.files.locks import Lock
from sessions.store import Store
from sessions.types import Answer

ENCODER = (sys.executable, "-m", "analysis.recordings.lossless")


class CompressionRuns(Exception):
    """Another program is compressing; the message is one plain sentence."""

    def __init__(self) -> None:
        super().__init__("Another Viva is compressing recordings; wait for it or stop it.")


@dataclass(frozen=True, slots=True)
class CompressionResult:
    """The outcome for some answers: how many were compressed, and their bytes before and after.

    ``left`` maps the number of each answer that stays as it is to the reason.
    """

    done: int
    before: int
    after: int
    left: dict[int, str]


class Encoder:
    """The child process; a context manager that always ends it."""

    def __enter__(self) -> Encoder:
        """Start it."""
        self._child = subprocess.Popen(
            ENCODER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=CODE,
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._child.kill()
        self._child.communicate()

    def compress(self, source: Path, target: Path) -> str | None:
        """Write the target; returns what went wrong in one sentence, or ``None``.

        Raises
        ------
        OSError
            If the child is gone.
        """
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(
            json.dumps({"source": str(source), "target": str(target)}),
            file=self._child.stdin,
            flush=True,
        )
        line = self._child.stdout.readline()
        if not line:
            raise OSError("The process that compresses recordings stopped unexpectedly.")
        said = json.loads(line)
        return None if "samples" in said else str(said["problem"])


def compress(
    store: Store,
    answers: Sequence[Answer],
    folder: Path,
    *,
    notify: Callable[[int], bool] = lambda done: True,
) -> CompressionResult:
    """Compress these answers; ``notify`` gets the count done and returns whether to continue.

    ``folder`` holds the lock that keeps other programs away.

    Raises
    ------
    CompressionRuns
        If another program is compressing.
    OSError
        If the child can't be started or dies; finished work is kept.
    """
    lock = Lock.take(folder / "compress.lock")
    if lock is None:
        raise CompressionRuns
    done = before = after = 0
    left: dict[int, str] = {}
    try:
        with Encoder() as encoder:
            for number, answer in enumerate(answers):
                if not notify(number):
                    break
                with suppress(FileNotFoundError):  # deleted in the meantime
                    size = answer.path.stat().st_size
                    problem = _one(store, encoder, answer)
                    if problem is None:
                        compressed = answer.path.with_suffix(".flac")
                        done, before = done + 1, before + size
                        after += compressed.stat().st_size
                    else:
                        left[answer.id] = problem
    finally:
        lock.release()
    return CompressionResult(done, before, after, left)


def _one(store: Store, encoder: Encoder, answer: Answer) -> str | None:
    """Compress one answer's recording; returns why not, or ``None``."""
    target = answer.path.with_suffix(".flac")
    part = partial_path(target)
    size = answer.path.stat().st_size
    try:
        problem = encoder.compress(answer.path, part)
        if problem is None and part.stat().st_size >= size:
            problem = f"{answer.path.name} wouldn't get smaller, so it stays as it is."
        if problem is None:
            part.replace(target)
            sync_folder(target.parent)
            if not store.sounds.replace(answer, target):
                target.unlink(missing_ok=True)
                problem = f"{answer.path.name} changed during compression, so it stays as it is."
    finally:
        part.unlink(missing_ok=True)
    return problem
