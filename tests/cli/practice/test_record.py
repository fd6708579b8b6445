"""`viva record`: one answer in lines of text, in any terminal; however it ends, it is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from recorder.cli.practice.line_mode import stopped, undrawn
from recorder.cli.screens import cannot_draw
from recorder.recording.take import Recorded
from tests.cli.conftest import ROOT, Viva
from tests.speech import write_speech
from tests.terminal.pseudo import PseudoTerminal, wait

ESCAPE = "\x1b"


def record(
    home: Path, *arguments: object, keys: str = "\n", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recorder.cli", "record", *map(str, arguments)],
        input=keys,
        capture_output=True,
        text=True,
        cwd=home.parent,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.fixture
def spoken(tmp_path: Path) -> str:
    return f"file:{write_speech(tmp_path / 'spoken.wav', 4)}"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[PseudoTerminal]:
    made = PseudoTerminal(tmp_path / "home", TERM="dumb")
    yield made
    made.close()


def test_it_says_how_much_is_saved_after_a_problem(tmp_path: Path) -> None:
    recorded = Recorded(tmp_path / "answer.wav", 47.6, 44_100, 0)
    assert stopped(recorded) == "Stopped after 48 seconds."
    assert stopped(replace(recorded, problem="Gone.")) == "The first 48 seconds are saved."
    short = replace(recorded, duration=1.2)
    assert stopped(short) == "Stopped after 1 second."
    assert stopped(replace(short, problem="Gone.")) == "The first 1 second is saved."


def test_it_asks_records_and_reports_in_lines(home: Path, viva: Viva, spoken: str) -> None:
    done = record(home, "--microphone", spoken)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Question: Tell me about yourself."
    assert lines[2] == "Press Enter to start, and Enter again when you are done."
    assert "Recording. Press Enter to stop." in lines
    assert "Stopped after 4 seconds. Analyzing. This takes a moment." in lines
    assert "too little to score" in done.stdout and "sound alone" in done.stdout
    assert not set("\x1b\r─░●") & set(done.stdout)
    assert done.stderr == ""
    assert viva("answers").stdout.count("Tell me about yourself") == 1


@pytest.mark.slow
def test_a_question_is_found_by_its_id_or_by_its_words(home: Path, spoken: str) -> None:
    by_words = record(home, "made", "a", "mistake", "--microphone", spoken)
    assert "mistake" in by_words.stdout.splitlines()[0]
    by_id = record(home, "why-med-peds", "--microphone", spoken)
    assert by_id.returncode == 0


def test_what_cannot_be_asked_or_heard_is_said(home: Path, tmp_path: Path, spoken: str) -> None:
    assert "no question has “xyzzy” in it" in record(home, "xyzzy").stderr
    missing = record(home, "--microphone", f"file:{tmp_path / 'none.wav'}")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "There is no audio file" in missing.stderr
    assert record(home, "--microphone", spoken, keys="").returncode == 2


def test_what_is_too_short_is_not_kept(home: Path, viva: Viva, tmp_path: Path) -> None:
    short = write_speech(tmp_path / "short.wav", 0.6)
    done = record(home, "--microphone", f"file:{short}")
    assert done.returncode == 1 and "too short to save" in done.stdout
    assert "Tell me" not in viva("answers").stdout


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stopping_it_keeps_what_was_said(home: Path, viva: Viva, tmp_path: Path, name: str) -> None:
    spoken = write_speech(tmp_path / "long.wav", 60)
    command = [sys.executable, "-m", "recorder.cli", "record", "--microphone", f"file:{spoken}"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert wait(lambda: any(f.stat().st_size > 64_000 for f in home.rglob("*.wav")))
        process.send_signal(getattr(signal, name))
        said = process.stdout.read()
        assert process.wait(60) == 130
    assert "To get the report, run `viva reanalyze 1`." in said
    again = viva("reanalyze", "1")
    assert again.returncode == 0, again.stderr
    assert "too little to score" in viva("report").stdout


@pytest.mark.slow
def test_a_terminal_without_screens_gets_lines_by_itself(
    terminal: PseudoTerminal, spoken: str
) -> None:
    terminal.viva("--microphone", spoken)
    terminal.wait_for("Press Enter to start")
    assert "cannot show Viva's screens" in terminal.text
    terminal.press("\r")
    terminal.wait_for("Recording. Press Enter to stop.")
    terminal.wait_for("Saved as answer 1")
    assert terminal.wait_for_end() == 0
    assert ESCAPE not in terminal.written


@pytest.mark.parametrize(
    ("term", "lines"), [("dumb", True), ("unknown", True), ("xterm", False), ("linux", False)]
)
def test_which_terminals_have_lines_only(term: str, lines: bool) -> None:
    assert cannot_draw({"TERM": term}) == lines


def test_a_report_without_its_drawings() -> None:
    drawn = "Pace      72  ───●─░░░───  2.6 syllables/s\n\nscale: ░ good range · ● you\n\nEnd\n"
    assert undrawn(drawn) == "Pace      72  2.6 syllables/s\n\nEnd\n"
