"""A real terminal and a real microphone: a mock of six questions, cut off by SIGKILL in the middle.

Speech is played into PulseAudio's virtual microphone all the while. Nothing is faked.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile

from sessions.store import Store
from tests.microphone import VirtualMicrophone
from tests.patience import wait_until
from tests.speech import write_speech
from tests.terminal.test_practice import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.microphone,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.timeout(600),
]

SPOKEN = 2
"""Seconds of each answer at least, by the clock on the screen."""


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """Five minutes of speech."""
    return write_speech(tmp_path / "spoken.wav", 300.0)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path, 100, 30)
    yield made
    made.end()


def answer(terminal: Terminal) -> None:
    """Record an answer to the question shown; the caller stops it."""
    terminal.wait_for("Start (space)")
    terminal.press("Space")
    terminal.wait_for("Stop (space)")
    terminal.wait_for_clock(SPOKEN)


@pytest.mark.slow
def test_six_questions_through_a_microphone(
    terminal: Terminal, microphone_heard: VirtualMicrophone, spoken: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with microphone_heard.speaking(spoken):
        terminal.start(home)
        terminal.wait_for("Tell me about yourself")
        terminal.press("m")
        terminal.wait_for("Your own mix")
        terminal.press("End", "Enter")
        terminal.wait_for("6 questions, about")
        terminal.press("F10")
        terminal.wait_for("Not now")
        terminal.press("b")
        for number in (1, 2):
            terminal.wait_for(f"Question {number} of 6")
            answer(terminal)
            terminal.press("Space")
            terminal.wait_for(f"Question {number + 1} of 6", "A follow-up question")
        left = again_after_a_crash(terminal, home)
        for _ in range(left):
            answer(terminal)
            before = place(terminal)
            terminal.press("Space")
            wait_until(lambda before=before: place(terminal) != before, 0.05)  # type: ignore[misc]
        terminal.wait_for("Consistency")
    terminal.press("End")
    report = terminal.wait_for("from sound alone")
    assert re.search(r"(\d+) of \1 answered", report)
    terminal.press("Escape")
    terminal.wait_for("1 full mock interview so far; 2 more before your first real interview")
    terminal.press("Escape")
    terminal.wait_for("Tell me about yourself")
    terminal.press("q")
    terminal.wait_for_end()
    assert "Traceback" not in terminal.screen()
    every_answer_has_its_sound(home)


def place(terminal: Terminal) -> str:
    """Return what distinguishes one question from the next on the screen."""
    lines = terminal.screen().splitlines()
    return "\n".join(line for line in lines[:9] if "level" not in line)


def again_after_a_crash(terminal: Terminal, home: Path) -> int:
    """Kill Viva while it records, start it again, and continue; return how many are left."""
    answer(terminal)
    pid = int(terminal.tmux("display-message", "-p", "#{pane_pid}"))
    os.kill(pid, signal.SIGKILL)
    terminal.wait_for_end()
    terminal.end()
    terminal.start(home)
    terminal.wait_for("An answer was cut off")
    terminal.press("l")
    said = terminal.wait_for("Unfinished mock interview")
    found = re.search(r"Unfinished mock interview: (\d+) of (\d+) answered", said)
    assert found is not None and int(found[1]) == 2
    terminal.press("m")
    terminal.wait_for("Continue: Custom mix, 6 questions")
    terminal.press("Enter")
    with Store.open(home / "viva.db", home / "recordings") as store:
        (mock,) = store.mocks.all()  # the counts on the screen leave out follow-ups
        return sum(step.state == "waiting" for step in mock.steps)


def every_answer_has_its_sound(home: Path) -> None:
    """Assert that every answer of the mock, even the cut-off one, is stored with its recording."""
    with Store.open(home / "viva.db", home / "recordings") as store:
        (mock,) = store.mocks.all()
        assert mock.state == "over" and mock.is_full and mock.answered == len(mock.questions)
        answers = {answer.id: answer for answer in store.answers(session_id=mock.session_id)}
        assert len(answers) == len(mock.steps) + 1
        for step in mock.steps:
            assert step.answer_id is not None and step.used >= SPOKEN
            # by now some have been compressed
            samples, rate = soundfile.read(answers[step.answer_id].path, dtype="int16")
            assert len(samples) > rate and abs(samples.astype(int)).max() > 1000
