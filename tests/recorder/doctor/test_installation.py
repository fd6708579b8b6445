"""Viva itself: Python, packages, and the analysis process, which may fail in every way."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from analysis.models.known import Model
from analysis.version import VERSION
from recorder.doctor import installation
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.surroundings import Surroundings
from recorder.doctor.versions import (
    FALLBACK,
    Requirement,
    fits,
    installed_packages,
    parse,
    requirements,
)


def saying(*lines: dict[str, object], then: str = "") -> tuple[str, ...]:
    """Return a program that prints these lines in place of the analysis process."""
    said = "\n".join(f"print({json.dumps(json.dumps(line))}, flush=True)" for line in lines)
    return (sys.executable, "-c", f"import sys, time\n{said}\n{then}")


def test_python(surroundings: Surroundings) -> None:
    assert installation.python(surroundings).state == "ok"
    old = installation.python(surroundings, (3, 10, 4))
    assert old.state == "bad" and "3.11 or newer" in old.advice and "3.10.4" in old.text


# Packages


@pytest.mark.parametrize(
    ("version", "wanted", "fit"),
    [
        ("8.2.8", ">=8.2,<9", True),
        ("9.0", ">=8.2,<9", False),
        ("9", "<9", False),
        ("8.1.9", "<9,>=8.2", False),
        ("2", ">=2.0.0", True),
        ("1.2.1", "==1.2.1", True),
        ("1.2.2", "==1.2.1", False),
        ("1.4", "~=1.2", True),
        ("2.0", "~=1.2", False),
        ("3.1", "!=3.1", False),
        ("3.1", ">3,<=3.1", True),
        ("1!2.0rc1", ">=1.9", True),
        ("unknown", "", True),
    ],
)
def test_versions(version: str, wanted: str, fit: bool) -> None:
    assert fits(version, wanted) is fit


def test_requirements_are_read_without_those_of_extras() -> None:
    lines = ["textual<9,>=8.2", "pytest>=8; extra == 'dev'", "x[y] (>=1)", "tomli-w"]
    assert list(parse(lines)) == [
        Requirement("textual", "<9,>=8.2"),
        Requirement("x", ">=1"),
        Requirement("tomli-w"),
    ]
    assert set(FALLBACK) <= {each.name for each in requirements()}
    assert "pytest" not in {each.name for each in requirements()}


def test_the_packages_of_this_computer_are_there() -> None:
    found = installed_packages()
    assert [p.needed.name for p in found if not (p.usable and p.fits)] == []


def test_packages(surroundings: Surroundings, tmp_path: Path) -> None:
    there = {"numpy": "2.1", "av": "15.0"}

    def version(name: str) -> str:
        if name not in there:
            raise PackageNotFoundError(name)
        return there[name]

    tested = tmp_path / "constraints.txt"
    tested.write_text("# x==1\nnumpy==2.1\nav==14.9\n")
    needed = [Requirement("numpy", ">=2"), Requirement("av", ">=14")]
    good = installed_packages(needed, version, lambda name: object(), tested)
    found = installation.packages(surroundings, good)
    assert found.state == "ok" and "1 in a version Viva isn't tested with" in found.text

    unfit = installed_packages(
        [Requirement("numpy", "<2"), needed[1]], version, lambda name: object(), tested
    )
    found = installation.packages(surroundings, unfit)
    assert found.state == "bad" and "wrong version: numpy 2.1; needed: numpy <2" in found.text

    gone = installed_packages(
        [*needed, Requirement("librosa")], version, lambda name: object(), tested
    )
    found = installation.packages(surroundings, gone)
    assert found.state == "bad" and found.text.startswith("missing: librosa")
    assert "Reinstall Viva" in found.advice

    half = installed_packages(
        needed, version, lambda name: None if name == "av" else object(), tested
    )
    assert installation.packages(surroundings, half).text.startswith("missing: av")


# The analysis process


def test_the_real_one_answers(surroundings: Surroundings) -> None:
    found = installation.child(surroundings)
    assert found.state == "ok" and "answers after" in found.text


@pytest.mark.parametrize(
    ("child", "says"),
    [
        (("/nowhere/python",), "can't be started"),
        (saying(then="raise ModuleNotFoundError('No module named numpy')"), "No module named"),
        (saying({"event": "ready", "version": VERSION}), "it exited with 0"),
        (saying({"event": "ready", "version": "0"}, {"event": "pong"}), "different version"),
        (saying(then="print('jack'); sys.exit(3)"), "it exited with 3"),
    ],
)
def test_a_failing_process_explains_how(
    surroundings: Surroundings, child: tuple[str, ...], says: str
) -> None:
    found = installation.child(replace(surroundings, child=child))
    assert found.state == "bad" and says in found.text and found.advice


def test_one_that_hangs_is_ended(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "STARTS_WITHIN", 0.3)
    found = installation.child(replace(surroundings, child=saying(then="time.sleep(600)")))
    assert found.state == "bad" and "no answer within" in found.text


def test_no_one_waits_for_an_unwanted_process(surroundings: Surroundings) -> None:
    hanging = replace(surroundings, child=saying(then="time.sleep(600)"), wanted=lambda: False)
    began = time.monotonic()
    with pytest.raises(CheckCanceled):
        installation.child(hanging)
    assert time.monotonic() - began < 10


def test_loading_the_model(surroundings: Surroundings) -> None:
    warm = saying({"event": "ready"}, {"event": "warm", "model": "base.en", "problem": None})
    found = installation.model_load(replace(surroundings, child=warm))
    assert found.state == "ok" and "base.en loads in" in found.text
    none = installation.model_load(replace(surroundings, model=lambda: None))
    assert none.text == "no speech model to load: see “model”"
    own = replace(surroundings, child=warm, model=lambda: Model("marias-model", Path("/none")))
    assert "marias" not in installation.model_load(own).text
    broken = saying({"event": "warm", "model": "base.en", "problem": "It is damaged."})
    found = installation.model_load(replace(surroundings, child=broken))
    assert (found.state, found.advice) == ("bad", "It is damaged.")
    killed = replace(surroundings, child=saying(then="import os; os.kill(os.getpid(), 9)"))
    found = installation.model_load(killed)
    assert (
        found.state == "bad" and "exited with -9" in found.text and "smaller model" in found.advice
    )


def test_a_real_model_is_loaded(surroundings: Surroundings, tiny_en: Model) -> None:
    found = installation.model_load(replace(surroundings, model=lambda: tiny_en))
    assert found.state == "ok" and "tiny.en loads in" in found.text
