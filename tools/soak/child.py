"""Kills the analysis process at random moments, and checks what happens to each answer.

    python -m tools.soak.child --kills 60 --seed 1

The real process, with the speech model in use, follows a few seconds of speech. It is killed while
it loads, while it follows, or after the stop, once or twice. Each answer must end in a full report
or one plain sentence and never hang, and the next answer must get its report.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import tempfile
import time
import wave
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from analysis import demo
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.sound.audio import RATE, load
from recorder.analyst.client import AnalysisFailed, Analyst
from recorder.files.locations import locate
from recorder.models.choice import choose

LATEST: Mapping[str, float] = {"loading": 1.5, "following": 2.0, "stopping": 1.5}
"""Phases, and the latest first kill in seconds after each begins."""

SPOKEN = 6.0
"""Seconds of speech."""

PATIENCE = 240.0
"""Seconds after which an unfinished answer counts as hung; a busy machine is only slow."""


@dataclass
class Tally:
    """The results of the kills."""

    kills: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0

    def __str__(self) -> str:
        ends = ", ".join(f"{count} {end}" for end, count in self.ends.items())
        return (
            f"{self.kills} kills of the analysis process: {ends}; {len(self.wrong)} failed; "
            f"longest wait {self.longest:.1f} s"
        )


def main() -> None:
    """Run the kills and print the tally; exit 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally = asyncio.run(run(given.kills, given.seed))
    print(tally)
    for problem in tally.wrong:
        print(f"  {problem}")
    raise SystemExit(bool(tally.wrong))


async def run(kills: int, seed: int) -> Tally:
    """Kill at least this many times; the same seed gives the same moments."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as name:
        sound = _speech(Path(name) / "answer.wav")
        while tally.kills < kills:
            phase = chance.choice(tuple(LATEST))
            moments = [chance.uniform(0.0, LATEST[phase])]
            if chance.random() < 0.4:
                moments.append(chance.uniform(0.0, 2.0))
            await _trial(sound, phase, moments, tally)
    return tally


async def _trial(sound: Path, phase: str, moments: list[float], tally: Tally) -> None:
    analyst = Analyst()
    what = f"{phase} {', '.join(f'{moment:.2f}' for moment in moments)} s"
    began = time.monotonic()
    try:
        async with asyncio.timeout(PATIENCE):
            end = await _answer(analyst, sound, phase, moments, tally)
            following = await analyst.analyze(Job(0, sound))
            if following.measures["answer_length"] is None:
                tally.wrong.append(f"{what}: the next answer got no report")
    except TimeoutError:
        end = "hung"
        tally.wrong.append(f"{what}: hung")
    except AnalysisFailed as error:
        end = "next answer failed"
        tally.wrong.append(f"{what}: the next answer failed: {error}")
    finally:
        await analyst.close()
    tally.ends[end] += 1
    tally.longest = max(tally.longest, time.monotonic() - began)
    print(f"  {tally.kills:4} {what:32} {end}", flush=True)


def the_model() -> Model:
    """Return the speech model in use."""
    model = choose(locate())
    if model is None:
        raise SystemExit("this trial needs a speech model; run `viva model pull tiny.en` first")
    return model


async def _answer(
    analyst: Analyst, sound: Path, phase: str, moments: list[float], tally: Tally
) -> str:
    """Analyze one answer while its process is killed; return how it ended."""
    model = the_model()
    warming = asyncio.create_task(analyst.warm(model))
    if phase == "loading":
        killing = asyncio.create_task(_kill(analyst, moments, tally))
    await warming
    following = await analyst.follow(Job(0, sound, model=model))
    if phase == "following":
        killing = asyncio.create_task(_kill(analyst, moments, tally))
    await asyncio.sleep(0.5)
    if phase == "stopping":
        killing = asyncio.create_task(_kill(analyst, moments, tally))
    try:
        analysis = await following.finish(0)
        end = "reports" if analysis.transcript is not None else "reports without words"
    except AnalysisFailed as error:
        end = "plain failures" if "the recording is safe" in str(error) else f"“{error}”"
    await killing
    return end


async def _kill(analyst: Analyst, moments: list[float], tally: Tally) -> None:
    for moment in moments:
        await asyncio.sleep(moment)
        child = analyst._child
        if child is not None and child.alive:
            with suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
                tally.kills += 1


def _speech(path: Path) -> Path:
    samples = load(demo.ANSWER).samples[: round(SPOKEN * RATE)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype(np.int16).tobytes())
    return path


if __name__ == "__main__":
    main()
