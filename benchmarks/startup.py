"""How long a person waits for `viva`: the version, and the first frame in a real terminal.

Each is the median of several runs in new processes, after one that warms the disk cache. The first
frame is timed in a pseudo-terminal, from the start of the command to the first question.

    python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
VIVA = (sys.executable, "-m", "recorder.cli")
REPOSITORY = Path(__file__).parents[1]
FIRST_WORDS = b"Tell me about yourself"
PATIENCE = 30.0


def version() -> float:
    """Return the seconds for `viva --version`."""
    began = time.perf_counter()
    subprocess.run([*VIVA, "--version"], check=True, capture_output=True, cwd=REPOSITORY)
    return time.perf_counter() - began


def first_frame(home: str) -> float:
    """Return the seconds from starting `viva` to the first question."""
    terminal, inside = pty.openpty()
    os.set_blocking(terminal, False)
    environment = {**os.environ, "VIVA_HOME": home, "TERM": "xterm-256color"}
    environment |= {"COLUMNS": "100", "LINES": "30"}
    began = time.perf_counter()
    viva = subprocess.Popen(
        VIVA, stdin=inside, stdout=inside, stderr=inside, env=environment, cwd=REPOSITORY
    )
    try:
        _read_until(terminal, FIRST_WORDS)
        return time.perf_counter() - began
    finally:
        viva.kill()
        viva.wait()
        os.close(inside)
        os.close(terminal)


def _read_until(terminal: int, words: bytes) -> None:
    seen = b""
    while words not in seen:
        if not select.select([terminal], [], [], PATIENCE)[0]:
            raise SystemExit(f"viva drew nothing within {PATIENCE:.0f} s")
        seen += os.read(terminal, 1 << 16)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as home:
        for name, measure in (
            ("viva --version", version),
            ("first frame", lambda: first_frame(home)),
        ):
            measure()
            times = [measure() for _ in range(runs)]
            print(f"{name:16} median {statistics.median(times):.2f} s, best {min(times):.2f} s")


if __name__ == "__main__":
    main()
