"""Speech in another language is noticed, and never silently turned into English words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from analysis import demo
from analysis.models.known import Model
from analysis.sound.audio import RATE, load
from analysis.transcription.transcribe import Whisper
from tests.real_model import RealModel

SAID = {
    "de": "Guten Tag, ich heiße Anna und bin Ärztin aus Deutschland. Ich habe in Hamburg studiert "
    "und möchte jetzt mit Kindern und mit Erwachsenen arbeiten.",
    "es": "Buenos días, me llamo Carlos y soy médico de Colombia. Estudié en Bogotá y ahora quiero "
    "ser especialista porque me gusta trabajar con niños y con adultos.",
    "fr": "Bonjour, je m'appelle Marie et je suis médecin. J'ai étudié à Lyon et maintenant je "
    "voudrais travailler avec des enfants et des adultes.",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def base(real_model: RealModel) -> Whisper:
    return Whisper(Model("base", real_model("base")))


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
@pytest.mark.parametrize("language", SAID)
def test_another_language_has_no_words(base: Whisper, tmp_path: Path, language: str) -> None:
    path = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-v", language, "-w", str(path), SAID[language]], check=True)
    transcript = base.transcribe(load(path).samples, lambda share: None)
    assert transcript.words == ()
    assert [other.language == "en" for other in transcript.other_languages] == [False]


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is missing")
def test_speech_that_is_not_understood_has_no_words(base: Whisper, tmp_path: Path) -> None:
    russian = (
        "Здравствуйте, меня зовут Иван, и я врач из России. Я учился в Москве и теперь хочу "
        "работать с детьми и взрослыми, потому что мне это нравится."
    )
    path = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-v", "ru", "-w", str(path), russian], check=True)
    assert base.transcribe(load(path).samples, lambda share: None).words == ()


def test_english_is_english(base: Whisper) -> None:
    transcript = base.transcribe(load(demo.ANSWER).samples[: 25 * RATE], lambda share: None)
    assert transcript.other_languages == ()
    assert "grew up in a small town" in transcript.text
