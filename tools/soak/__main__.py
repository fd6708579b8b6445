"""Runs every long trial in turn, and prints a line for each.

    python -m tools.soak [STEP …]

Each step's output goes to its own file in ``build/soak``. Exits 1 if any step failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOGS = ROOT / "build" / "soak"


@dataclass(frozen=True)
class Step:
    """A trial: its command, its environment, and about how many minutes it takes."""

    name: str
    command: tuple[str, ...]
    minutes: int
    environment: dict[str, str] = field(default_factory=dict)


def tests(*paths: str) -> tuple[str, ...]:
    return ("-m", "pytest", "-q", "-s", "--timeout=7200", *paths)


STEPS = (
    Step("kill", ("-m", "tools.soak.kill", "--trials", "200", "--seed", "11"), 15),
    Step("child", ("-m", "tools.soak.child", "--kills", "200", "--seed", "11"), 10),
    Step("load", ("-m", "tools.soak.load", "--minutes", "10"), 11),
    Step(
        "power",
        tests("tests/recorder/upkeep/test_power_cut.py", "tests/sessions/backup/test_backups.py"),
        10,
        {"VIVA_POWER_SEEDS": "30"},
    ),
    Step(
        "upkeep",
        tests(
            "tests/recorder/upkeep/test_kill_upkeep.py",
            "tests/sessions/database/test_kill_anywhere.py",
        ),
        10,
        {"VIVA_KILL_STRIDE": "1"},
    ),
    Step("fuzz", ("-m", "tools.fuzz", "--cases", "2500"), 30),
)
"""Every trial. The load trial runs alone, because it measures."""


def main() -> None:
    """Run the named steps, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = [step.name for step in STEPS]
    parser.add_argument("step", nargs="*", help=f"one of {', '.join(names)} (default: all)")
    wanted = parser.parse_args().step
    if unknown := set(wanted) - set(names):
        parser.error(
            f"unknown step: {', '.join(sorted(unknown))}; the steps are {', '.join(names)}"
        )
    LOGS.mkdir(parents=True, exist_ok=True)
    good = [run(step) for step in STEPS if not wanted or step.name in wanted]
    raise SystemExit(not all(good))


def run(step: Step) -> bool:
    """Run one step, and print its result, its time, and the last line of its output."""
    print(f"{step.name}: about {step.minutes} min …", flush=True)
    log, began = LOGS / f"{step.name}.log", time.monotonic()
    with log.open("w") as file:
        code = subprocess.run(
            (sys.executable, *step.command),
            cwd=ROOT,
            env=os.environ | step.environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        ).returncode
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    how = "ok" if code == 0 else f"FAILED (see {log.relative_to(ROOT)})"
    minutes = (time.monotonic() - began) / 60
    print(f"{step.name}: {how} in {minutes:.1f} min: {lines[-1] if lines else 'no output'}")
    return code == 0


if __name__ == "__main__":
    main()
