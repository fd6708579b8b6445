"""Kills Viva in mid-answer, again and again, and counts what is lost.

    python -m tools.soak.kill --trials 200 --seed 1

Each trial opens the real program in a terminal, answers a question from a sound file that plays in
real time, and at a random moment sends SIGKILL to the screen process, to the analysis child, or to
both. Then: the recording must be a valid WAV that lacks at most one second of what had been said,
its answer must be recovered by the next start, and no process may be left. A child alone that is
killed must cost nothing: the answer goes on and gets its report.
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
from dataclasses import dataclass, field
from pathlib import Path

from recorder.locations import locate
from sessions.recovery import recover
from sessions.store import Store
from tools.soak.terminal import Terminal, child_of, runs, wait

TARGETS = ("screen", "child", "both")
RATE = 16_000
LONGEST = 5.0
"""Seconds of recording after which a kill comes at the latest."""


@dataclass
class Tally:
    """What the trials came to."""

    trials: int = 0
    lost: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Run the trials and print their tally; exit 1 when anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tally = run(given.trials, given.seed)
    lost = sorted(tally.lost)
    print(
        f"{tally.trials} kills: {len(tally.wrong)} went wrong; of {len(lost)} recordings cut off, "
        f"lost in the middle case {lost[len(lost) // 2]:.2f} s, at most {lost[-1]:.2f} s"
    )
    for problem in tally.wrong:
        print(f"  {problem}")
    raise SystemExit(bool(tally.wrong))


def run(trials: int, seed: int) -> Tally:
    """Kill so many times; the same seed gives the same moments."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = _sound(folder / "answer.wav")
        for number in range(trials):
            target, moment = chance.choice(TARGETS), chance.uniform(0.0, LONGEST)
            here = folder / str(number)
            here.mkdir()
            tally.trials += 1
            problem = _trial(here, sound, target, moment, tally.lost)
            if problem:
                tally.wrong.append(f"trial {number} ({target} after {moment:.2f} s): {problem}")
            print(f"  {number + 1:4} {target:6} {moment:.2f} s  {problem or 'ok'}", flush=True)
    return tally


def _trial(folder: Path, sound: Path, target: str, moment: float, lost: list[float]) -> str | None:
    home = folder / "home"
    terminal = Terminal(folder, home, "--microphone", f"file:{sound}")
    try:
        terminal.wait_for("Tell me about yourself")
        terminal.press("Enter")
        terminal.wait_for("Start (space)")
        child = wait(lambda: child_of(terminal.viva))
        terminal.press("Space")
        recording = wait(lambda: _growing(home), every=0.005)
        began = time.monotonic()
        if recording is None or child is None:
            return "no recording began"
        time.sleep(moment)
        if target == "child":
            os.kill(child, signal.SIGKILL)
            return _goes_on(terminal)
        os.kill(terminal.viva, signal.SIGKILL)
        said = time.monotonic() - began
        if target == "both":
            os.kill(child, signal.SIGKILL)
        if not wait(lambda: not runs(child), patience=20.0):
            return "the child lives on by itself"
        return _recovered(home, said, lost)
    finally:
        terminal.close()


def _goes_on(terminal: Terminal) -> str | None:
    time.sleep(1.0)
    terminal.press("Space")
    said = terminal.wait_for("overall, of 100", "No score", "There is no report")
    return "no report came" if said == "There is no report" else None


def _recovered(home: Path, said: float, lost: list[float]) -> str | None:
    """Open the store as the next start does, and look at what it finds."""
    locations = locate({"VIVA_HOME": str(home)})
    with Store.open(locations.database, locations.recordings) as store:
        # A killed process keeps its locks until the last of its threads is gone.
        wait(lambda: (recover(store), not store.unfinished())[1], patience=5.0)
        answers, left = store.answers(), store.unfinished()
    files = {path for path in locations.recordings.rglob("*") if path.is_file()}
    if left:
        return "an answer is still called unfinished"
    if not answers:
        lost.append(said)
        return None if said < 1.0 and not files else "the answer is gone"
    (answer,) = answers
    if files != {answer.path}:
        return f"files left over: {sorted(path.name for path in files - {answer.path})}"
    with wave.open(str(answer.path)) as file:
        kept = file.getnframes() / file.getframerate()
    lost.append(max(0.0, said - kept))
    if answer.duration is None or abs(answer.duration - kept) > 0.001:
        return f"the row says {answer.duration} s, the file holds {kept:.3f} s"
    return f"{said - kept:.2f} s are lost" if said - kept > 1.0 else None


def _growing(home: Path) -> Path | None:
    return next((p for p in home.glob("recordings/*/*.wav") if p.stat().st_size > 44), None)


def _sound(path: Path) -> Path:
    """Half a minute of hums like syllables."""
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
