"""Finds the directions in which speakers differ, and measures how well two are told apart.

    python -m tools.voices FOLDER… [--mixed NAMES] [--write]
    python -m tools.voices --shipped FOLDER… [--known FOLDER…]

Each folder holds recordings of one speaker each; what names have in common before their last ``_``
or digit is one speaker, and a name that is a number is one. Half of the speakers are kept aside
each time. With ``--write`` the directions found on all of them become analysis/data/voices.npz.

With ``--shipped`` nothing is found: the directions that come with Viva are tried on speakers they
weren't found on, which leaves out those who are in a ``--known`` folder too. Of each two of them,
recordings are joined, and each stretch of voice is counted that goes to the wrong speaker.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.hearing.analyzer import analyze as hear
from analysis.hearing.voices import (
    APART,
    CLEAR,
    LEAST_EACH,
    LEAST_STRETCHES,
    PARAMETERS,
    hesitant,
    parted,
    spread,
    stretches,
    voice_frames,
)
from analysis.sound.audio import load
from analysis.sound.frames import Frames

DIRECTIONS = 8
JOINED = ((9, 4), (12, 6))
"""Stretches of the first and of the second speaker in a joined recording."""

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Halves:
    """How far apart the two halves of a recording are, and which stretches are in the second.

    ``ratio`` is the distance over the spread within each. Both are 0 if a half is too small.
    """

    distance: float
    ratio: float
    second: frozenset[int]

    @property
    def is_noticed(self) -> bool:
        """Whether they count as two voices."""
        return self.distance >= APART

    @property
    def is_clear(self) -> bool:
        """Whether one of them would be left out unasked."""
        return self.is_noticed and self.ratio >= CLEAR


@dataclass(frozen=True, slots=True)
class Joined:
    """Two speakers one after the other: the ``first`` stretches are the first speaker's."""

    halves: Halves
    first: int
    count: int

    @property
    def wrong(self) -> int:
        """How many stretches go to the wrong speaker, whichever half is the first speaker's."""
        places = range(self.count)
        wrong = sum((place >= self.first) != (place in self.halves.second) for place in places)
        return min(wrong, self.count - wrong)


def directions(recordings: Sequence[Points]) -> Points:
    """Find the directions (k, DIRECTIONS): within a recording unit variance, between them most."""
    rest = np.concatenate([points - points.mean(axis=0) for points in recordings])
    within = rest.T @ rest / len(rest)
    within = 0.7 * within + 0.4 * np.diag(np.diag(within))
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    between = np.cov(np.array([points.mean(axis=0) for points in recordings]).T)
    _, turned = np.linalg.eigh(white.T @ between @ white)
    return np.asarray((white @ turned[:, ::-1])[:, :DIRECTIONS], np.float32)


def halves_of(points: Points) -> Halves:
    """Split points (n, DIRECTIONS) in two as ``two_voices`` does."""
    one, other = parted(points)
    if min(len(one), len(other)) < LEAST_EACH or len(points) < LEAST_STRETCHES:
        return Halves(0.0, 0.0, frozenset())
    distance = float(np.linalg.norm(points[one].mean(axis=0) - points[other].mean(axis=0)))
    return Halves(distance, distance / spread([points[one], points[other]]), frozenset(other))


def join(first: Points, second: Points) -> Joined:
    """Split the points of two speakers, one after the other."""
    both = np.concatenate([first, second])
    return Joined(halves_of(both), len(first), len(both))


def points_in(folders: Iterable[Path]) -> dict[str, Points]:
    """Describe the stretches of every recording that has some, by its name."""
    found = {}
    for path in recordings_in(folders):
        samples = load(path).samples
        shapes, voiced = voice_frames(Frames.of(samples))
        points, _ = stretches(shapes, voiced & ~hesitant(hear(samples).probabilities, len(voiced)))
        if len(points) >= 3:
            found[path.stem] = points
    return found


def recordings_in(folders: Iterable[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob("*.flac"))


def speaker(name: str) -> str:
    """Return what a recording's name says about its speaker; a number is a speaker's own."""
    return name if name.isdigit() else re.sub(r"(_?[A-Z]*\d)$", "", name)


def held_out(folders: Sequence[Path], mixed: frozenset[str], *, write: bool) -> None:
    """Print how well each half of the speakers is told apart in the directions of the other."""
    points = points_in(folders)
    clean = [name for name in points if name not in mixed]
    names = sorted({speaker(path.stem) for path in recordings_in(folders)})
    alone: dict[str, Halves] = {}
    joined = []
    for half in (0, 1):
        test = [n for n in points if names.index(speaker(n)) % 2 == half]
        space = directions([points[n] for n in clean if n not in test])
        placed = {n: points[n] @ space for n in test}
        alone |= {n: halves_of(placed[n]) for n in test}
        each = {n: placed[n] for n in test if n in clean}
        joined += joined_pairs(each, itertools.combinations, JOINED[:1])
    print_alone(alone, mixed)
    print_joined(joined)
    if write:
        np.savez(PARAMETERS, space=directions([points[n] for n in clean]))


def shipped(folders: Sequence[Path], known: Sequence[Path]) -> None:
    """Print how well speakers are told apart on whom the shipped directions weren't found."""
    seen = {speaker(path.stem) for path in recordings_in(known)}
    with np.load(PARAMETERS) as parameters:
        space = parameters["space"]
    found = points_in(folders)
    placed = {name: points @ space for name, points in found.items() if speaker(name) not in seen}
    print_alone({name: halves_of(points) for name, points in placed.items()}, frozenset())
    print_joined(joined_pairs(placed, itertools.permutations, JOINED))


def joined_pairs(
    placed: Mapping[str, Points],
    pairs: Callable[[Iterable[str], int], Iterable[tuple[str, ...]]],
    counts: Iterable[tuple[int, int]],
) -> list[Joined]:
    """Join the first stretches of each two recordings of different speakers."""
    return [
        join(placed[a][:first], placed[b][:then])
        for first, then in counts
        for a, b in pairs(placed, 2)
        if speaker(a) != speaker(b)
    ]


def print_alone(alone: Mapping[str, Halves], mixed: frozenset[str]) -> None:
    """Print the distance and the ratio in each recording by itself, the largest first."""
    print("distance  ratio")
    for name, halves in sorted(alone.items(), key=lambda item: -item[1].distance):
        remark = "  (a second voice in places)" if name in mixed else ""
        clear = "  clear" if halves.is_clear else ""
        print(f"{halves.distance:8.2f} {halves.ratio:6.2f}  {name}{remark}{clear}")
    one = [halves for name, halves in alone.items() if name not in mixed]
    print(f"one speaker taken for two: {sum(h.is_noticed for h in one)} of {len(one)}")


def print_joined(joined: Sequence[Joined]) -> None:
    """Print how often two joined speakers are told apart, and how many stretches go wrong."""
    print(f"{len(joined)} joined recordings of two speakers:")
    for label, found in (
        ("told apart", [each for each in joined if each.halves.is_noticed]),
        ("clear", [each for each in joined if each.halves.is_clear]),
    ):
        wrong, count = sum(each.wrong for each in found), sum(each.count for each in found)
        right = (
            f"{1 - wrong / count:.2%} of {count} stretches right, {wrong} wrong" if count else ""
        )
        print(f"  {label}: {len(found) / max(len(joined), 1):.0%} ({len(found)}); {right}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--mixed", default="", help="names of recordings with a second voice")
    parser.add_argument("--write", action="store_true", help="save the directions")
    parser.add_argument("--shipped", action="store_true", help="try the directions Viva has")
    parser.add_argument(
        "--known", nargs="+", type=Path, default=[], help="with --shipped: speakers to leave out"
    )
    arguments = parser.parse_args()
    if arguments.shipped:
        shipped(arguments.folders, arguments.known)
    else:
        held_out(arguments.folders, frozenset(arguments.mixed.split(",")), write=arguments.write)


if __name__ == "__main__":
    main()
