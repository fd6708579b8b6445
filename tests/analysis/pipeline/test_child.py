"""The analysis child and its client: real processes, real sound, a real Whisper."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import soundfile

from analysis import demo
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import QuestionContext, Word
from recorder.analyst.client import AnalysisFailed, Analyst
from tests.analysis.sounds import three_phrases
from tests.patience import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="module")
"""All use one child, as a person's answers do."""

QUESTION = QuestionContext("tell-me-about-yourself", "Tell me about yourself.", "background")


@pytest.fixture(scope="module")
async def analyst(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Analyst]:
    analyst = Analyst(tmp_path_factory.mktemp("child") / "log")
    yield analyst
    await analyst.close()


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three spoken phrases between silences: speech from 0.5 to 6.48 s."""
    path = tmp_path_factory.mktemp("sounds") / "phrases.wav"
    soundfile.write(path, three_phrases(), 16_000, subtype="PCM_16")
    return path


async def test_a_spoken_answer_becomes_a_full_analysis(analyst: Analyst, tiny_en: Model) -> None:
    shares: list[float] = []
    job = Job(0, demo.ANSWER, QUESTION, tiny_en)
    analysis = await analyst.analyze(job, lambda share, left: shares.append(share))
    assert analysis.model == "tiny.en"
    assert analysis.transcript and len(analysis.transcript.words) > 100
    assert {s.name for s in analysis.scores} == {"pace", "pauses", "fillers", "length"}
    assert analysis.question == QUESTION
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 5


async def test_without_a_model_the_sound_alone_is_measured(analyst: Analyst, phrases: Path) -> None:
    analysis = await analyst.analyze(Job(0, phrases))
    assert analysis.transcript is None and analysis.waits_for_model
    assert any("need a speech model" in note.text for note in analysis.notes)
    assert analysis.scores == () and analysis.overall is None
    assert analysis.measures["words_per_minute"] is None
    assert analysis.measures["answer_length"] == pytest.approx(5.98, abs=0.15)


async def test_given_words_skip_whisper(analyst: Analyst, phrases: Path) -> None:
    words = (Word(0.6, 1.2, "hello"), Word(1.3, 2.4, "there"))
    analysis = await analyst.analyze(Job(0, phrases, words=words))
    assert analysis.transcript and analysis.transcript.text == "hello there"
    assert analysis.model == "given"


async def test_bad_files_are_sentences_and_the_next_one_goes_on(
    analyst: Analyst, phrases: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("not a sound")
    (tmp_path / "short.wav").write_bytes(phrases.read_bytes()[:2000])
    for name, words in {
        "missing.wav": "doesn't exist",
        "empty.wav": "is empty",
        "text.wav": "isn't an audio or video file",
        "short.wav": "only 0.1 s",
        ".": "is a folder",
    }.items():
        with pytest.raises(AnalysisFailed, match=words):
            await analyst.analyze(Job(0, tmp_path / name))
    assert (await analyst.analyze(Job(0, phrases))).recording.sample_rate == 16000


async def test_a_broken_model_folder_is_one_sentence(
    analyst: Analyst, phrases: Path, tmp_path: Path, tiny_en: Model
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for part in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (broken / part).write_bytes((tiny_en.folder / part).read_bytes())
    with pytest.raises(AnalysisFailed, match=r"model\.bin is missing"):
        await analyst.analyze(Job(0, phrases, model=Model("broken", broken)))
    (broken / "model.bin").write_bytes((tiny_en.folder / "model.bin").read_bytes()[:10_000])
    with pytest.raises(AnalysisFailed, match="cut off"):
        await analyst.analyze(Job(0, phrases, model=Model("broken", broken)))
    assert await analyst.warm(Model("broken", broken))
    assert await analyst.warm(tiny_en) is None


async def test_cancelling_leaves_the_child_ready_for_the_next(
    analyst: Analyst, phrases: Path, tiny_en: Model
) -> None:
    begun = asyncio.Event()
    job = Job(0, demo.ANSWER, QUESTION, tiny_en)
    task = asyncio.create_task(analyst.analyze(job, lambda share, left: begun.set()))
    await asyncio.wait_for(begun.wait(), PATIENCE)
    child = analyst._child
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await analyst.analyze(Job(0, phrases))).measures["answer_length"]
    assert analyst._child is child


@pytest.mark.slow
async def test_a_killed_child_is_replaced_and_the_job_done_again(
    analyst: Analyst, tiny_en: Model
) -> None:
    begun = asyncio.Event()
    job = Job(0, demo.ANSWER, QUESTION, tiny_en)
    task = asyncio.create_task(analyst.analyze(job, lambda share, left: begun.set()))
    await asyncio.wait_for(begun.wait(), PATIENCE)
    assert analyst._child
    os.kill(analyst._child.pid, signal.SIGKILL)
    analysis = await task
    assert analysis.transcript


async def test_a_child_that_always_dies_fails_the_job_and_not_the_program(tmp_path: Path) -> None:
    dying = Analyst(None, command=(sys.executable, "-c", "import sys; sys.stdin.readline()"))
    try:
        with pytest.raises(AnalysisFailed, match="recording is safe"):
            await dying.analyze(Job(0, tmp_path / "any.wav"))
    finally:
        await dying.close()


async def test_a_listener_that_fails_ends_its_own_job_only(analyst: Analyst, phrases: Path) -> None:
    def broken(share: float, left: float | None) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await analyst.analyze(Job(0, phrases), broken)
    assert (await analyst.analyze(Job(0, phrases))).measures["answer_length"]
