"""Rounded weights say the same as the model's own, and lose less than CTranslate2's rounding."""

from __future__ import annotations

import errno
import platform
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.demo import ANSWER
from analysis.models.model_file import VERSION, contents
from analysis.sound.audio import RATE, load
from analysis.transcription.loading import rounding
from analysis.transcription.loading.arrays import stored
from tests.fake_model import of_variables, variable
from tests.real_model import RealModel

Array = NDArray[Any]

WIDTH = 8
BLOCK = "decoder/layer_0/self_attention"
WEIGHT = f"{BLOCK}/linear_0/weight"
TIED = "decoder/embeddings/weight"
ALIAS = "decoder/projection/weight"


def drawn(*shape: int, seed: int) -> Array:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float16)


@pytest.fixture
def values() -> dict[str, Array]:
    """A layer norm with one large value, the weight that reads it, and weights with two names."""
    gain = np.ones(WIDTH, np.float16)
    gain[3] = 60
    return {
        f"{BLOCK}/layer_norm/gamma": gain,
        f"{BLOCK}/layer_norm/beta": drawn(WIDTH, seed=1),
        WEIGHT: drawn(3 * WIDTH, WIDTH, seed=2),
        f"{BLOCK}/linear_0/bias": drawn(3 * WIDTH, seed=3),
        TIED: drawn(5000, WIDTH, seed=4),
        "decoder/start_from_zero_embedding": np.array(1, np.int8),
    }


def write(
    file: Path,
    values: dict[str, Array],
    version: int = VERSION,
    aliases: dict[str, str] | None = None,
) -> Path:
    described = [variable(name, array) for name, array in values.items()]
    named = {ALIAS: TIED} | (aliases or {})
    file.write_bytes(of_variables(described, aliases=named, version=version))
    return file


def read(file: Path) -> dict[str, Array]:
    found = contents(file)
    assert found is not None
    return {name: stored(file, described) for name, described in found.variables.items()}


def weight(values: dict[str, Array], name: str) -> Array:
    return values[name] / values[f"{name}_scale"][:, None]


@pytest.fixture
def rounded(tmp_path: Path, values: dict[str, Array]) -> Path:
    assert rounding.write_rounded(write(tmp_path / "own", values), tmp_path / "rounded")
    return tmp_path / "rounded"


def after_norm(values: dict[str, Array], normalized: Array) -> Array:
    norm = f"{BLOCK}/layer_norm"
    return np.asarray(normalized * values[f"{norm}/gamma"] + values[f"{norm}/beta"], np.float32)


def test_a_layer_says_the_same(rounded: Path, values: dict[str, Array]) -> None:
    normalized = np.random.default_rng(5).normal(size=(100, WIDTH))
    expected = after_norm(values, normalized) @ values[WEIGHT].astype(np.float32).T
    now = read(rounded)
    assert now[WEIGHT].dtype == np.int8
    found = after_norm(now, normalized) @ weight(now, WEIGHT).T
    assert np.abs(found - expected).max() < 0.005 * np.abs(expected).max()


def test_large_values_are_smaller(rounded: Path, values: dict[str, Array]) -> None:
    def unevenness(norms: dict[str, Array]) -> float:
        gain = norms[f"{BLOCK}/layer_norm/gamma"]
        return float(gain.max() / np.median(gain))

    assert unevenness(read(rounded)) < unevenness(values) / 5


def test_the_rest_is_what_it_was(rounded: Path, values: dict[str, Array]) -> None:
    now = read(rounded)
    for name in (f"{BLOCK}/linear_0/bias", "decoder/start_from_zero_embedding"):
        assert now[name].dtype == values[name].dtype and (now[name] == values[name]).all()
    largest = np.abs(values[TIED]).max(axis=1, keepdims=True)
    assert (
        np.abs(weight(now, TIED) - values[TIED]) <= 0.51 * largest / np.abs(now[TIED]).max()
    ).all()
    found = contents(rounded)
    assert found and found.aliases == {ALIAS: TIED, f"{ALIAS}_scale": f"{TIED}_scale"}


BETA = f"{BLOCK}/layer_norm/beta"
GATE = f"{BLOCK}/linear_0_noact/weight"


@pytest.mark.parametrize(
    ("without", "more", "aliases"),
    [
        (BETA, {}, {}),
        (WEIGHT, {}, {WEIGHT: TIED}),
        (None, {}, {"decoder/layer_1/self_attention/layer_norm/beta": BETA}),
        (None, {GATE: drawn(WIDTH, WIDTH, seed=6)}, {}),
    ],
    ids=["no offset", "a tied weight", "a shared norm", "two readers"],
)
def test_only_blocks_of_the_usual_kind_are_balanced(
    tmp_path: Path,
    values: dict[str, Array],
    without: str | None,
    more: dict[str, Array],
    aliases: dict[str, str],
) -> None:
    kept = {name: array for name, array in (values | more).items() if name != without}
    source = write(tmp_path / "own", kept, aliases=aliases)
    assert rounding.write_rounded(source, tmp_path / "rounded")
    gain = f"{BLOCK}/layer_norm/gamma"
    assert (read(tmp_path / "rounded")[gain] == values[gain]).all()


@pytest.mark.parametrize(
    ("machine", "flags", "largest"),
    [
        ("x86_64", "avx2 avx512f", 96),
        ("x86_64", "avx2 avx_vnni", 127),
        ("AMD64", "avx512f avx512_vnni", 127),
        ("x86_64", None, 96),
        ("arm64", None, 127),
    ],
)
def test_processors_that_cut_sums_off_get_smaller_integers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    values: dict[str, Array],
    machine: str,
    flags: str | None,
    largest: int,
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(rounding, "CPU_INFO", tmp_path / "cpuinfo")
    if flags is not None:
        (tmp_path / "cpuinfo").write_text(f"flags : {flags}\n")
    rounding.largest_integer.cache_clear()
    try:
        rounding.write_rounded(write(tmp_path / "own", values), tmp_path / "rounded")
    finally:
        rounding.largest_integer.cache_clear()
    assert np.abs(read(tmp_path / "rounded")[TIED]).max() == largest


def in_8_bits(values: dict[str, Array]) -> dict[str, Array]:
    return values | {WEIGHT: np.ones((3 * WIDTH, WIDTH), np.int8)}


def test_what_is_rounded_already_is_left(tmp_path: Path, values: dict[str, Array]) -> None:
    source = write(tmp_path / "own", in_8_bits(values))
    assert not rounding.write_rounded(source, tmp_path / "rounded")
    assert not (tmp_path / "rounded").exists()


def test_another_version_is_left(tmp_path: Path, values: dict[str, Array]) -> None:
    source = write(tmp_path / "own", values, version=VERSION + 1)
    assert not rounding.write_rounded(source, tmp_path / "rounded")


@pytest.mark.parametrize("cut", [3, 100])
def test_a_damaged_file_is_left(tmp_path: Path, values: dict[str, Array], cut: int) -> None:
    source = write(tmp_path / "own", values)
    source.write_bytes(source.read_bytes()[:-cut])
    assert not rounding.write_rounded(source, tmp_path / "rounded")


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, values: dict[str, Array], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: Callable[..., Iterable[bytes]] = rounding._written

    def until_full(*args: Any) -> Iterable[bytes]:
        yield from list(written(*args))[:3]
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rounding, "_written", until_full)
    assert not rounding.write_rounded(write(tmp_path / "own", values), tmp_path / "rounded")
    assert not (tmp_path / "rounded").exists()


@pytest.mark.real_model
def test_less_is_lost_than_when_ctranslate2_rounds(real_model: RealModel, tmp_path: Path) -> None:
    own = real_model("base")
    for file in own.iterdir():
        if file.name != "model.bin":
            (tmp_path / file.name).symlink_to(file)
    assert rounding.write_rounded(own / "model.bin", tmp_path / "model.bin")
    exact = states(own, "float32")
    assert loss(states(tmp_path, "int8"), exact) < 0.95 * loss(states(own, "int8"), exact)


def states(folder: Path, numbers: str) -> Array:
    """What the encoder makes of the first seconds of the sample answer."""
    import ctranslate2
    from faster_whisper.feature_extractor import FeatureExtractor

    features = FeatureExtractor()(load(ANSWER).samples[: 10 * RATE], padding=0)[None, :, :1000]
    whisper = ctranslate2.models.Whisper(str(folder), compute_type=numbers)
    whole = np.ascontiguousarray(features, np.float32)
    return np.array(whisper.encode(ctranslate2.StorageView.from_array(whole)))


def loss(found: Array, exact: Array) -> float:
    return float(np.linalg.norm(found - exact))
