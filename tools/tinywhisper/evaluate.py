"""Measure a model folder through the unchanged faster-whisper.

    python -m tools.tinywhisper.evaluate --model analysis/demo/model --bank held --bank unseen

For each bank, answers are put together from its sentences, one voice each. Then the
demo's own answer, then silence and noise. Figures are printed as JSON lines: word error
rate, the error of word starts and ends where the word is right (median and 90th
percentile), fillers left out of the text, and real-time factor.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import soundfile
from faster_whisper import WhisperModel

from .bank import RATE, Bank, Sound, Timed
from .sound import varied
from .text import FILLERS

GAPS = (0.2, 0.4, 0.6, 0.8, 1.0, 2.0)  # seconds between sentences


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its truth."""

    voice: str
    sound: Sound
    words: list[Timed]
    fillers: int


@dataclass(slots=True)
class Figures:
    """What is counted over a set of answers."""

    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    fillers: int = 0
    kept: int = 0
    seconds: float = 0.0
    spent: float = 0.0

    def row(self) -> dict[str, Any]:
        """Return the figures by name."""
        return {
            "wer": round(jiwer.wer(self.said, self.heard), 4),
            "words": sum(len(s.split()) for s in self.said),
            "start_ms": spread(self.starts),
            "end_ms": spread(self.ends),
            "fillers_left_out": f"{self.fillers - self.kept}/{self.fillers}",
            "rtf": round(self.spent / self.seconds, 3),
            "seconds": round(self.seconds),
        }


def spread(errors: list[float]) -> list[int]:
    """Return median and 90th percentile in milliseconds."""
    return [round(1000 * float(np.percentile(errors, q))) for q in (50, 90)] if errors else []


def plain(text: str) -> str:
    """Drop case and punctuation; one word stays one word."""
    return "".join(c for c in text.lower() if c.isalnum() or c == "'")


def answer(bank: Bank, rng: random.Random, seconds: float) -> Answer:
    """Put an answer together from one voice's sentences."""
    voice = rng.choice([v for v in bank.voices if len(bank.by_voice[v]) >= 5])
    clips = rng.sample(bank.by_voice[voice], len(bank.by_voice[voice]))
    parts, words, fillers, at = [np.zeros(int(0.4 * RATE), np.float32)], [], 0, 0.4
    for clip in clips:
        y, said, _ = varied(clip, rng, stretch=0)
        if at + len(y) / RATE > seconds:
            break
        words += [(a + at, b + at, w) for a, b, w in said if w]
        fillers += sum(not w for _, _, w in said)
        gap = np.zeros(int(rng.choice(GAPS) * RATE), np.float32)
        parts += [y * np.float32(0.8), gap]
        at += (len(y) + len(gap)) / RATE
    x = np.concatenate(parts)
    x += np.random.default_rng(len(x)).standard_normal(len(x), dtype=np.float32) * np.float32(1e-3)
    return Answer(voice, x, words, fillers)


def demo(folder: Path) -> Answer:
    """Load the demo's answer."""
    truth = json.loads((folder / "truth.json").read_text())
    x, _ = soundfile.read(folder / "answer.flac", dtype="float32")
    words = [(w["start"], w["end"], w["text"]) for w in truth["words"]]
    return Answer(truth["voice"], x, words, len(truth["fillers"]))


def hear(model: WhisperModel, x: Sound, beam: int) -> list[Any]:
    """Transcribe as Viva does: English, word times, nothing carried over, no sampling."""
    segments, _ = model.transcribe(
        x,
        language="en",
        beam_size=beam,
        temperature=0.0,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    return list(segments)


def compare(f: Figures, a: Answer, segments: list[Any]) -> None:
    """Count one transcript against the truth."""
    said = [(s, e, plain(w)) for s, e, w in a.words]
    heard = [(w.start, w.end, plain(w.word)) for s in segments for w in s.words]
    heard = [w for w in heard if w[2]]
    f.said.append(" ".join(w for _, _, w in said))
    f.heard.append(" ".join(w for _, _, w in heard))
    f.fillers += a.fillers
    f.kept += sum(w in FILLERS for _, _, w in heard)
    for chunk in jiwer.process_words(f.said[-1], f.heard[-1] or "-").alignments[0]:
        if chunk.type == "equal":
            for i in range(chunk.ref_end_idx - chunk.ref_start_idx):
                truth, guess = said[chunk.ref_start_idx + i], heard[chunk.hyp_start_idx + i]
                f.starts.append(abs(truth[0] - guess[0]))
                f.ends.append(abs(truth[1] - guess[1]))


def measure(model: WhisperModel, answers: list[Answer], beam: int, show: int) -> dict[str, Any]:
    """Transcribe and count; print the first `show` transcripts."""
    f = Figures()
    for k, a in enumerate(answers):
        before = time.time()
        segments = hear(model, a.sound, beam)
        f.spent += time.time() - before
        f.seconds += len(a.sound) / RATE
        compare(f, a, segments)
        if k < show:
            print(f"--- {a.voice}: {' '.join(w for _, _, w in a.words)}")
            for s in segments:
                print(f"  [{s.start:.2f}-{s.end:.2f}] {s.avg_logprob:.2f}{s.text}")
    return f.row()


def invented(model: WhisperModel, beam: int, seconds: int = 30) -> dict[str, str]:
    """Return the text heard where nothing is said."""
    n = seconds * RATE
    hiss = np.random.default_rng(0).standard_normal(n)
    hum = np.sin(2 * np.pi * 50 * np.arange(n) / RATE)
    sounds = {
        "silence": np.zeros(n), "hiss -60 dB": hiss * 1e-3, "hiss -45 dB": hiss * 10**-2.25,
        "hiss -30 dB": hiss * 10**-1.5, "hum -40 dB": hum * 1e-2, "hum -20 dB": hum * 1e-1,
    }  # fmt: skip
    return {
        name: "".join(s.text for s in hear(model, x.astype(np.float32), beam))
        for name, x in sounds.items()
    }


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--model", type=Path, default=Path("analysis/demo/model"))
    ap.add_argument("--bank", action="append", default=[], help="folder of held-out shards")
    ap.add_argument("--demo", type=Path, default=Path("analysis/demo"))
    ap.add_argument("--answers", type=int, default=12)
    ap.add_argument("--seconds", type=float, default=60)
    ap.add_argument("--beam", type=int, default=5)
    ap.add_argument("--show", type=int, default=0, help="print this many transcripts")
    a = ap.parse_args()
    before = time.time()
    model = WhisperModel(str(a.model), device="cpu", compute_type="int8", cpu_threads=2)
    size = sum(f.stat().st_size for f in a.model.iterdir()) / 1e6
    print(json.dumps({"load_s": round(time.time() - before, 2), "mb": round(size, 1)}))
    for folder in a.bank:
        rng, bank = random.Random(3), Bank(folder)
        answers = [answer(bank, rng, a.seconds) for _ in range(a.answers)]
        print(json.dumps({"bank": folder} | measure(model, answers, a.beam, a.show)), flush=True)
    if (a.demo / "answer.flac").exists():
        row = measure(model, [demo(a.demo)], a.beam, a.show)
        print(json.dumps({"demo": str(a.demo)} | row), flush=True)
    print(json.dumps({"invented": invented(model, a.beam)}))


if __name__ == "__main__":
    main()
