"""Records on a test's command, in a separate process: PortAudio is global to a process.

``python -m tests.recorder.analyst.taking_child``: each line on standard input is a command,
answered by one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from recorder.microphone import sound_device
from recorder.microphone.choose import choose
from recorder.recording.take import Take

PATIENCE = 60.0


def start(path: str, resumes: bool, sample_rate: int | None) -> Take:
    """Begin a take from the default microphone.

    ALSA's way to PulseAudio offers one rate for everything; ``sample_rate`` asks for another.
    """
    if sample_rate:
        sound_device._shapes = lambda info: [(sample_rate, 1)]
    microphone = choose()
    microphone.prepare()
    take = Take(Path(path), microphone, resumes=resumes)
    take.start()
    return take


def until(take: Take, done: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """Poll the take as often as the screen does; return what it shows at the end."""
    deadline = time.monotonic() + PATIENCE
    while True:
        seen: dict[str, object] = {
            "elapsed": take.elapsed,
            "problem": take.problem,
            "caution": take.caution,
        }
        if take.finished or done(seen) or time.monotonic() > deadline:
            return seen
        time.sleep(0.05)


def obey(take: Take, asked: dict[str, Any]) -> dict[str, object]:
    match asked["do"]:
        case "hear":
            wanted = take.elapsed + asked["seconds"]
            return until(take, lambda _: take.elapsed >= wanted)
        case "fail":
            return until(take, lambda seen: seen["problem"] is not None)
        case "stop":
            return asdict(take.stop()) | {"path": str(take.path)}
        case _:
            return until(take, lambda _: True)


def main() -> None:
    take: Take | None = None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "start":
            take = start(asked["path"], asked["resumes"], asked["sample_rate"])
        assert take is not None
        print(json.dumps(obey(take, asked)), flush=True)


if __name__ == "__main__":
    main()
