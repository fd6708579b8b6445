"""Remarks on what was said, held against answers labelled by hand.

``python -m tests.analysis.content.test_remarks [development|held_out]`` prints figures and misses.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

import prompts.loader
from analysis.content import everything
from analysis.content.types import Remark
from analysis.types import Question, Word

DATA = Path(__file__).parent / "data"
PER_WORD = 0.4
PAUSES = {"|": 0.5, "||": 1.0}

OTHER_QUESTIONS = {
    "second-attempt": ("Why did you need a second attempt at Step 1?", "gap"),
    "visa-question": ("Do you need a visa?", None),
}


def question(id: str) -> Question:
    if id in OTHER_QUESTIONS:
        text, kind = OTHER_QUESTIONS[id]
        return Question(id, text, kind)
    asked = prompts.loader.load().get(id)
    return Question(asked.id, asked.text, asked.kind, asked.target)


def spoken(text: str) -> tuple[Word, ...]:
    """Words of a text at 150 a minute, with the pauses that ``|`` and ``||`` mark."""
    words: list[Word] = []
    clock = 0.5
    for part in text.split():
        if part in PAUSES:
            clock += PAUSES[part]
            continue
        words.append(Word(clock, clock + PER_WORD, part))
        clock += PER_WORD
    return tuple(words)


def answers(part: str) -> list[tuple[str, frozenset[str], str]]:
    """Question, remarks deserved and text of each answer."""
    found = tomllib.loads((DATA / f"{part}.toml").read_text(encoding="utf-8"))
    labelled = []
    for id, texts in found.items():
        for text in texts:
            names, _, said = text.partition(": ")
            labelled.append((id, frozenset(names.split()) - {"clean"}, said))
    return labelled


def noticed(id: str, text: str) -> tuple[Remark, ...]:
    return everything(spoken(text), question(id))


def judge(part: str) -> tuple[Counter[str], Counter[str], Counter[str], list[str]]:
    """Hits, false remarks and misses by name, and each answer that went wrong."""
    hits: Counter[str] = Counter()
    false: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    wrong = []
    for id, wanted, text in answers(part):
        found = {r.name for r in noticed(id, text)}
        hits.update(wanted & found)
        false.update(found - wanted)
        lost.update(wanted - found)
        if found != wanted:
            marks = [f"+{n}" for n in sorted(found - wanted)]
            marks += [f"-{n}" for n in sorted(wanted - found)]
            wrong.append(f"{' '.join(marks)}  {id}: {text}")
    return hits, false, lost, wrong


def show(part: str) -> None:
    hits, false, lost, wrong = judge(part)
    print("\n".join(wrong))
    for name in sorted(hits | false | lost):
        h, f, m = hits[name], false[name], lost[name]
        print(f"{name:18} {h:3} right {f:2} false {m:2} missed")
    h, f, m = hits.total(), false.total(), lost.total()
    print(f"{part}: precision {h / max(1, h + f):.3f} recall {h / max(1, h + m):.3f} of {h + m}")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["development"]:
        show(chosen)
