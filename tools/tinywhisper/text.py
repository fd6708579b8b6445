"""Random sentences for synthetic speech, most of them as said in residency interviews.

`sentence` returns one `Word` per spoken word. `spoken` is what the synthesiser reads,
with a comma where it should pause; `written` is what the model should write: the same,
or "" for a filler, which is spoken and never written. Discourse markers are written.
Some sentences make no sense and some are bare lists, so that the model has to listen.
The grammar lies in `grammar/*.txt`; every twelfth pattern is held out of training.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

GRAMMAR = Path(__file__).parent / "grammar"
FILLERS = ("um", "uh", "er", "erm", "hmm")
MARKERS = ("like", "you know", "I mean", "basically", "actually", "so", "well", "sort of",
           "kind of", "right", "okay so", "I guess", "anyway", "honestly")  # fmt: skip
ASKING = ("why", "what", "how", "where", "do", "could", "tell")
REPEATED = ("I", "the", "to", "we", "and", "it", "was", "a", "in", "my", "he", "she")
PROPER = ("I", "Med-Peds", "English")  # first words of patterns that keep their capital
NONSENSE = ("noun", "adj", "verb", "adverb", "prep", "det", "extra", "number")  # its lists
HELD_OUT = 12
SHARES = {"natural": 0.26, "disturbed": 0.4, "spliced": 0.1, "nonsense": 0.04, "words": 0.2}


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word and how it is written ("" for a filler)."""

    spoken: str
    written: str

    @property
    def comma(self) -> bool:
        """Whether a pause follows."""
        return self.spoken.endswith(",")

    def ended(self, mark: str) -> "Word":
        """Return the word with this punctuation instead of its own."""
        written = self.written and self.written.rstrip(",.?") + mark
        return Word(self.spoken.rstrip(",.?") + mark, written)


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Return the grammar's named lists."""
    found: dict[str, list[str]] = {}
    for path in sorted(GRAMMAR.glob("*.txt")):
        for line in path.read_text().splitlines():
            if line.startswith("@"):
                name, _, rest = line[1:].partition(" ")
                found.setdefault(name, []).extend(x.strip() for x in rest.split("|"))
    return {name: tuple(items) for name, items in found.items()}


@cache
def patterns(held_out: bool) -> tuple[str, ...]:
    """Return the sentence patterns for training, or those kept from it."""
    found = []
    for path in sorted(GRAMMAR.glob("*.txt")):
        lines = [x for x in path.read_text().splitlines() if x and x[0] not in "#@"]
        found += lines
    return tuple(p for k, p in enumerate(found) if (k % HELD_OUT == 5) == held_out)


def _fill(rng: random.Random, pattern: str) -> str:
    """Fill the braces of a pattern, innermost first."""

    def choose(m: re.Match[str]) -> str:
        inside = str(m.group(1))
        return rng.choice(lists().get(inside) or inside.split("|"))

    while "{" in pattern:
        pattern = re.sub(r"\{([^{}]*)\}", choose, pattern)
    return re.sub(r"\b([Aa]) (?=[aeiouAEIOU])", r"\1n ", pattern)


def _uncapped(pattern: str) -> str:
    """Return a pattern with its first word in lower case unless it is a name."""
    if pattern.startswith(("{", *(f"{name} " for name in PROPER))):
        return pattern
    return pattern[0].lower() + pattern[1:]


def _plain(rng: random.Random, held_out: bool) -> list[str]:
    """Fill one pattern."""
    return _fill(rng, _uncapped(rng.choice(patterns(held_out)))).split()


def _asks(words: list[str]) -> bool:
    """Whether a sentence is a question, by its first words."""
    return words[0].lower() in ASKING and words[1:2] not in (["I"], ["matters"], ["draws"])


def natural(rng: random.Random, held_out: bool = False) -> list[str]:
    """Return an interview-like sentence; now and then two short ones joined."""
    first = _plain(rng, held_out)
    if len(first) < 8 and rng.random() < 0.2:
        second = _plain(rng, held_out)
        if len(second) < 8:
            link = rng.choice(("and", "so", "but", "because"))
            return [*first[:-1], first[-1] + ",", link, *second]
    return first


def _noun_phrase(rng: random.Random) -> list[str]:
    words = lists()
    adjective = [rng.choice(words["adj"])] if rng.random() < 0.6 else []
    return [rng.choice(words["det"]), *adjective, rng.choice(words["noun"])]


def nonsense(rng: random.Random) -> list[str]:
    """Return a grammatical sentence without sense."""
    words = lists()
    base, _, past = rng.choice(words["verb"]).partition("/")
    out = [rng.choice(("I", "we", "you", "they", "he", "she", "it"))]
    if rng.random() < 0.3:
        out.append(rng.choice(words["adverb"]))
    helper = rng.choice(("can", "will", "would", "should", "could", "did not"))
    out += [past] if rng.random() < 0.6 else [*helper.split(), base]
    out += _noun_phrase(rng)
    if rng.random() < 0.6:
        out += [rng.choice(words["prep"]), *_noun_phrase(rng)]
    if rng.random() < 0.3:
        out[-1] += ","
        link = rng.choice(("and", "but", "because", "so", "when", "if", "while"))
        out += [link, *_noun_phrase(rng), "was", rng.choice(words["adj"])]
    return out


def word_list(rng: random.Random) -> list[str]:
    """Return unconnected words, the seldom ones above all."""
    words, weights = vocabulary()
    return rng.choices(words, weights, k=rng.randint(1, 8))


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return every word of the grammar, held-out patterns too, and how often to draw it.

    A word is learned by hearing it: those that sentences hold seldom are drawn more often,
    those that only nonsense uses less.
    """
    rng = random.Random(0)
    count = Counter(w.strip(",") for _ in range(6000) for w in natural(rng))
    patterned = patterns(held_out=False) + patterns(held_out=True)
    items = [x for name, kept in lists().items() if name not in NONSENSE for x in kept]
    weights = dict.fromkeys(_words(x for name in NONSENSE for x in lists()[name]), 0.05)
    weights |= dict.fromkeys(_words(items) + _words(_uncapped(p) for p in patterned), 1.0)
    words = tuple(sorted(weights))
    return words, tuple(weights[w] / (1 + count[w] / 12) for w in words)


def _words(lines: Iterable[str]) -> list[str]:
    """Return the words of patterns or lists, without the names of lists."""
    found = []
    for line in lines:
        plain = re.sub(r"\{(\w+)\}", lambda m: " " if m[1] in lists() else m[0], line)
        found += re.findall(r"[A-Za-z][A-Za-z'-]*", plain)
    return found


def disturbed(rng: random.Random, words: list[str]) -> list[str]:
    """Swap about a third of the words for any others: half sense, half surprise."""
    swaps = rng.choices(*vocabulary(), k=len(words))
    return [
        swap + ("," if w.endswith(",") else "") if rng.random() < 0.35 else w
        for w, swap in zip(words, swaps, strict=True)
    ]


def spliced(rng: random.Random, words: list[str]) -> list[str]:
    """Go on in the middle of another sentence."""
    other = natural(rng)
    return words[: rng.randint(1, len(words))] + other[rng.randrange(len(other)) :]


def _spoken_like(rng: random.Random, words: list[str]) -> list[str]:
    """Add what speakers add: discourse markers, hesitation pauses, repeated words."""
    words = list(words)
    if rng.random() < 0.25:
        marker = rng.choice(MARKERS).split()
        if rng.random() < 0.7:
            marker[-1] += ","
        k = 0 if rng.random() < 0.5 else rng.randint(0, len(words))
        words[k:k] = marker
    for k in range(len(words) - 1):
        if rng.random() < 0.04 and not words[k].endswith(","):
            words[k] += ","
    for k in range(len(words) - 1, -1, -1):
        if words[k] in REPEATED and rng.random() < 0.015:
            words.insert(k, words[k] + rng.choice(("", ",")))
    return words


def _with_fillers(rng: random.Random, words: list[Word]) -> list[Word]:
    """Insert up to three fillers; a pause around one puts a comma into the text."""
    for chance in (0.3, 0.15, 0.1):
        if rng.random() >= chance:
            continue
        k = 0 if rng.random() < 0.35 else rng.randint(0, len(words) - 1)
        filler = Word(rng.choice(FILLERS), "")
        if rng.random() < 0.6:
            filler = filler.ended(",")
            if k and not words[k - 1].comma:
                words[k - 1] = words[k - 1].ended(",")
        words.insert(k, filler)
    return words


def sentence(rng: random.Random, held_out: bool = False) -> list[Word]:
    """Return one random sentence."""
    kind = "natural" if held_out else rng.choices(list(SHARES), list(SHARES.values()))[0]
    if kind == "nonsense":
        plain = nonsense(rng)
    elif kind == "words":
        plain = word_list(rng)
    else:
        plain = natural(rng, held_out)
        change = {"disturbed": disturbed, "spliced": spliced}.get(kind)
        plain = change(rng, plain) if change else plain
    asks = _asks(plain)
    words = _with_fillers(rng, [Word(w, w) for w in _spoken_like(rng, plain)])
    words[-1] = words[-1].ended("?" if asks and words[-1].written else ".")
    k = next(k for k, w in enumerate(words) if w.written)
    first = words[k].written
    words[k] = replace(words[k], written=first[0].upper() + first[1:])
    return words


def written(words: list[Word]) -> str:
    """Return the text the model should write."""
    return " ".join(w.written for w in words if w.written)


if __name__ == "__main__":
    generator = random.Random(0)
    for _ in range(40):
        s = sentence(generator)
        print(" ".join(w.spoken for w in s), "|", written(s))
