"""How often a pointed follow-up is right: against labeled answers, and for real recordings.

Without arguments, prints precision (of what is asked) and recall (of answers that lack something)
for each set of labeled answers. With files of `viva analyze --format json`, prints what would be
asked after each recording if it had answered each of a few questions, for a person to judge;
``--labels SET`` takes the recordings, in their order, for the answers of that set read aloud.

    python benchmarks/follow_ups.py [--labels SET] [ANALYSES.jsonl ...]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from analysis.follow_ups import pointed_follow_up
from analysis.interchange import from_json
from analysis.types import Analysis
from tests.analysis.content.test_remarks import question
from tests.analysis.follow_ups.labeled import SETS, Judged, answers, judge, judged_one

ASKED = (
    "challenging-patient-case",
    "a-mistake",
    "tell-me-about-yourself",
    "stress-and-burnout",
    "why-medicine-pediatrics",
    "graduation-gap",
)


def analyses(files: list[Path]) -> Iterator[Analysis]:
    """Read the analyses in these files, one a line."""
    for file in files:
        yield from (from_json(json.loads(line)) for line in file.open(encoding="utf-8"))


def show(part: str, judged: Judged) -> None:
    """Print the misses and the figures of one set."""
    print(*judged.lines, sep="\n")
    right, wrong, missed = (c.total() for c in (judged.right, judged.wrong, judged.missed))
    print(
        f"{part}: {right + wrong} asked, {right} right, {wrong} wrong, {missed} missed, "
        f"{judged.left_alone} rightly left alone; precision {judged.precision:.2f}, "
        f"recall {judged.recall:.2f}\n"
    )


def spoken(part: str, files: list[Path]) -> None:
    """Judge recordings of the answers of one set."""
    judged = Judged()
    for each, analysis in zip(answers(part), analyses(files), strict=True):
        found = pointed_follow_up(replace(analysis, question=question(each.question)))
        judged_one(judged, each, found.name if found else None)
    show(f"{part}, read aloud", judged)


def recordings(files: list[Path]) -> None:
    """Print what would be asked after each recording."""
    asked = tried = 0
    for analysis in analyses(files):
        said = analysis.transcript.words if analysis.transcript else ()
        print(Path(analysis.recording.path).name, " ".join(w.text.strip() for w in said))
        for id in ASKED:
            tried += 1
            if found := pointed_follow_up(replace(analysis, question=question(id))):
                asked += 1
                print(f"   {id}: {found.name}: {found.text}")
    print(f"{asked} asked of {tried}")


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--labels", choices=SETS)
    arguments = parser.parse_args()
    if arguments.labels:
        spoken(arguments.labels, arguments.files)
    elif arguments.files:
        recordings(arguments.files)
    else:
        for part in SETS:
            show(part, judge(part))


if __name__ == "__main__":
    main()
