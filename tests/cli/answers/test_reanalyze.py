"""``viva reanalyze`` over short answers with the real child and a real Whisper."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis import demo
from analysis.models.known import Model
from recorder.analyst.batch import BatchStatus, only_one
from recorder.cli.answers.reanalyze import duration_text, status_text
from sessions.store import Store
from sessions.types import Answer
from tests.cli.conftest import ROOT, Viva

PATIENCE = 120.0


@pytest.fixture
def model(tiny_en: Model) -> tuple[str, str]:
    """The options that choose the smallest real model."""
    return "--model", str(tiny_en.folder)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first seven seconds of the sample answer."""
    return cut(tmp_path_factory.mktemp("sound") / "short.wav", 7)


def cut(path: Path, seconds: int) -> Path:
    """Write the beginning of the sample answer."""
    import soundfile

    rate = soundfile.info(demo.ANSWER).samplerate
    samples, _ = soundfile.read(demo.ANSWER, stop=seconds * rate)
    soundfile.write(path, samples, rate)
    return path


@contextlib.contextmanager
def opened(home: Path) -> Iterator[Store]:
    with Store.open(home / "viva.db", home / "recordings") as store:
        yield store


def filled(home: Path, *sounds: Path) -> list[Answer]:
    """Put answers into a store; the last is the newest, which comes first."""
    with opened(home) as store:
        return [store.import_sound(sound) for sound in sounds]


@pytest.mark.slow
def test_a_batch_runs_once_and_again_on_request(
    viva: Viva, home: Path, short: Path, model: tuple[str, str]
) -> None:
    first, second, third = filled(home, short, short, short)
    third.path.write_bytes(b"no sound")
    done = viva("reanalyze", "--all", *model)
    assert done.returncode == 1
    assert done.stdout == "2 of 3 answers analyzed.\n"
    assert done.stderr.startswith(f"viva: answer {third.id}: ")

    done = viva("reanalyze", "--all", *model)
    assert done.stdout == (
        "0 of 1 answers analyzed. 2 already up to date (--again includes them).\n"
    )
    assert viva("reanalyze", "--outdated", *model).stdout == (
        "Nothing to do: 2 already up to date (--again includes them).\n"
    )
    done = viva("reanalyze", "--outdated", "--again", *model)
    assert done.stdout == "2 of 2 answers analyzed.\n"
    viva("fillers", "--add", "well")
    assert "2 of 2" in viva("reanalyze", "--outdated", *model).stdout
    with opened(home) as store:
        assert [len(store.analyses(a.id)) for a in (first, second, third)] == [3, 3, 0]
        assert store.origins()[first.id].own_fillers == frozenset({"well"})
        assert store.answer(third.id).state == "failed"


@pytest.mark.slow
def test_one_batch_at_a_time(viva: Viva, home: Path, short: Path, model: tuple[str, str]) -> None:
    (answer,) = filled(home, short)
    with only_one(home):
        done = viva("reanalyze", "--all", *model)
        assert done.returncode == 1
        assert done.stderr.startswith("viva: Another Viva is reanalyzing")
        assert "1 of 1" in viva("reanalyze", answer.id, *model).stdout, "one that is asked for goes"


def test_a_model_that_cannot_be_loaded_fails_the_command_not_the_answers(
    viva: Viva, home: Path, short: Path, tmp_path: Path
) -> None:
    (answer,) = filled(home, short)
    broken = tmp_path / "broken"
    broken.mkdir()
    for part in ("config.json", "model.bin", "tokenizer.json"):
        (broken / part).write_text("{}")
    done = viva("reanalyze", "--all", "--model", broken)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("viva: ") and "Traceback" not in done.stderr
    with opened(home) as store:
        assert store.answer(answer.id).state == "recorded"


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_ctrl_c_saves_finished_work_and_the_next_run_continues(
    viva: Viva, home: Path, short: Path, model: tuple[str, str], tmp_path: Path
) -> None:
    long, newest = filled(home, cut(tmp_path / "long.wav", 100), short)
    command = [sys.executable, "-m", "recorder.cli", "reanalyze", "--all", *model]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    with opened(home) as store:
        until(lambda: newest.id in store.origins())
        os.killpg(running.pid, signal.SIGINT)  # like a terminal: Viva and its child
        out, errors = running.communicate(timeout=PATIENCE)
        assert running.returncode == 130
        assert out == (
            "Stopped: 1 of 2 answers analyzed. Finished work is saved.\nRun it again to continue.\n"
        )
        assert errors == ""
        assert store.answer(long.id).state == "recorded"
    done = viva("reanalyze", "--all", *model)
    assert done.stdout == (
        "1 of 1 answers analyzed. 1 already up to date (--again includes them).\n"
    )
    with opened(home) as store:
        assert [len(store.analyses(a.id)) for a in (long, newest)] == [1, 1]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_shows_the_progress(home: Path, short: Path, model: tuple[str, str]) -> None:
    answers = filled(home, short, short)
    with opened(home) as store:
        for answer in answers:  # as if recorded here: an import's length is not known
            store.finish_recording(answer.id, duration=7.0, sample_rate=16000, overflows=0)
    seen = in_terminal(home, "reanalyze", "--all", *model)
    assert "loading the speech model …" in seen
    assert "0 of 2 done · 14 s of audio left" in seen
    assert "1 of 2 done · 7 s of audio left · about" in seen
    assert seen.rstrip().endswith("2 of 2 answers analyzed.")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_terminal_is_shown_the_newest_answers(viva: Viva, home: Path, short: Path) -> None:
    filled(home, *[short] * 52)
    seen = in_terminal(home, "answers")
    assert seen.count("short.wav") == 50
    assert "… and 2 earlier; `viva answers --all` shows all of them." in seen
    assert in_terminal(home, "answers", "--all").count("short.wav") == 52
    assert in_terminal(home, "answers", "--limit", "3").count("\n") == 3
    assert viva("answers").stdout.count("short.wav") == 52
    assert viva("answers", "--all", "--limit", "3").returncode == 2


def in_terminal(home: Path, *arguments: str) -> str:
    """Everything a command writes to a terminal."""
    import pty

    terminal, inside = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "recorder.cli", *arguments],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        env={**os.environ, "VIVA_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )
    os.close(inside)
    seen = b""
    with contextlib.suppress(OSError):  # the end, as Linux reports it
        while part := os.read(terminal, 1 << 16):
            seen += part
    os.close(terminal)
    running.wait(PATIENCE)
    return seen.decode()


def until(true: Callable[[], bool]) -> None:
    """Wait until another program has done something."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


@pytest.mark.parametrize("arguments", [["1", "--all"], ["--again"], ["--all", "--outdated"]])
def test_conflicting_options_are_wrong_usage(viva: Viva, arguments: list[str]) -> None:
    done = viva("reanalyze", *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("viva: ")


def test_durations_are_rounded() -> None:
    assert [duration_text(s) for s in (0, 59.4, 59.6, 61, 3570, 7800)] == [
        "0 s", "59 s", "1 min", "1 min", "1 h 00 min", "2 h 10 min",
    ]  # fmt: skip
    assert status_text(BatchStatus(12, 98, 2580.0, 360.0)) == (
        "12 of 98 done · 43 min of audio left · about 6 min to go"
    )
    assert status_text(BatchStatus(0, 98, 40.0, None)) == "0 of 98 done · 40 s of audio left"
