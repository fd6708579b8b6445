"""``viva questions``: the list, and import and export of custom questions."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from prompts.own import questions
from recorder.cli import main
from tests.cli.conftest import Viva

BANK = """category = "Mentor"

[[question]]
id = "own-mentor"
text = "What would your mentor say of you?"
kind = "background"
target = [60, 120]
"""


def test_the_list_is_by_category(viva: Viva) -> None:
    done = viva("questions", "--category", "small talk")
    lines = done.stdout.splitlines()
    assert lines[0] == "Small talk" and all(line.startswith("  ") for line in lines[1:])
    assert "15 s–30 s" in done.stdout
    assert viva("questions", "zzz", "words").stdout == "No question contains “zzz words”.\n"
    assert viva("questions", "--category", "zzz").stdout == "There is no such category.\n"


def test_a_question_is_added_listed_exported_and_imported_elsewhere(
    viva: Viva, home: Path, tmp_path: Path
) -> None:
    options = ("--kind", "ethical", "--target", "60-120", "--tip", "Be calm.", "--category", "Late")
    done = viva("questions", "add", "Would you tell?", *options, "--follow-up", "Why?")
    assert done.stdout == f"Added as own-would-you-tell in {home}/questions/my-questions.toml.\n"
    (found,) = map(
        json.loads, viva("questions", "own-would-you-tell", "--format", "json").stdout.splitlines()
    )
    assert found == {
        "id": "own-would-you-tell",
        "text": "Would you tell?",
        "category": "Late",
        "kind": "ethical",
        "target": [60.0, 120.0],
        "tips": ["Be calm."],
        "difficulty": "medium",
        "follow_ups": ["Why?"],
    }
    again = viva("questions", "add", "Would you tell?")
    assert again.returncode == 1 and "already exists: own-would-you-tell" in again.stderr

    file = tmp_path / "share.toml"
    assert viva("questions", "export", file).stdout == f"1 question saved to {file}.\n"
    assert viva("questions", "export", file).returncode == 1, "already exists"
    (home / "questions" / "my-questions.toml").unlink()
    assert viva("questions", "check", file).stdout == "1 question, no mistakes.\n"
    place = home / "questions" / "share.toml"
    assert viva("questions", "import", file).stdout == f"1 question imported to {place}.\n"
    assert "Would you tell?" in viva("questions", "--category", "late").stdout


def test_every_mistake_in_a_file_is_listed_and_nothing_is_imported(
    viva: Viva, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bank.toml"
    file.write_text(BANK.replace("own-mentor", "mentor").replace("[60, 120]", "[120, 60]"), "utf-8")
    for action in ("check", "import"):
        done = viva("questions", action, file)
        assert done.returncode == 1 and done.stdout == ""
        assert done.stderr.startswith(f"viva: {file}:7: 'target' must be two numbers")
    file.write_text(BANK.replace("own-mentor", "mentor"), "utf-8")
    assert (
        f"{file}:4: the id 'mentor' must begin with 'own-'"
        in viva("questions", "check", file).stderr
    )
    assert not (home / "questions").exists()


def test_a_broken_question_file_is_reported_and_hides_nothing(viva: Viva, home: Path) -> None:
    (home / "questions").mkdir(parents=True)
    (home / "questions" / "broken.toml").write_text("category = [", "utf-8")
    (home / "questions" / "fine.toml").write_text(BANK, "utf-8")
    done = viva("questions")
    assert done.returncode == 0
    assert "Tell me about yourself." in done.stdout and "your mentor say" in done.stdout
    assert done.stderr.startswith(f"viva: {home}/questions/broken.toml:1: this is not valid TOML")


def test_wrong_usage_explains_the_right_one(viva: Viva) -> None:
    for words in (["add"], ["check"], ["import", "a", "b"], ["export"]):
        done = viva("questions", *words)
        assert done.returncode == 2 and "viva questions " + words[0] in done.stderr
    done = viva("questions", "add", "Why?", "--kind", "quiz")
    assert done.returncode == 1 and "'kind' is 'quiz'" in done.stderr
    assert "own" in viva("questions", "export", "x.toml").stderr


def test_adding_asks_for_the_parts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(["", "Why us?", "", "quiz", "gap", "Be short."])
    monkeypatch.setenv("VIVA_HOME", str(home))
    monkeypatch.setattr("builtins.input", lambda asked: next(said))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert main(["questions", "add"]) == 0
    question = questions.load(home / "questions").bank.get("own-why-us")
    assert (question.category, question.kind, question.tips) == (
        "My questions",
        "gap",
        ("Be short.",),
    )
    assert question.target == (45.0, 90.0)


def test_a_kind_is_typed_in_american_spelling(viva: Viva) -> None:
    done = viva("questions", "add", "When did you lead?", "--kind", "behavioral")
    assert done.returncode == 0, done.stderr
    found = viva("questions", "own-when-did-you-lead", "--format", "json").stdout
    assert json.loads(found)["kind"] == "behavioural"  # as question files have it
