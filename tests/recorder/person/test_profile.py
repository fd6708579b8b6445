"""The profile: what is entered comes back, a damaged file is set aside."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.person import profile
from recorder.person.profile import Profile
from tests import full_disk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "profile.toml"


def test_no_file_means_nothing_was_entered(file: Path) -> None:
    assert profile.load(file) == Profile()
    assert not file.exists()


def test_entered_values_come_back_and_the_rest_stays(file: Path) -> None:
    profile.change(file, name="Zoë Ọ́lá", home_country="Côte d’Ivoire")
    profile.change(file, first_language="Yorùbá", season="2026–27")
    assert profile.load(file) == Profile("Zoë Ọ́lá", "Yorùbá", "Côte d’Ivoire", season="2026–27")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_emptied_field_is_removed(file: Path) -> None:
    profile.change(file, medical_school="Ibadan", name="Ada")
    profile.change(file, medical_school="  ")
    assert profile.load(file) == Profile(name="Ada")
    assert "medical_school" not in file.read_text("utf-8")


def test_entering_nothing_still_leaves_a_file(file: Path) -> None:
    profile.change(file)
    assert file.exists() and profile.load(file) == Profile()


@pytest.mark.parametrize(
    "damage", [b'name = "Ada', b"\xff\xfe\x00", b"name = [[[[", b"x = 1\nx = 2"]
)
def test_a_damaged_file_is_set_aside_never_lost(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    assert profile.load(file) == Profile()
    assert file.with_suffix(".damaged.toml").read_bytes() == damage
    profile.change(file, name="Ada")
    assert profile.load(file).name == "Ada"
    assert file.with_suffix(".damaged.toml").read_bytes() == damage


def test_values_of_another_kind_and_unknown_keys_are_skipped(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('name = 3\nhome_country = ["Ghana"]\nseason = "2027"\nplanet = "Mars"\n')
    assert profile.load(file) == Profile(season="2027")


@given(st.text())
def test_any_text_becomes_one_clean_line(text: str) -> None:
    kept = profile.clean(text)
    if kept is not None:
        assert kept == kept.strip() and len(kept) <= profile.LONGEST
        assert len(kept.splitlines()) == 1 and "\x1b" not in kept
        assert profile.clean(kept) == kept


def test_where_it_cannot_be_written_the_old_one_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile.change(file, name="Ada")
    full_disk.fill(monkeypatch)
    with pytest.raises(OSError):
        profile.change(file, name="Eve")
    assert profile.load(file).name == "Ada"
