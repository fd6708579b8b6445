"""Feeds Viva tens of thousands of garbage inputs.

    python -m tools.fuzz --cases 2500 [--target NAME] [--seed 1] [--keep FOLDER]

Every input from outside is a target (see `targets`): sound files, transcripts, question banks,
settings, database rows and pages, the messages between the two processes, the command line. A case
is a damaged seed or corpus file (`tests/fuzz/corpus`). It must be accepted, or refused in a
sentence, within ten seconds and without writing outside its folder. A case that breaks this is
printed with its traceback and saved, so that it can be added to the corpus, which the tests run
each time. Each target runs in its own processes, so that a crash costs one case and not the run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.fuzz.feeding import case, corpus_of, feed
from tools.fuzz.target import Target
from tools.fuzz.targets import BY_NAME, TARGETS

CORPUS = Path(__file__).parents[2] / "tests" / "fuzz" / "corpus"


def main() -> None:
    """Run all targets, or one; exit 1 if a case broke anything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=2500, help="per target")
    parser.add_argument("--target", choices=list(BY_NAME))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, default=Path("build/fuzz"), help="where breaking cases are saved"
    )
    parser.add_argument(
        "--worker", nargs=2, type=int, metavar=("FROM", "TO"), help=argparse.SUPPRESS
    )
    given = parser.parse_args()
    if given.worker:
        _work(BY_NAME[given.target], given.worker[0], given.worker[1], given.keep)
        return
    chosen = [BY_NAME[given.target]] if given.target else TARGETS
    broken = sum(_run(target, given.seed, given.cases, given.keep) for target in chosen)
    print(f"{given.cases * len(chosen)} cases, {broken} broke something")
    raise SystemExit(bool(broken))


def _run(target: Target, seed: int, cases: int, keep: Path) -> int:
    """Run one target's cases in processes that may die; return how many broke something."""
    began, at, broken = time.monotonic(), seed, 0
    end = seed + cases
    while at < end:
        command = [sys.executable, "-m", "tools.fuzz", "--target", target.name]
        command += ["--worker", str(at), str(end), "--keep", str(keep)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        for line in child.stdout:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "at":
                at = int(rest)
            else:
                print(line, end="")
                broken += word == "BROKEN"
        if child.wait() == 0:
            break
        print(f"BROKEN {target.name} {at}: the process died ({child.returncode})")
        broken += 1
        at += 1
    took = time.monotonic() - began
    print(f"{target.name}: {cases} cases in {took:.0f} s, {broken} broke something", flush=True)
    return broken


def _work(target: Target, first: int, end: int, keep: Path) -> None:
    """Feed the cases from one number to another; print each number first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds, corpus = target.seeds(folder), corpus_of(CORPUS, target)
        for number in range(first, end):
            print(f"at {number}", flush=True)
            data = case(target, seeds, corpus, number)
            problem = feed(target, data, folder)
            if problem:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{target.name}-{number}").write_bytes(data)
                print(f"BROKEN {target.name} {number}: {problem}", flush=True)


if __name__ == "__main__":
    main()
