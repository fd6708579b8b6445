"""espeak-ng and flite in this process, with exact word and phone times.

`say` returns the sound (float32, 16 kHz), one span per whitespace-separated word (None if the word
has no times), and the phones as (start, end, name). A word must be one token to the synthesizer: no
digits and no abbreviations.
"""

import ctypes as c
import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples per second of all speech."""

Sound = NDArray[np.float32]

Spans = list[tuple[float, float]]
Spoken = tuple[Sound, Spans, list[tuple[float, float, str]]]
SILENT = frozenset({"", "_", "_:", "_!", "_|", "_^_"})
SYNCHRONOUS, PHONE_EVENTS = 2, 1  # espeak_ng: output mode and option bit
EVENT_WORD, EVENT_PHONE = 1, 7
SPEED, PITCH, SPREAD, GAP = 1, 3, 4, 7  # espeak_PARAMETER


def resample(x: Sound, rate: int) -> Sound:
    """Resample a short clip to 16 kHz by cutting or padding its spectrum."""
    if rate == RATE:
        return x.astype(np.float32)
    m = round(len(x) * RATE / rate)
    spectrum = np.fft.rfft(x)[: m // 2 + 1]
    spectrum = np.pad(spectrum, (0, m // 2 + 1 - len(spectrum)))
    return (np.fft.irfft(spectrum, m) * (m / len(x))).astype(np.float32)


class _Id(c.Union):
    _fields_ = [("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8)]


class _Event(c.Structure):
    _fields_ = [
        ("type", c.c_int), ("unique_identifier", c.c_uint), ("text_position", c.c_int),
        ("length", c.c_int), ("audio_position", c.c_int), ("sample", c.c_int),
        ("user_data", c.c_void_p), ("id", _Id),
    ]  # fmt: skip


class Espeak:
    """espeak-ng. One instance per process, because the library is global."""

    def __init__(self) -> None:
        self.lib = c.CDLL("libespeak-ng.so.1")
        self.rate = self.lib.espeak_Initialize(SYNCHRONOUS, 500, None, PHONE_EVENTS)
        proto = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))
        self._callback = proto(self._collect)  # must stay alive: the library holds a bare pointer
        self.lib.espeak_SetSynthCallback(self._callback)
        self.audio: list[Any] = []
        self.words: list[tuple[int, float]] = []
        self.phones: list[tuple[float, str]] = []

    def _collect(self, wave: Any, n: int, events: Any) -> int:
        if wave and n > 0:
            self.audio.append(np.ctypeslib.as_array(wave, (n,)).copy())
        i = 0
        while events[i].type != 0:
            e, i = events[i], i + 1
            if e.type == EVENT_WORD:
                self.words.append((e.text_position - 1, e.sample / self.rate))
            elif e.type == EVENT_PHONE:
                name = e.id.string.decode("utf8", "ignore")
                self.phones.append((e.sample / self.rate, name))
        return 0

    def say(
        self, text: str, voice: str = "en-us", speed: int = 160, pitch: int = 50
    ) -> Spoken | None:
        """Speak; `speed` in words per minute, `pitch` 0 … 99."""
        self.lib.espeak_SetVoiceByName(voice.encode())
        for parameter, value in ((SPEED, speed), (PITCH, pitch), (SPREAD, 50), (GAP, 0)):
            self.lib.espeak_SetParameter(parameter, int(value), 0)
        self.audio, self.words, self.phones = [], [], []
        raw = text.encode()
        self.lib.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, 1, None, None)
        x = np.concatenate(self.audio).astype(np.float32) / 32768
        total = len(x) / self.rate
        marks = [*self.phones, (total, "")]
        phones = [
            (a, b, name)
            for (a, name), (b, _) in itertools.pairwise(marks)
            if b > a and name not in SILENT
        ]
        starts = self._starts(text, phones[-1][1]) if phones else None
        if starts is None:
            return None
        return resample(x, self.rate), _spans(starts, total, phones), phones

    def _starts(self, text: str, end: float) -> list[float] | None:
        """Return each word's start; words merged by espeak share the time by their letters."""
        tokens, places, at = text.split(), [], 0
        for token in tokens:
            at = text.index(token, at)
            places.append(at)
            at += len(token)
        found: list[float | None] = [None] * len(tokens)
        for position, time in self.words:
            k = max(i for i, p in enumerate(places) if p <= max(position, places[0]))
            found[k] = time if found[k] is None else found[k]
        if found[0] is None:
            return None
        starts: list[float] = [found[0]]
        for k in range(1, len(found)):
            time = found[k]
            if time is None:
                after = next((j for j in range(k, len(found)) if found[j] is not None), len(found))
                until = found[after] if after < len(found) else end
                letters = [len(tokens[i]) for i in range(k - 1, after)]
                time = starts[-1] + ((until or end) - starts[-1]) * letters[0] / sum(letters)
            starts.append(time)
        return starts


def _spans(starts: list[float], total: float, phones: list[tuple[float, float, str]]) -> Spans:
    """Shrink each word to the phones inside it."""
    spans = []
    for start, until in zip(starts, [*starts[1:], total], strict=True):
        inside = [p for p in phones if p[1] > start + 1e-3 and p[0] < until - 1e-3]
        first, last = (inside[0][0], inside[-1][1]) if inside else (start, until)
        spans.append((max(start, first), min(until, last)))
    return spans


class _Wave(c.Structure):
    _fields_ = [
        ("type", c.c_char_p), ("sample_rate", c.c_int), ("num_samples", c.c_int),
        ("num_channels", c.c_int), ("samples", c.POINTER(c.c_short)),
    ]  # fmt: skip


class Flite:
    """flite's CMU voices."""

    def __init__(self) -> None:
        self.lib: Any = c.CDLL("libflite.so.1", mode=c.RTLD_GLOBAL)
        for extra in ("libflite_usenglish.so.1", "libflite_cmulex.so.1"):
            c.CDLL(extra, mode=c.RTLD_GLOBAL)
        p, s = c.c_void_p, c.c_char_p
        signatures: tuple[tuple[str, Any, list[Any]], ...] = (
            ("flite_synth_text", p, [s, p]), ("utt_wave", c.POINTER(_Wave), [p]),
            ("utt_relation", p, [p, s]), ("relation_head", p, [p]), ("item_next", p, [p]),
            ("item_parent", p, [p]), ("item_as", p, [p, s]), ("item_feat_string", s, [p, s]),
            ("item_feat_float", c.c_float, [p, s]), ("delete_utterance", None, [p]),
            ("feat_set_float", None, [p, s, c.c_float]),
        )  # fmt: skip
        for name, result, arguments in signatures:
            f = getattr(self.lib, name)
            f.restype, f.argtypes = result, arguments
        self.lib.flite_init()
        self.voices: dict[str, int] = {}

    def _voice(self, name: str) -> int:
        if name not in self.voices:
            lib = c.CDLL(f"libflite_cmu_us_{name}.so.1", mode=c.RTLD_GLOBAL)
            register = getattr(lib, f"register_cmu_us_{name}")
            register.restype, register.argtypes = c.c_void_p, [c.c_char_p]
            self.voices[name] = register(None)
        return self.voices[name]

    def say(self, text: str, voice: str = "slt", stretch: float = 1.0) -> Spoken | None:
        """Speak; `stretch` above 1 is slower."""
        lib, v = self.lib, self._voice(voice)
        features = c.cast(v + c.sizeof(c.c_void_p), c.POINTER(c.c_void_p))[0]
        lib.feat_set_float(features, b"duration_stretch", stretch)
        u = lib.flite_synth_text(text.encode(), v)
        w = lib.utt_wave(u).contents
        x = np.ctypeslib.as_array(w.samples, (w.num_samples,)).astype(np.float32) / 32768
        rate, (spans, phones) = w.sample_rate, self._times(u)
        lib.delete_utterance(u)
        found = [s for s in spans if s is not None]
        if len(spans) != len(text.split()) or len(found) != len(spans):
            return None
        return resample(x, rate), found, phones

    def _times(self, u: int) -> tuple[list[Any], list[tuple[float, float, str]]]:
        """Return a span for each token of the utterance, and all phones."""
        lib, places = self.lib, {}
        token = lib.relation_head(lib.utt_relation(u, b"Token"))
        while token:
            places[token] = len(places)
            token = lib.item_next(token)
        spans: list[Any] = [None] * len(places)
        phones, before = [], 0.0
        s = lib.relation_head(lib.utt_relation(u, b"Segment"))
        while s:
            name = lib.item_feat_string(s, b"name").decode()
            end = lib.item_feat_float(s, b"end")
            if name != "pau":
                syllable = lib.item_parent(lib.item_as(s, b"SylStructure"))
                word = lib.item_parent(syllable) if syllable else None
                k = places.get(lib.item_parent(lib.item_as(word, b"Token"))) if word else None
                if k is not None:
                    spans[k] = (spans[k][0] if spans[k] else before, end)
                phones.append((before, end, name))
            before, s = end, lib.item_next(s)
        return spans, phones
