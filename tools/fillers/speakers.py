"""Computer voices that hesitate: espeak-ng and flite, and which of them only ever measure.

The networks and the rules learn from ``LEARNED``; ``HELD_OUT`` are the voices of
``tools.fillers.own_set`` and of the demonstration answer, and nothing learns from those.
"""

from __future__ import annotations

import random

import numpy as np

from tools.demo_answer.voices import PITCH, SPEED, SPREAD, Espeak, Flite, resample

RATE = 16_000
PHONEMES = 0x101  # espeak_Synth: UTF-8, with [[phonemes]] in the text

HELD_OUT = ("en-us+f4", "en-us+m1", "en-gb+f2", "en-gb+m8", "en-gb-scotland+m3", "en-us+f5")
HELD_OUT_FLITE = ("flite:rms",)
VARIANTS = """
    f1 f3 m2 m4 m5 m6 m7 klatt klatt2 klatt3 Alex Alicia Andrea Andy Annie Antonio aunty belinda
    benjamin boris caleb david Denis Diogo ed edward Gene grandma grandpa Henrique Hugo iven Jacky
    john Lee linda marcelo Marco Mario max Michael michel miguel Mike Nguyen norbert pablo paul
    pedro quincy rob robert sandro shelby steph Storm travis victor Zac anika
""".split()  # noqa: SIM905
ACCENTS = ("en-us", "en-gb", "en-us", "en-gb-x-rp", "en-029")
LEARNED = (
    *(f"{ACCENTS[i % len(ACCENTS)]}+{name}" for i, name in enumerate(VARIANTS)),
    *("flite:slt", "flite:awb", "flite:kal16") * 4,
)

SAID = {
    "um": ("V m", "V: m", "@ m", "3: m", "a m"),
    "uh": ("V", "V:", "@", "@:", "a"),
    "er": ("3:", "@:", "3::"),
    "eh": ("E", "E:", "eI"),
    "mm": ("m-", "m- m-", "h m-", "n-", "h @ m"),
}
"""How espeak-ng says each filler, in its own phonemes; spelling would read letters out."""

Sound = np.ndarray
Spoken = tuple[Sound, list[tuple[float, float]]]


class Speakers:
    """Both synthesisers, by voice names as above. One in a process."""

    def __init__(self) -> None:
        self.espeak, self.flite = Espeak(), Flite()

    def say(self, text: str, voice: str, speed: int, pitch: int) -> Spoken | None:
        """Speak words: the sound without silence around it, and when each word is said."""
        if voice.startswith("flite:"):
            spoken = self.flite.say(text, voice[6:], 165 / speed)
        else:
            spoken = self.espeak.say(text, voice, speed, pitch)
        if spoken is None:
            return None
        sound, spans, phones = spoken
        first, last = phones[0][0], min(len(sound) / RATE, phones[-1][1])
        cut = sound[int(first * RATE) : int(last * RATE)]
        return cut, [(a - first, b - first) for a, b in spans]

    def hesitate(
        self, kind: str, voice: str, speed: int, pitch: int, spread: int, rng: random.Random
    ) -> Sound | None:
        """Speak one filler; ``spread`` 0 … 50 is how far espeak-ng's pitch falls."""
        if voice.startswith("flite:"):
            text = kind if kind in ("um", "uh", "er") else "um"
            spoken = self.flite.say(text, voice[6:], 100 / speed)
            return None if spoken is None else _trim(spoken[0])
        lib = self.espeak.lib
        lib.espeak_SetVoiceByName(voice.encode())
        for parameter, value in ((SPEED, speed), (PITCH, pitch), (SPREAD, spread)):
            lib.espeak_SetParameter(parameter, int(value), 0)
        self.espeak.audio, self.espeak.words, self.espeak.phones = [], [], []
        raw = f"[[{rng.choice(SAID[kind]).replace(' ', '')}]]".encode()
        lib.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, PHONEMES, None, None)
        if not self.espeak.audio:
            return None
        sound = np.concatenate(self.espeak.audio).astype(np.float32) / 32768
        return _trim(resample(sound, self.espeak.rate))


def _trim(x: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(x) > 0.03 * np.abs(x).max())
    return x[loud[0] : loud[-1] + 1] if len(loud) else x
