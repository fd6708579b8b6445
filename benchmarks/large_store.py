"""How long a person with ten thousand answers waits: store, first screen, answers, progress.

Builds a store of analyzed answers of about 400 words each in a temporary home (or in the folder
given with --home, which is reused) and prints the median, the best, and the first of five. Screens
are timed in a pseudo-terminal, from the start of the command or from the key to the first row; the
last column is the same with an empty store.

    python benchmarks/large_store.py [--answers N] [--home FOLDER]
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.measures.catalog import CATALOG
from analysis.progress.build import line
from analysis.types import (
    Analysis,
    Filler,
    Pause,
    QuestionContext,
    Recording,
    Score,
    Transcript,
    Word,
)
from prompts.loader import load
from recorder.progress.dated import dated
from sessions import rows
from sessions.answers import documents
from sessions.store import Store

REPOSITORY = Path(__file__).parents[1]
ANSWERS = 10_000
WORDS = 400
RUNS = 5
PATIENCE = 60.0
FIRST = datetime(2024, 1, 1, 8, tzinfo=UTC)
NEWEST = "The newest of many answers"
EMPTY = "No answers yet"
HOME = "Tell me about yourself"
CHART = "middle half"
NO_CHART = "Press Escape, choose a question"
SIX = (
    "words_per_minute", "filler_rate", "mid_clause_pause_rate", "answer_length", "fluency",
    "speech_rate",
)  # fmt: skip
QUESTION = "tell-me-about-yourself"
SPOKEN = (
    "I grew up in a small town and went to medical school there because my mother was a nurse "
    "and in my last year I met a boy with sickle cell disease who had just turned eighteen"
)


def analysis(question: QuestionContext, seed: int) -> Analysis:
    """Make an analysis as large as a real one of two and a half minutes."""
    chance = random.Random(seed)
    spoken = SPOKEN.split()
    starts = [0.5 + 0.37 * i for i in range(WORDS)]
    words = tuple(
        Word(s, s + chance.uniform(0.1, 0.3), chance.choice(spoken), chance.uniform(0.4, 1))
        for s in starts
    )
    return Analysis(
        version="1",
        recording=Recording("answer.wav", 150.0, 48000),
        question=question,
        transcript=Transcript(words, 150.0, "en", "base.en"),
        pauses=tuple(Pause(s, s + chance.uniform(0.25, 1.5), "boundary") for s in starts[::8]),
        fillers=tuple(Filler(s, s + 0.3, "um", "filled_pause", "both", 0.8) for s in starts[::30]),
        measures={entry.name: chance.uniform(0, 200) for entry in CATALOG},
        uncertainty={entry.name: (1.0, 2.0) for entry in CATALOG},
        scores=tuple(
            Score(name, chance.randrange(101), "within", "Keep it as it is, it is good.", "Source")
            for name in ("pace", "pauses", "fillers", "length")
        ),
        overall=chance.randrange(40, 100),
    )


def build(home: Path, count: int) -> None:
    """Fill a store, five answers a day; the cost of each commit is not measured."""
    recordings = home / "recordings"
    questions = [QuestionContext(q.id, q.text, q.kind, q.target) for q in load().questions]
    samples = [analysis(question, seed) for seed, question in enumerate(questions)]
    with Store.open(home / "viva.db", recordings) as store:
        session = store.begin_session("practice")
        with store._database.change() as run:
            for number in range(count):
                sample = samples[number % len(samples)]
                at = FIRST + timedelta(hours=4.8 * number)
                newest = number == count - 1
                asked = {
                    "session_id": session.id,
                    "question_id": None if newest else questions[number % len(questions)].id,
                    "question_text": NEWEST if newest else questions[number % len(questions)].text,
                    "question_kind": "background",
                    "target_min": 120.0,
                    "target_max": 180.0,
                    "recorded_at": rows.to_text(at),
                    "device": None,
                }
                id = rows.insert_answer(run, asked)
                name = f"{at:%Y-%m}/{at:%Y%m%dT%H%M%SZ}-{id}.wav"
                run.execute(
                    "UPDATE answer SET path = ?, state = 'analysed', duration = 150.0, "
                    "sample_rate = 48000 WHERE id = ?",
                    (name, id),
                )
                path = recordings / name
                path.parent.mkdir(exist_ok=True)
                path.touch()
                documents.insert(run, store.answer(id), sample, recordings, at)


def times(measure: Callable[[], float]) -> list[float]:
    return [measure() for _ in range(RUNS)]


def seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


class Viva:
    """Viva in a pseudo-terminal."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        (home / "profile.toml").touch()  # no newcomer: straight to the questions
        self._terminal, self._inside = pty.openpty()
        environment = {**os.environ, "VIVA_HOME": str(home), "TERM": "xterm-256color"}
        environment |= {"COLUMNS": "100", "LINES": "30"}
        self._viva = subprocess.Popen(
            (sys.executable, "-m", "recorder.cli"),
            stdin=self._inside,
            stdout=self._inside,
            stderr=self._inside,
            env=environment,
            cwd=REPOSITORY,
        )

    def until(self, words: str) -> None:
        """Read until these words are drawn."""
        seen = b""
        while words.encode() not in seen:
            if not select.select([self._terminal], [], [], PATIENCE)[0]:
                raise SystemExit(f"viva did not draw {words!r} within {PATIENCE:.0f} s")
            seen += os.read(self._terminal, 1 << 16)

    def press(self, key: bytes, words: str) -> float:
        """Return the seconds from a key to these words."""
        while select.select([self._terminal], [], [], 0.3)[0]:  # what was still being drawn
            os.read(self._terminal, 1 << 16)
        began = time.perf_counter()
        os.write(self._terminal, key)
        self.until(words)
        return time.perf_counter() - began

    def close(self) -> None:
        """End Viva."""
        self._viva.kill()
        self._viva.wait()
        os.close(self._inside)
        os.close(self._terminal)


def start(home: Path) -> float:
    """Return the seconds from the command to the first question."""
    began = time.perf_counter()
    viva = Viva(home)
    try:
        viva.until(HOME)
        return time.perf_counter() - began
    finally:
        viva.close()


def there_and_back(home: Path, key: bytes, first: str) -> tuple[list[float], list[float]]:
    """Return seconds from a key to that screen's first words, and from Escape back."""
    viva = Viva(home)
    try:
        viva.until(HOME)
        there, back = [], []
        for _ in range(RUNS):
            there.append(viva.press(key, first))
            back.append(viva.press(b"\x1b[27u", HOME))  # escape as modern terminals send it
        return there, back
    finally:
        viva.close()


def report(name: str, large: list[float], empty: list[float] | None = None) -> None:
    """Print the median, the best, the first, and the median with an empty store."""
    empty_store = "" if empty is None else f"{statistics.median(empty):11.3f} s"
    figures = "".join(f"{each:9.3f} s" for each in (statistics.median(large), min(large), large[0]))
    print(f"{name:38}{figures}{empty_store}", flush=True)


def measure(home: Path, empty: Path) -> None:
    """Print the table."""

    def opened() -> None:
        Store.open(home / "viva.db", home / "recordings").close()

    print(f"{'':38}{'median':>11}{'best':>11}{'first':>11}{'empty store':>13}")
    report("the store opens", times(lambda: seconds(opened)))
    starts = [times(lambda folder=folder: start(folder)) for folder in (home, empty)]  # type: ignore[misc]
    report("viva starts, to the first question", *starts)
    large, none = there_and_back(home, b"a", NEWEST), there_and_back(empty, b"a", EMPTY)
    report("a key, to the first answer", large[0], none[0])
    report("escape, to the first question", large[1], none[1])
    large, none = there_and_back(home, b"g", CHART), there_and_back(empty, b"g", NO_CHART)
    report("a key, to the first chart of progress", large[0], none[0])
    with Store.open(home / "viva.db", home / "recordings") as store:
        answers = dated(store)
        for name, query in (
            ("how often each was answered", store.tallies),
            ("all measures of every answer", store.measured),
            ("six of them", lambda: store.measured(names=SIX)),
            ("all of one question", lambda: store.measured(question_id=QUESTION)),
            ("what progress reads", lambda: dated(store)),
            ("one of its ten trends", lambda: line(answers, "filler_rate")),
        ):
            report(name, times(lambda query=query: seconds(query)))  # type: ignore[misc]
    report("viva answers --all", times(lambda: listing(home, "--all")))
    report("viva answers --limit 50", times(lambda: listing(home, "--limit", "50")))


def listing(home: Path, *options: str) -> float:
    """Return the seconds for `viva answers` into a pipe."""
    command = [sys.executable, "-m", "recorder.cli", "answers", *options]
    environment = {**os.environ, "VIVA_HOME": str(home)}
    began = time.perf_counter()
    subprocess.run(command, env=environment, cwd=REPOSITORY, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "large"
        if not (home / "viva.db").exists():
            took = seconds(lambda: build(home, options.answers))
            print(f"{options.answers} answers built in {took:.0f} s")
        size = (home / "viva.db").stat().st_size
        print(f"the database has {size / 1e6:.0f} MB; {RUNS} runs each")
        measure(home, Path(folder) / "empty")


if __name__ == "__main__":
    main()
