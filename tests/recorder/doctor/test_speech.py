"""The speech model: none, complete, cut off, chosen but missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.models.known import Model
from recorder.doctor import speech
from recorder.doctor.surroundings import Surroundings
from recorder.person.settings import Settings
from tests import fake_model


def install(surroundings: Surroundings, name: str, megabytes: int) -> Model:
    """Create a model's folder of this size with a sparse file."""
    return Model(name, fake_model.write(surroundings.locations.models / name, megabytes=megabytes))


def test_a_complete_model(surroundings: Surroundings) -> None:
    model = install(surroundings, "base.en", 148)
    found = speech.model(replace(surroundings, model=lambda: model))
    assert (found.state, found.text) == ("ok", "base.en, 148 MB")


def test_one_that_was_cut_off(surroundings: Surroundings) -> None:
    model = install(surroundings, "base.en", 90)
    found = speech.model(replace(surroundings, model=lambda: model))
    assert found.state == "warn" and found.text == "base.en, 90 MB of 148"
    assert found.advice == "To reinstall it, run `viva model pull base.en`."


def test_without_a_complete_model_it_says_how_to_get_one(surroundings: Surroundings) -> None:
    none = speech.model(replace(surroundings, model=lambda: None))
    assert none.state == "warn" and "settings (s)" in none.advice
    (surroundings.locations.models / "small.en").mkdir()
    half = speech.model(replace(surroundings, model=lambda: None))
    assert half.text == "none; incomplete: small.en" and "pull small.en" in half.advice


def test_a_chosen_one_that_is_gone(surroundings: Surroundings) -> None:
    model = install(surroundings, "base.en", 148)
    chosen = replace(surroundings, model=lambda: model, choice=Settings(model="small.en"))
    found = speech.model(chosen)
    assert found.state == "warn" and "small.en is chosen but not installed" in found.text


def test_a_second_that_is_broken(surroundings: Surroundings) -> None:
    model = install(surroundings, "base.en", 148)
    (surroundings.locations.models / "marias").mkdir()
    found = speech.model(replace(surroundings, model=lambda: model))
    assert found.state == "warn" and found.text.endswith("incomplete: a model of your own")
    assert "marias" not in found.text + found.advice and "model.bin" in found.advice


def test_your_own_model_is_not_named(surroundings: Surroundings, tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path / "maria-whisper")
    found = speech.model(replace(surroundings, model=lambda: Model(folder.name, folder)))
    assert found.state == "ok" and found.text == "a model of your own, 0 MB"


def test_advice(surroundings: Surroundings) -> None:
    assert speech.model_advice(surroundings).text == "none yet: run `viva model advise`"
