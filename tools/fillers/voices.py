"""Made voices: filled pauses by source and filter, and by flite and espeak-ng."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from scipy import signal

from analysis.sound.audio import RATE

FLITE = ("kal16", "awb", "slt")
ESPEAK = tuple(f"en-us+{v}" for v in ("m2", "m4", "m5", "m7", "f1", "f3", "Annie"))
VOWELS = frozenset("aa ae ah ao aw ax axr ay eh er ey ih iy ow oy uh uw el em en ix".split())  # noqa: SIM905


def glottal(f0: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Pulses at the pitch f0 (hertz a sample), with breath noise, about −12 dB an octave."""
    phase = np.cumsum(f0 / RATE)
    pulses = np.diff(np.floor(phase), prepend=0.0)
    source = signal.lfilter([1], [1, -0.97], signal.lfilter([1], [1, -0.9], pulses))
    noise = rng.standard_normal(len(f0)) * rng.uniform(0.005, 0.05) * np.std(source)
    return signal.lfilter([1, -1], [1], source + noise)


def resonate(x: np.ndarray, formants: list[tuple[float, float]]) -> np.ndarray:
    for hertz, width in formants:
        r = np.exp(-np.pi * width / RATE)
        x = signal.lfilter([1 - r], [1, -2 * r * np.cos(2 * np.pi * hertz / RATE), r * r], x)
    return x


def filler(rng: np.random.Generator) -> np.ndarray:
    """One um, uh or mm of a made voice."""
    kind = rng.choice(["uh", "um", "mm"], p=[0.45, 0.45, 0.10])
    length = {"uh": rng.uniform(0.15, 0.65), "um": rng.uniform(0.3, 0.95)}.get(
        kind, rng.uniform(0.2, 0.6)
    )
    n = int(length * RATE)
    size = rng.uniform(0.88, 1.22)
    pitch = rng.uniform(80, 150) if size < 1.03 else rng.uniform(140, 270)
    at = np.linspace(0, 1, n)
    fall = rng.uniform(-3.5, 0.8) * at + 0.15 * np.sin(2 * np.pi * at * rng.uniform(0.5, 3))
    f0 = pitch * 2 ** (fall / 12) * (1 + 0.004 * rng.standard_normal(n).cumsum() / 60)
    source = glottal(f0, rng)
    drift = rng.uniform(-0.06, 0.06, 3)
    centre = np.array([rng.uniform(430, 760), rng.uniform(1050, 1650), rng.uniform(2250, 2750)])
    widths = rng.uniform(60, 160, 3)
    parts = np.array_split(source, 6)
    vowel = np.concatenate(
        [
            resonate(
                p,
                [
                    *zip(centre * size * (1 + drift * i / 6), widths, strict=True),
                    (3500 * size, 200),
                ],
            )
            for i, p in enumerate(parts)
        ]
    )
    vowel = 0.3 * vowel + 0.7 * resonate(
        source, [*zip(centre * size, widths, strict=True), (3500 * size, 200)]
    )
    nasal = resonate(source, [(rng.uniform(220, 320), 80), (1100 * size, 250), (2300 * size, 300)])
    nasal *= 0.4 * np.std(vowel) / (np.std(nasal) + 1e-9)
    turn = {"uh": 1.1, "um": rng.uniform(0.25, 0.7)}.get(kind, -0.1)
    mix = 1 / (1 + np.exp((at - turn) * length / 0.02))
    out = mix * vowel + (1 - mix) * nasal
    edge_in, edge_out = rng.uniform(0.01, 0.05), rng.uniform(0.03, 0.12)
    shape = np.minimum(1, at * length / edge_in) * np.minimum(1, (1 - at) * length / edge_out)
    return out * shape * 10 ** (rng.uniform(-6, 3) * at / 20) / (np.std(out) + 1e-9)


def read(path: Path) -> np.ndarray:
    x, rate = soundfile.read(path)
    return x if rate == RATE else signal.resample_poly(x, RATE, rate)


def trim(x: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(x) > 0.03 * np.abs(x).max())
    return x[loud[0] : loud[-1] + 1] if len(loud) else x


def synthesised(rng: np.random.Generator) -> np.ndarray:
    """One filler said by a speech synthesiser."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "x.wav"
        if rng.random() < 0.4:
            text = rng.choice(["uh", "um", "er", "hm"])
            stretch = rng.uniform(1.0, 2.4)
            subprocess.run(
                [
                    "flite",
                    "-voice",
                    rng.choice(FLITE),
                    "--setf",
                    f"duration_stretch={stretch}",
                    "--seti",
                    f"int_f0_target_mean={int(rng.uniform(85, 220))}",
                    "-t",
                    text,
                    "-o",
                    str(out),
                ],
                check=True,
                capture_output=True,
            )
        else:
            text = rng.choice(["[[V:]]", "[[V:m]]", "[[@:]]", "[[3:]]", "[[V:m:]]", "[[@:m]]"])
            subprocess.run(
                [
                    "espeak-ng",
                    "-v",
                    rng.choice(ESPEAK),
                    "-p",
                    str(int(rng.uniform(15, 80))),
                    "-s",
                    str(int(rng.uniform(80, 150))),
                    "-w",
                    str(out),
                    text,
                ],
                check=True,
                capture_output=True,
            )
        x = trim(read(out))
    return x / (np.std(x) + 1e-9)


def sentence(
    text: str, rng: np.random.Generator
) -> tuple[np.ndarray, list[tuple[float, float, str]]]:
    """A sentence said by flite, and its phones (start, end, name)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "x.wav"
        voice = rng.choice(FLITE)
        done = subprocess.run(
            [
                "flite",
                "-voice",
                voice,
                "--setf",
                f"duration_stretch={rng.uniform(0.8, 1.5)}",
                "-psdur",
                "-t",
                text,
                "-o",
                str(out),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        x = read(out)
    phones, at = [], 0.0
    for name, end in re.findall(r"(\S+):([\d.]+)", done.stdout):
        if float(end) > at:
            phones.append((at, float(end), name))
        at = float(end)
    return x / (np.std(x) + 1e-9), phones
