"""The tokens a window should give, as faster-whisper would read them.

Every token carries the span of sound it belongs to (seconds; negative for none), for
the guided attention, and whether the model is trained to predict it.
"""

import random
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from .bank import Timed

STEP = 0.02  # one timestamp step, and one encoder frame
LATEST_START = 1.0  # faster-whisper's max_initial_timestamp
QUIET, LAST_MARK = 9.0, 0.4  # seconds of silence that a mark covers: before a word, at the end
TEXT_END = "<|endoftext|>"


@dataclass(slots=True)
class Segment:
    """One sentence in a window; `complete` if its end lies inside."""

    words: list[Timed]
    complete: bool

    def written(self) -> list[int]:
        """Return the places of the words that are written."""
        return [i for i, w in enumerate(self.words) if w[2]]


@dataclass(slots=True)
class Line:
    """Decoder inputs and targets of one window, with their spans."""

    inputs: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)

    def put(
        self, token: int, start: float = -1.0, end: float = -1.0, *, train: bool = True,
        read_as: int | None = None,
    ) -> None:  # fmt: skip
        """Append a token; `read_as` is what the next step sees in its place."""
        self.inputs.append(token if read_as is None else read_as)
        self.targets.append(token if train else -100)
        self.spans.append((start, end))


class Writer:
    """Turns segments into token lines."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        get = tokenizer.get_vocab().__getitem__
        self.end, self.begin = get(TEXT_END), get("<|startoftranscript|>")
        self.nospeech, self.no_times = get("<|nospeech|>"), get("<|notimestamps|>")
        self.zero = self.no_times + 1
        self.cache: dict[str, list[tuple[int, str]]] = {}

    def encode(self, word: str) -> list[tuple[int, str]]:
        """Return the ids and letters of a word's tokens."""
        if word not in self.cache:
            e = self.tokenizer.encode(" " + word)
            self.cache[word] = [(i, t.lstrip("Ġ")) for i, t in zip(e.ids, e.tokens, strict=True)]
        return self.cache[word]

    def time(self, t: float) -> int:
        """Return the timestamp token nearest to `t` seconds."""
        return int(self.zero + round(t / STEP))

    def line(self, segments: list[Segment], timed: bool, end: float, rng: random.Random) -> Line:
        """Write a window whose sound ends at `end` seconds."""
        out = Line()
        out.put(self.begin, train=False)
        if not segments:
            # The decoder never emits <|nospeech|>: the end follows whatever is forced first.
            first = self.time(rng.uniform(0, LATEST_START)) if timed else self.no_times
            out.put(self.nospeech, read_as=first)
            out.put(self.end)
            return out
        if not timed:
            out.put(self.no_times, train=False)
        for k, segment in enumerate(segments):
            start = segment.words[segment.written()[0]][0]
            if timed:
                stamp = min(start, LATEST_START) if k == 0 else start
                out.put(self.time(stamp), start - 0.04, start + 0.04)
            if not segment.complete:
                self._cut(out, segment, k == 0, timed, end)
                return out
            following = segments[k + 1 : k + 2]
            goes_on = bool(following) and following[0].complete
            after = following[0].words[following[0].written()[0]][0] if goes_on else end
            stop = self._words(out, segment.words, after, QUIET if goes_on else LAST_MARK)
            if timed:
                out.put(self.time(stop), stop - 0.04, stop + 0.04)
        out.put(self.end, stop + 0.1, max(stop + 0.2, min(end, stop + 0.6)))
        return out

    def _cut(self, out: Line, segment: Segment, alone: bool, timed: bool, end: float) -> None:
        """Write a sentence that the window cuts off: what is whole of it, if it is alone.

        After other sentences only its start is written, so that faster-whisper's next
        window begins there. A double timestamp at the last whole word does the same.
        """
        whole = [w for w in segment.words if w[1] < end - 0.05]
        if not alone or not any(w[2] for w in whole):
            out.put(self.end, train=timed)
            return
        stop = self._words(out, whole, end, LAST_MARK)
        if timed:
            out.put(self.time(stop), stop - 0.04, stop + 0.04)
            broken = [w[0] for w in segment.words[len(whole) :] if w[2]]
            again = max(stop, min([end, *broken]))
            out.put(self.time(again), again - 0.04, again + 0.04)
        out.put(self.end, train=timed)

    def _words(self, out: Line, words: list[Timed], after: float, last: float) -> float:
        """Write words; return when the last ends.

        Punctuation covers the silence behind it, so that no word has to; the last mark, of
        at most `last` seconds of it.
        """
        real = [w for w in words if w[2]]
        for k, (start, end, text) in enumerate(real):
            tokens = self.encode(text)
            body = tokens[:-1] if tokens[-1][1] in (",", ".", "?") else tokens
            letters, at = sum(len(t) for _, t in body), start
            for token, t in body:
                out.put(token, at, at + (end - start) * len(t) / letters)
                at += (end - start) * len(t) / letters
            if len(body) < len(tokens):
                limit, following = (QUIET, real[k + 1][0]) if k + 1 < len(real) else (last, after)
                out.put(tokens[-1][0], end, max(end + 0.04, min(following, end + limit)))
        return real[-1][1]
