"""Speak the demo's answer and record exactly what was said, and when.

    python -m tools.demo_answer --out analysis/demo

Writes `answer.flac` (16 kHz, mono, a little room noise) and `truth.json`. The words are those a
transcript should contain, so fillers are listed separately; a discourse marker is in both lists.
Pauses are the silences of 0.25 s or more between any two sounds, including fillers.
"""

import argparse
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from tools.demo_answer.voices import RATE, Espeak, Flite, Sound

SCRIPT = Path(__file__).with_name("answer.txt")
PIECE = re.compile(r"\[([\d.]+)\]|\((\w+)\)|([^\[\(]+)")
QUESTION = "tell-me-about-yourself"
LEAD, TAIL, BREATH, PAUSE = 0.9, 0.6, 0.12, 0.25  # seconds; BREATH is on each side of a filler
NOISE = 10 ** (-62 / 20)
SPELLING: dict[str, dict[str, str]] = {"espeak": {}, "flite": {"hmm": "hum"}}
"""How to spell a filler so that an engine says it."""

Mark = dict[str, Any]


@dataclass(slots=True)
class Tape:
    """The sound so far, and what was said in it."""

    parts: list[Sound] = field(default_factory=list)
    at: float = 0.0
    words: list[Mark] = field(default_factory=list)
    fillers: list[Mark] = field(default_factory=list)
    markers: list[Mark] = field(default_factory=list)
    sounds: list[tuple[float, float]] = field(default_factory=list)

    def silence(self, seconds: float) -> None:
        """Add silence."""
        self.lay(np.zeros(int(seconds * RATE), np.float32))

    def lay(self, x: Sound) -> None:
        """Add sound."""
        self.parts.append(x)
        self.at += len(x) / RATE


class Voice:
    """One synthetic voice with normal, rushed, and hesitant speeds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.espeak, self.flite = Espeak(), Flite()

    def say(self, text: str, pace: str) -> tuple[Sound, list[tuple[float, float]]]:
        """Return the sound of a piece from its first to its last phone, and its words' spans."""
        engine, _, voice = self.name.partition(":")
        if engine == "espeak":
            speed = {"normal": 148, "rushed": 215, "filler": 112}[pace]
            r = self.espeak.say(text, voice, speed)
        else:
            r = self.flite.say(text, voice, {"normal": 1.08, "rushed": 0.75, "filler": 1.7}[pace])
        if r is None:
            raise ValueError(f"{self.name} cannot say {text!r}")
        x, spans, phones = r
        lo, hi = int(phones[0][0] * RATE), int(phones[-1][1] * RATE)
        x = x[lo:hi] * np.float32(0.09 / np.sqrt(np.mean(x[lo:hi] ** 2)))
        fade = np.linspace(0, 1, 80, dtype=np.float32)
        x[:80] *= fade
        x[-80:] *= fade[::-1]
        return x, [(a - lo / RATE, b - lo / RATE) for a, b in spans]


def speak_filler(tape: Tape, voice: Voice, text: str) -> None:
    """Say a filler slowly, with a breath on either side."""
    engine = voice.name.partition(":")[0]
    tape.silence(BREATH)
    x, _ = voice.say(SPELLING[engine].get(text, text), "filler")
    end = tape.at + len(x) / RATE
    tape.fillers.append({"start": tape.at, "end": end, "text": text, "kind": "filled_pause"})
    tape.sounds.append((tape.at, end))
    tape.lay(x * np.float32(0.8))
    tape.silence(BREATH)


def speak_words(tape: Tape, voice: Voice, text: str, pace: str, last: bool) -> None:
    """Say words without a break; words in <…> are discourse markers."""
    plain = re.sub(r"[<>]", "", text).strip()
    # A comma keeps the voice up when the sentence continues after a break.
    spoken = plain if last or plain[-1] in ",.?" else plain + ","
    x, spans = voice.say(spoken, pace)
    marker: Mark | None = None
    for raw, word, (a, b) in zip(text.split(), plain.split(), spans, strict=True):
        start, end = tape.at + a, tape.at + b
        tape.words.append({"start": start, "end": end, "text": word})
        tape.sounds.append((start, end))
        bare = word.strip(",.?")
        if raw.startswith("<"):
            marker = {"start": start, "end": end, "text": bare.lower() if bare != "I" else bare}
            marker["kind"] = "discourse_marker"
        elif marker is not None:
            marker |= {"end": end, "text": f"{marker['text']} {bare}"}
        if marker is not None and ">" in raw:
            tape.markers.append(marker)
            marker = None
    tape.lay(x)


def speak_script(tape: Tape, voice: Voice, lines: list[str]) -> Mark:
    """Say every line; return the span of the rushed one."""
    rushed: Mark = {}
    for line in lines:
        pace = "rushed" if line.startswith("!") else "normal"
        pieces = [m.groups() for m in PIECE.finditer(line.lstrip("! ")) if m.group().strip()]
        begun = len(tape.words)
        for pause, filler, text in pieces:
            if pause:
                tape.silence(float(pause))
            elif filler:
                speak_filler(tape, voice, filler)
            else:
                speak_words(tape, voice, text, pace, text.strip()[-1] in ".?")
        if pace == "rushed":
            rushed = {"start": tape.words[begun]["start"], "end": tape.words[-1]["end"]}
    return rushed


def pauses(sounds: list[tuple[float, float]]) -> list[Mark]:
    """Return the silences between sounds."""
    gaps = zip([b for _, b in sounds], [a for a, _ in sounds[1:]], strict=False)
    return [{"start": a, "end": b} for a, b in gaps if b - a >= PAUSE]


def rounded(x: Any) -> Any:
    """Round every number in nested lists and dicts to milliseconds."""
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    if isinstance(x, list):
        return [rounded(v) for v in x]
    return round(x, 3) if isinstance(x, float) else x


def make(out: Path, name: str) -> Mark:
    """Write both files; return the truth."""
    lines = [x for x in SCRIPT.read_text().splitlines() if x and not x.startswith("#")]
    tape = Tape()
    tape.silence(LEAD)
    rushed = speak_script(tape, Voice(name), lines)
    tape.silence(TAIL)
    x = np.concatenate(tape.parts)
    x += np.random.default_rng(2026).standard_normal(len(x), dtype=np.float32) * np.float32(NOISE)
    soundfile.write(out / "answer.flac", np.clip(x, -1, 1), RATE, subtype="PCM_16")
    truth = {
        "question": QUESTION, "voice": name, "duration": len(x) / RATE, "words": tape.words,
        "fillers": tape.fillers, "discourse_markers": tape.markers,
        "pauses": pauses(tape.sounds), "rushed": rushed,
    }  # fmt: skip
    (out / "truth.json").write_text(json.dumps(rounded(truth), indent=1) + "\n")
    return truth


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--out", type=Path, default=Path("analysis/demo"))
    ap.add_argument("--voice", default="espeak:en-us+f4", help="espeak:NAME or flite:NAME")
    a = ap.parse_args()
    t = make(a.out, a.voice)
    counts = ", ".join(
        f"{len(t[k])} {k}" for k in ("words", "fillers", "discourse_markers", "pauses")
    )
    print(f"{t['duration']:.1f} s, {counts}")


if __name__ == "__main__":
    main()
