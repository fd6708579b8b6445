"""Fill a speech bank: random sentences in many synthetic voices, one shard per task.

python -m tools.tinywhisper.speak --clips 20000 --out bank
python -m tools.tinywhisper.speak --clips 500 --seed 9 --held-out --out held
python -m tools.tinywhisper.speak --clips 500 --seed 10 --held-out --voices unseen --out unseen
"""

import argparse
import multiprocessing
import random
from typing import Any

import numpy as np

from .bank import RATE, save_shard
from .text import FILLERS, Word, sentence
from .voices import Espeak, Flite, resample

ACCENTS = ("en-us", "en-us", "en-gb")
VARIANTS = ("", "+f1", "+f2", "+f3", "+f5", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7")
TRAIN = {
    "espeak": [a + v for a in ACCENTS for v in VARIANTS] + ["en-gb-scotland", "en-gb-x-rp"],
    "flite": ["kal", "kal16", "slt", "awb"],
}
UNSEEN = {"espeak": ["en-us+f4", "en-gb+m8"], "flite": ["rms"]}
FLITE = 0.3  # share of clips by flite's voices
# flite has few voices: played faster or slower, each of them makes several more.
PITCHES = (0.8, 0.86, 0.93, 1.0, 1.0, 1.08, 1.16)
SPELLING: dict[str, dict[str, str]] = {"espeak": {}, "flite": {"hmm": "hum"}}
LONGEST = 14.0  # seconds

PHONES = """sil aa ae ah ao aw ax ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t
th uh uw v w y z zh""".split()  # noqa: SIM905
ESPEAK_PHONES = dict(
    pair.split("=")
    for pair in """3=er 3:=er @=ax @-=ax @2=ax @5=ax @L=l A:=aa A@=aa D=dh E=eh I=ih I#=ih I2=ih
    IR=er N=ng O2=ao O:=ao O@=ao OI=oy S=sh T=th U=uh U@=uh V=ah VR=er Z=zh a=ae a#=ax aI=ay aI2=ay
    aI3=ay aI@=ay aU=aw aa=ae dZ=jh e@=eh eI=ey h=hh i=iy i:=iy i@=ih i@3=ih j=y o@=ao oU=ow r-=r
    tS=ch t#=t t2=t u:=uw w#=w n-=n 0=aa O=ao A=aa l#=l""".split()  # noqa: SIM905
)
PHONE_ID = {p: i for i, p in enumerate(PHONES)}


def spelled(word: Word, engine: str) -> str:
    """Return a word as this synthesiser must read it."""
    if word.written:
        return word.spoken
    core = word.spoken.rstrip(",.?")
    return SPELLING[engine].get(core, core) + word.spoken[len(core) :]


def one_clip(
    rng: random.Random, engines: dict[str, Any], voices: dict[str, list[str]], held_out: bool
) -> tuple[Any, dict[str, Any]] | None:
    """Speak one sentence or, now and then, one slow filler alone."""
    engine = "flite" if rng.random() < FLITE else "espeak"
    voice = rng.choice(voices[engine])
    alone = rng.random() < 0.05
    words = [Word(rng.choice(FILLERS) + ".", "")] if alone else sentence(rng, held_out)
    text = " ".join(spelled(w, engine) for w in words)
    if engine == "espeak":
        speed = rng.randint(60, 130) if alone else rng.randint(105, 205)
        r = engines[engine].say(text, voice, speed, rng.randint(30, 70))
    else:
        stretch = rng.uniform(1.3, 2.2) if alone else rng.uniform(0.8, 1.35)
        pitch = 1.0 if held_out else rng.choice(PITCHES)
        r = engines[engine].say(text, voice, stretch * pitch)
        if r and pitch != 1.0:
            r, voice = pitched(r, pitch), f"{voice}*{pitch}"
    return r and trimmed(r, words, voice)


def pitched(spoken: Any, pitch: float) -> Any:
    """Play speech at another speed, which shifts its pitch and its formants alike."""
    x, spans, phones = spoken
    x = resample(x, round(RATE * pitch))
    spans = [(a / pitch, b / pitch) for a, b in spans]
    return x, spans, [(a / pitch, b / pitch, n) for a, b, n in phones]


def trimmed(spoken: Any, words: list[Word], voice: str) -> tuple[Any, dict[str, Any]]:
    """Cut the silence around a clip, set its level, and pack its times."""
    x, spans, phones = spoken
    lo = max(0.0, phones[0][0] - 0.02)
    x = x[int(lo * RATE) : int(min(len(x) / RATE, phones[-1][1] + 0.05) * RATE)]
    x = np.clip(x * (0.1 / max(2e-4, float(np.sqrt(np.mean(x**2))))), -1, 1)
    ids = [PHONE_ID.get(ESPEAK_PHONES.get(n, n), -1) for _, _, n in phones]
    return (x * 32767).astype(np.int16), {
        "voice": voice,
        "words": [(a - lo, b - lo, w.written) for (a, b), w in zip(spans, words, strict=True)],
        "phones": (
            np.array([p[0] for p in phones]) - lo,
            np.array([p[1] for p in phones]) - lo,
            np.array(ids),
        ),
        "spoken": " ".join(w.spoken for w in words),
    }


def make_shard(task: tuple[str, int, int, dict[str, list[str]], bool]) -> float:
    """Make one shard; return its hours."""
    folder, count, seed, voices, held_out = task
    rng, engines = random.Random(seed), {"espeak": Espeak(), "flite": Flite()}
    sounds: list[Any] = []
    clips: list[Any] = []
    at = 0
    while len(clips) < count:
        r = one_clip(rng, engines, voices, held_out)
        if r is None or len(r[0]) > LONGEST * RATE:
            continue
        sounds.append(r[0])
        clips.append(r[1] | {"at": at, "n": len(r[0])})
        at += len(r[0])
    save_shard(folder, f"{seed:06d}", np.concatenate(sounds), clips)
    return at / RATE / 3600


def main() -> None:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ap.add_argument("--clips", type=int, default=20000)
    ap.add_argument("--seed", type=int, default=1, help="another seed adds other shards")
    ap.add_argument("--voices", choices=("train", "unseen"), default="train")
    ap.add_argument("--held-out", action="store_true", help="only patterns kept from training")
    ap.add_argument("--out", default="bank")
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    voices = TRAIN if a.voices == "train" else UNSEEN
    size = min(1000, -(-a.clips // a.jobs))
    tasks = [
        (a.out, size, a.seed * 1000 + k, voices, a.held_out) for k in range(-(-a.clips // size))
    ]
    with multiprocessing.get_context("spawn").Pool(a.jobs) as pool:
        hours = sum(pool.imap_unordered(make_shard, tasks))
    print(f"{len(tasks) * size} clips, {hours:.1f} h")


if __name__ == "__main__":
    main()
