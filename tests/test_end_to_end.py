"""The main job whole: a voice through a real sound system, a real Take, the analysis child.

The shipped spoken answer is played into PulseAudio's virtual microphone; what comes out is held
against the exact truth it was made with. Tolerances: length 0.3 s; of the silent pauses 80 % found
(IoU 0.5) and no more invented; of the filled pauses half found and none over words more than twice;
of the words three quarters right, with the smallest real Whisper.
"""

from __future__ import annotations

import json
import subprocess
import wave
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import av
import pytest

from analysis import demo
from analysis.models.known import Model
from analysis.protocol import Job
from analysis.types import Analysis, QuestionContext
from recorder.analyst.client import Analyst
from recorder.microphone.sound_device import SoundDeviceMicrophone
from recorder.recording.take import Recorded, Take
from tests.microphone import VirtualMicrophone

SECONDS = 55.0
"""How much of the answer is played: enough for every kind of thing that is counted."""

pytestmark = [pytest.mark.microphone, pytest.mark.timeout(300)]


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """The first seconds of the shipped answer as WAV."""
    path = tmp_path / "spoken.wav"
    left = int(SECONDS * 16_000)
    with av.open(str(demo.ANSWER)) as source, wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        resampler = av.AudioResampler(format="s16", layout="mono", rate=16_000)
        for frame in source.decode(audio=0):
            for block in resampler.resample(frame):
                taken = min(left, block.samples)
                file.writeframes(bytes(block.planes[0])[: 2 * taken])
                left -= taken
    return path


@pytest.fixture
def truth() -> dict[str, Any]:
    """What was said in those seconds."""
    everything: dict[str, Any] = json.loads(demo.TRUTH.read_text("utf-8"))
    return {
        kind: [thing for thing in everything[kind] if thing["end"] < SECONDS - 0.3]
        for kind in ("words", "fillers", "pauses")
    }


@pytest.fixture
async def heard(
    microphone_heard: VirtualMicrophone, spoken: Path, tmp_path: Path, tiny_en: Model
) -> tuple[Recorded, Analysis]:
    """Play, record, and analyze."""
    take = Take(tmp_path / "take.wav", SoundDeviceMicrophone())
    take.start()
    subprocess.run(["paplay", "--latency-msec=2000", spoken], check=True)
    recorded = take.stop()
    analyst = Analyst(tmp_path / "log")
    try:
        job = Job(0, recorded.path, QuestionContext(None, "Tell me about yourself."), tiny_en)
        return recorded, await analyst.analyze(job)
    finally:
        await analyst.close()


@pytest.mark.slow
async def test_what_was_said_is_what_is_reported(
    heard: tuple[Recorded, Analysis], truth: dict[str, Any]
) -> None:
    recorded, analysis = heard
    assert recorded.overflows == 0 and recorded.problem is None

    words = analysis.transcript.words if analysis.transcript else ()
    said = [w["text"].lower().strip(".,?!") for w in truth["words"]]
    written = [w.text.lower().strip(".,?!") for w in words]
    same = sum(b.size for b in SequenceMatcher(None, said, written).get_matching_blocks())
    assert same >= 0.75 * len(said), f"{same} of {len(said)} words: {' '.join(written)}"

    length = analysis.measures["answer_length"]
    assert length is not None and analysis.pauses
    # the recording starts before the voice: find by how much from the first word of the truth
    start = analysis.measures["response_latency"]
    assert start is not None
    shift = start - truth["words"][0]["start"]
    last = max(thing["end"] for kind in truth.values() for thing in kind)
    assert length == pytest.approx(SECONDS - truth["words"][0]["start"], abs=0.3 + SECONDS - last)

    found = [(p.start - shift, p.end - shift) for p in analysis.pauses]
    wanted = [(p["start"], p["end"]) for p in truth["pauses"]]
    hits = sum(any(iou(w, f) >= 0.5 for f in found) for w in wanted)
    assert hits >= 0.8 * len(wanted), (wanted, found)
    assert len([f for f in found if f[1] < last]) <= len(wanted) / 0.8

    ums = [f for f in analysis.fillers if f.kind == "filled_pause"]
    near = sum(
        any(abs((f.start + f.end) / 2 - shift - (t["start"] + t["end"]) / 2) < 0.3 for f in ums)
        for t in truth["fillers"]
    )
    assert near >= 0.5 * len(truth["fillers"]), (truth["fillers"], ums)
    assert len(ums) - near <= 2


def iou(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Overlap of two spans over what they cover together."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, inside) / (max(one[1], other[1]) - min(one[0], other[0]))
