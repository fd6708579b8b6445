"""What a command says on standard error: wrapped for a terminal, one line for everything else."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios

import pytest

from recorder.cli.failure import complain, fitted

PATH = "/home/ana/recordings-of-november/a-very-long-name-of-a-file-in-it.m4a"
SENTENCE = f"{PATH} isn't an audio file; see https://example.org/how-to-convert-one or try another."


def shown(columns: int, sentence: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines of a complaint in a terminal of this width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with os.fdopen(theirs, "w") as stream:
        monkeypatch.setattr("sys.stderr", stream)
        complain(sentence)
        said = os.read(ours, 4096).decode()
    os.close(ours)
    return said.splitlines()


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_gets_lines_broken_between_words(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "there is no model nix; choose from: " + ", ".join(["distil-small.en"] * 9) + "."
    lines = shown(columns, sentence, monkeypatch)
    assert len(lines) > 1 and all(len(line) <= columns for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])
    assert " ".join(line.strip() for line in lines) == f"viva: {sentence}"


def test_paths_and_addresses_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(30, SENTENCE, monkeypatch)
    assert f"  {PATH}" in lines
    assert any("https://example.org/how-to-convert-one" in line for line in lines)


def test_a_terminal_without_a_size_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (0, 1, 2):
        assert shown(columns, SENTENCE, monkeypatch) == [f"viva: {SENTENCE}"]


def test_a_pipe_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain(SENTENCE * 3)
    assert capsys.readouterr().err == f"viva: {SENTENCE * 3}\n"
    assert fitted(SENTENCE, io.StringIO()) == SENTENCE
