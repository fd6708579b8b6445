"""Kills Viva during answers, again and again, and counts what is lost.

    python -m tools.soak.kill --trials 200 --seed 1

Each trial opens the real program in a terminal, answers a question from a sound file that plays in
real time, and at a random moment sends SIGKILL to the screen process, the analysis process, or
both: while the microphone opens, while the person speaks, or after they stop. Then the recording
must be a valid WAV that lacks at most one second of what was said, its answer must be recovered at
the next start, and no process may remain. Killing only the analysis process must cost nothing: the
answer continues and gets its report.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import signal
import tempfile
import time
import wave
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import soundfile

from recorder.files.locations import locate
from recorder.upkeep.run import upkeep
from sessions.recovery import recover
from sessions.store import Store
from tools.soak.terminal import Missed, Terminal, child_of, processes_of, wait

TARGETS = ("screen", "child", "both")
RATE = 16_000

LATEST: Mapping[str, float] = {"opening": 0.4, "speaking": 5.0, "stopping": 1.5}
"""Phases, and the latest kill in seconds after each begins."""

OFTEN: Mapping[str, int] = {"opening": 1, "speaking": 3, "stopping": 1}
"""The relative frequency of each phase."""

SPOKEN = 2.0
"""Seconds of speech before a stop."""


@dataclass(frozen=True)
class Kill:
    """Which process is killed, and when."""

    target: str
    phase: str
    moment: float

    def __str__(self) -> str:
        return f"{self.target:6} {self.phase:8} {self.moment:.2f} s"


@dataclass
class Tally:
    """The results of the trials; ``lost`` has the seconds lost of each recording cut off."""

    trials: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    lost: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lost = sorted(self.lost) or [0.0]
        return (
            f"{self.trials} kills ({', '.join(f'{n} {p}' for p, n in self.phases.items())}): "
            f"{len(self.wrong)} failed; {len(self.lost)} recordings cut off, median loss "
            f"{lost[len(lost) // 2]:.2f} s, at most {lost[-1]:.2f} s"
        )


def main() -> None:
    """Run the trials and print their tally; exit 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally = run(given.trials, given.seed)
    print(tally)
    for problem in tally.wrong:
        print(f"  {problem}")
    raise SystemExit(bool(tally.wrong))


def run(trials: int, seed: int) -> Tally:
    """Kill this many times; the same seed gives the same moments."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = _sound(folder / "answer.wav")
        for number in range(trials):
            kill = _drawn(chance)
            here = folder / str(number)
            here.mkdir()
            tally.trials += 1
            tally.phases[kill.phase] += 1
            try:
                problem = _trial(here, sound, kill, tally.lost)
            except Missed as missed:
                problem = str(missed)
            if problem:
                tally.wrong.append(f"trial {number} ({kill}): {problem}")
            print(f"  {number + 1:4} {kill}  {problem or 'ok'}", flush=True)
    return tally


def _drawn(chance: random.Random) -> Kill:
    (phase,) = chance.choices(tuple(OFTEN), tuple(OFTEN.values()))
    return Kill(chance.choice(TARGETS), phase, chance.uniform(0.0, LATEST[phase]))


def _trial(folder: Path, sound: Path, kill: Kill, lost: list[float]) -> str | None:
    home = folder / "home"
    terminal = Terminal(folder, home, "--microphone", f"file:{sound}")
    try:
        terminal.wait_for("Tell me about yourself")
        terminal.press("Enter")
        terminal.wait_for("Start (space)")
        child = wait(lambda: child_of(terminal.viva))
        if child is None:
            return "no child was started"
        said = _spoken(terminal, home, kill)
        if said is None:
            return "no recording began"
        if kill.target == "child":
            os.kill(child, signal.SIGKILL)
            return _goes_on(terminal, home, kill.phase)
        os.kill(terminal.viva, signal.SIGKILL)
        if kill.target == "both":
            os.kill(child, signal.SIGKILL)
        if not wait(lambda: not processes_of(home), patience=20.0):
            return f"still running: {processes_of(home)}"
        return _recovered(home, said, lost)
    finally:
        terminal.close()


def _spoken(terminal: Terminal, home: Path, kill: Kill) -> float | None:
    """Reach the moment of the kill; return the seconds said, ``None`` if nothing began."""
    terminal.press("Space")
    if kill.phase == "opening":
        time.sleep(kill.moment)
        return 0.0
    if not wait(lambda: _growing(home), every=0.005):
        return None
    began = time.monotonic()
    if kill.phase == "speaking":
        time.sleep(kill.moment)
        return time.monotonic() - began
    time.sleep(SPOKEN)
    said = time.monotonic() - began
    terminal.press("Space")
    time.sleep(kill.moment)
    return said


def _goes_on(terminal: Terminal, home: Path, phase: str) -> str | None:
    """Check whether an analysis process that died in this phase cost anything."""
    if phase != "stopping":
        wait(lambda: _growing(home))
        time.sleep(1.5)
        terminal.press("Space")
    none = "No report yet"
    said = terminal.wait_for("overall, out of 100", "to score", none)
    return "no report came" if said == none else None


def _recovered(home: Path, said: float, lost: list[float]) -> str | None:
    """Open and repair the store as the next start does, and check what is there."""
    locations = locate({"VIVA_HOME": str(home)})
    with Store.open(locations.database, locations.recordings) as store:
        # A killed process holds its locks until its last thread is gone.
        wait(lambda: (recover(store), not store.unfinished())[1], patience=5.0)
        if store.unfinished():
            return "an answer is still called unfinished"
    problem = upkeep(locations).problem
    if problem:
        return problem
    with Store.open(locations.database, locations.recordings) as store:
        answers = store.answers()
    files = {path for path in locations.recordings.rglob("*") if path.is_file()}
    if not answers:
        lost.append(said)
        return None if said < 1.0 and not files else "the answer is gone"
    (answer,) = answers
    if files != {answer.path}:
        return f"files left over: {sorted(path.name for path in files - {answer.path})}"
    samples, rate = soundfile.read(answer.path, dtype="int16")
    kept = len(samples) / rate
    lost.append(max(0.0, said - kept))
    if answer.duration is None or abs(answer.duration - kept) > 0.001:
        return f"the row says {answer.duration} s, the file has {kept:.3f} s"
    return f"{said - kept:.2f} s are lost" if said - kept > 1.0 else None


def _growing(home: Path) -> Path | None:
    return next((p for p in home.glob("recordings/*/*.wav") if p.stat().st_size > 44), None)


def _sound(path: Path) -> Path:
    """Write half a minute of syllable-like hums."""
    samples = array("h")
    for i in range(30 * RATE):
        loud = abs(math.sin(2 * math.pi * 2 * i / RATE)) if i / RATE % 2.0 < 1.4 else 0.0
        samples.append(round(9000 * loud * math.sin(2 * math.pi * 140 * i / RATE)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


if __name__ == "__main__":
    main()
