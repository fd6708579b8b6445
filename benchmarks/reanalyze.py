"""A hundred saved answers analyzed again as one batch, interrupted and continued.

The answers are cut from the sample answer, five to ten seconds each, and transcribed by the named
model or folder. The batch is the command itself, with one analysis process and one loading of the
model. It is interrupted as a terminal does it, with SIGINT to the command and its child.

    python benchmarks/reanalyze.py [--answers N] [--model FOLDER]
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import soundfile

from analysis import demo
from analysis.types import QuestionContext
from sessions.store import Store

REPOSITORY = Path(__file__).parents[1]
ANSWERS = 100
PATIENCE = 3600.0


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    with Store.open(home / "viva.db", home / "recordings") as store:
        yield store


def build(home: Path, count: int) -> float:
    """Save this many short recordings; return their total seconds."""
    samples, rate = soundfile.read(demo.ANSWER)
    whole = 0.0
    with opened(home) as store:
        session = store.begin_session("practice")
        for number in range(count):
            answer = store.begin_answer(
                session.id,
                QuestionContext(
                    "tell-me-about-yourself",
                    "Tell me about yourself.",
                    "background",
                    (120.0, 180.0),
                ),
            )
            seconds = 5.0 + 5.0 * (number % 11) / 10
            start = round((number * 1.7 % (len(samples) / rate - seconds)) * rate)
            piece = samples[start : start + round(seconds * rate)]
            soundfile.write(answer.path, piece, rate)
            store.finish_recording(answer.id, duration=seconds, sample_rate=rate, overflows=0)
            whole += seconds
    return whole


def batch(home: Path, model: str) -> subprocess.Popen[str]:
    """Start the command."""
    command = [sys.executable, "-m", "recorder.cli", "reanalyze", "--all", "--model", model]
    environment = {**os.environ, "VIVA_HOME": str(home)}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=REPOSITORY,
        start_new_session=True,
    )


def ended(running: subprocess.Popen[str], what: str, began: float) -> None:
    """Wait for the command; print how long it took and its output."""
    out, errors = running.communicate(timeout=PATIENCE)
    took = time.perf_counter() - began
    print(f"{what:34} {took:7.2f} s  exit {running.returncode}  {out.strip()}", flush=True)
    if errors:
        print(errors.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--model", default="base", help="a model by name or folder")
    given = parser.parse_args()
    count = given.answers
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        whole = build(home, count)
        print(f"{count} answers, {whole:.0f} s of sound, {given.model}")
        with opened(home) as store:
            began = time.perf_counter()
            running = batch(home, given.model)
            while not store.origins() and running.poll() is None:
                time.sleep(0.02)
            first = time.perf_counter()
            print(f"{'start, model, first answer':34} {first - began:7.2f} s")
            while len(store.origins()) < count // 2 and running.poll() is None:
                time.sleep(0.02)
            half = time.perf_counter()
            print(f"{f'to {count // 2} answers':34} {half - began:7.2f} s")
            os.killpg(running.pid, signal.SIGINT)
            ended(running, "from ctrl-c to the end", half)
            print(f"{'kept':34} {len(store.origins()):7}")
            began = time.perf_counter()
            ended(batch(home, given.model), "the rest, taken up again", began)
            began = time.perf_counter()
            ended(batch(home, given.model), "a third time, nothing left", began)
            each = {len(store.analyses(answer.id)) for answer in store.answers()}
            print(f"{'analyses of each answer':34} {', '.join(map(str, sorted(each))):>7}")


if __name__ == "__main__":
    main()
