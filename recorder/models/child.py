"""A child process that works for a while and prints JSON lines; it ends with its block.

Unlike the analysis child (`recorder.analyst`), it receives nothing after its command line.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Mapping
from typing import Any

from recorder.files.locations import CODE

LEAVES_WITHIN = 2.0
"""Seconds to wait for a child to end before killing it."""

Lines = AsyncIterator[dict[str, Any]]


@contextlib.asynccontextmanager
async def running(
    command: tuple[str, ...],
    environment: Mapping[str, str],
    errors: int = asyncio.subprocess.DEVNULL,
) -> AsyncIterator[Lines]:
    """Run a child and yield what it prints; ``errors`` is where its standard error goes.

    Raises
    ------
    OSError
        If it can't be started.
    """
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=errors,
        env={**os.environ, **environment},
        cwd=CODE,
    )
    try:
        yield _lines(child)
    finally:
        await _end(child)


async def _lines(child: asyncio.subprocess.Process) -> Lines:
    assert child.stdout is not None
    while line := await child.stdout.readline():
        yield json.loads(line)


async def _end(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), LEAVES_WITHIN)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()
