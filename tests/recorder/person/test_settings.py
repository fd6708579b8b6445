"""Settings, locations, and the choice of a model: what is remembered, and what a bad file does."""

import stat
from pathlib import Path

import pytest

from recorder.files.locations import Locations, locate
from recorder.models.choice import choose
from recorder.person import settings
from recorder.person.settings import Settings
from tests import fake_model


@pytest.fixture
def places(tmp_path: Path) -> Locations:
    places = locate({"VIVA_HOME": str(tmp_path / "home")})
    places.prepare()
    return places


def install(places: Locations, name: str) -> None:
    fake_model.write(places.models / name)


def test_one_variable_puts_everything_in_one_private_folder(
    places: Locations, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    for path in (places.settings, places.database, places.recordings, places.models, places.log):
        assert path.is_relative_to(home)
    for folder in (home, places.recordings, places.models):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_it_the_system_decides_where() -> None:
    places = locate({})
    assert places.database.name == "viva.db" and places.data.is_absolute()


def test_no_file_means_the_defaults(places: Locations) -> None:
    assert settings.load(places.settings) == Settings(None, None, 0)


def test_a_change_is_remembered_and_keeps_the_rest(places: Locations) -> None:
    settings.change(places.settings, microphone='Micro "phone" é')
    settings.change(places.settings, thinking=30)
    assert settings.load(places.settings) == Settings('Micro "phone" é', None, 30)
    assert stat.S_IMODE(places.settings.stat().st_mode) == 0o600


def test_a_damaged_file_is_set_aside_never_lost(places: Locations) -> None:
    places.settings.write_text("microphone = [oops")
    assert settings.load(places.settings) == Settings()
    assert places.settings.with_suffix(".damaged.toml").read_text() == "microphone = [oops"


@pytest.mark.parametrize("text", ["thinking = -5", "thinking = true", 'thinking = "30"', "model=3"])
def test_values_of_the_wrong_kind_are_skipped(places: Locations, text: str) -> None:
    places.settings.write_text(text)
    assert settings.load(places.settings) == Settings()


def test_no_model_is_chosen_where_none_is_installed(places: Locations) -> None:
    assert choose(places) is None


def test_the_chosen_model_beats_the_best_installed(places: Locations) -> None:
    install(places, "tiny.en")
    install(places, "base.en")
    model = choose(places)
    assert model and model.name == "base.en"
    settings.change(places.settings, model="tiny.en")
    model = choose(places)
    assert model and model.name == "tiny.en"


def test_a_missing_chosen_model_falls_back_to_an_installed_one(places: Locations) -> None:
    install(places, "base.en")
    settings.change(places.settings, model="small.en")
    model = choose(places)
    assert model and model.name == "base.en"


def test_a_half_installed_model_does_not_count(places: Locations) -> None:
    (places.models / "base.en").mkdir()
    assert choose(places) is None
