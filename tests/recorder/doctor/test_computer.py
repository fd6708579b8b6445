"""The computer around Viva, good and bad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from prompts.checklists import ChecklistTest
from recorder.checks import machine as machine_checks
from recorder.checks.machine import Finding
from recorder.doctor import computer
from recorder.doctor.surroundings import Surroundings, Terminal


def test_system(surroundings: Surroundings) -> None:
    good = computer.system(surroundings, "Linux: Debian", (8_000_000_000, 4_000_000_000), "6.1")
    assert good.state == "ok" and "8.0 GB memory, 4.0 free" in good.text and "WSL" not in good.text
    full = computer.system(
        surroundings, "x", (8_000_000_000, 100_000_000), "5.15-microsoft-standard"
    )
    assert full.state == "warn" and "close other programs" in full.advice
    assert full.text.endswith("WSL")
    assert computer.system(surroundings).text, "the real one answers"
    assert "memory" not in computer.system(surroundings, "x", (None, None), "1").text


@pytest.mark.parametrize(
    ("size", "encoding", "environment", "state", "says"),
    [
        ((100, 30), "utf-8", {"TERM": "xterm-256color"}, "ok", "256 colors, Unicode"),
        ((100, 30), "UTF8", {"TERM": "xterm", "COLORTERM": "truecolor"}, "ok", "16 million"),
        ((80, 24), "utf-8", {"TERM": "screen", "TMUX": "/tmp/x,1"}, "ok", "16 colors"),
        ((80, 24), "utf-8", {"TERM": "xterm", "NO_COLOR": "1"}, "ok", "no colors"),
        ((39, 24), "utf-8", {"TERM": "xterm"}, "warn", "39x24"),
        ((80, 24), "ascii", {"TERM": "xterm"}, "warn", "ascii letters"),
        ((80, 24), "utf-8", {"TERM": "dumb"}, "bad", "TERM dumb"),
        (None, "utf-8", {}, "ok", "TERM not set"),
    ],
)
def test_terminal(
    surroundings: Surroundings,
    size: tuple[int, int] | None,
    encoding: str,
    environment: dict[str, str],
    state: str,
    says: str,
) -> None:
    here = replace(surroundings, terminal=Terminal(size, encoding), environment=environment)
    found = computer.terminal(here)
    assert (found.state, says in found.text) == (state, True), found
    assert bool(found.advice) is (state != "ok")
    assert ("tmux" in found.text) is ("TMUX" in environment)


def test_environment_variables_are_named_without_values(surroundings: Surroundings) -> None:
    assert computer.environment(surroundings).text == "nothing that affects Viva"
    found = computer.environment(
        replace(
            surroundings, environment={"VIVA_HOME": "/secret", "TZ": "Asia/Karachi", "FOO": "x"}
        )
    )
    assert (found.state, found.text) == ("ok", "VIVA_HOME, TZ")
    debug = {"VIVA_DEBUG": "1", "HF_ENDPOINT": "https://mirror", "https_proxy": "u:pw@host"}
    found = computer.environment(replace(surroundings, environment=debug))
    assert found.state == "warn" and found.text == "VIVA_DEBUG, HF_ENDPOINT, HTTPS_PROXY"
    assert "unset VIVA_DEBUG" in found.advice and "mirror" not in found.advice + found.text
    far = computer.environment(replace(surroundings, environment={"SSH_CONNECTION": "10.0.0.1 2"}))
    assert far.state == "warn" and "remote computer" in far.advice and "10.0" not in far.text


def test_browser(surroundings: Surroundings) -> None:
    assert computer.browser(surroundings, lambda: "firefox").state == "ok"
    assert computer.browser(surroundings, lambda: None).state == "warn"


def told(good: bool | None) -> Callable[[object], Finding]:
    return lambda machine: Finding("disk", good, "1.0 GB free", "Make room.")


def test_a_checklist_test_is_also_a_check(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = []
    for good in (True, False, None):
        tests: dict[ChecklistTest, object] = {**machine_checks.QUICK, "disk": told(good)}
        monkeypatch.setattr(machine_checks, "QUICK", tests)
        found = computer.from_checklist("disk", "bad")(surroundings)
        states.append(found.state)
        assert (found.text, found.advice) == ("1.0 GB free", "Make room.")
    assert states == ["ok", "bad", "warn"]
