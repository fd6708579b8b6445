"""Checks that the code stays easy to navigate: ``python -m tools.structure``.

Prints, and fails beyond the limit: loose modules next to rooms, modules in one room, lines in a
file, lines in a function, parameters of a function, and public classes or types whose name means
two things.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("recorder", "analysis", "prompts", "sessions")

MOST_LOOSE = 8
"""Modules next to rooms; ``__init__`` and ``__main__`` don't count."""

MOST_IN_A_ROOM = 20
MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_PARAMETERS = 6
UNCOUNTED = ("__init__.py", "__main__.py")


@dataclass(frozen=True, slots=True)
class Finding:
    """A measurement: its size, where it is, and its limit."""

    size: int
    where: str
    limit: int

    @property
    def is_over(self) -> bool:
        """Whether the size is beyond the limit."""
        return self.size > self.limit


def sources(root: Path) -> dict[Path, ast.Module]:
    """Parse every module of the packages; paths are relative to ``root``."""
    files = [file for package in PACKAGES for file in sorted((root / package).rglob("*.py"))]
    return {file.relative_to(root): ast.parse(file.read_text("utf-8")) for file in files}


def folders(paths: Sequence[Path]) -> list[Finding]:
    """Count the modules of each folder: loose ones next to rooms, or those in a room."""
    modules: dict[Path, int] = defaultdict(int)
    for path in paths:
        modules[path.parent] += path.name not in UNCOUNTED
    with_rooms = {folder.parent for folder in modules}
    return [
        Finding(count, f"{folder}/", MOST_LOOSE if folder in with_rooms else MOST_IN_A_ROOM)
        for folder, count in modules.items()
    ]


def files(root: Path, paths: Sequence[Path]) -> list[Finding]:
    """Count the lines of each file."""
    return [
        Finding(len((root / path).read_text("utf-8").splitlines()), str(path), MOST_FILE_LINES)
        for path in paths
    ]


def functions(trees: Mapping[Path, ast.Module]) -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield every function and method with its file."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node  # type: ignore[misc]  # both have the same attributes


def function_lines(trees: Mapping[Path, ast.Module]) -> list[Finding]:
    """Count the lines of each function, including its signature and docstring."""
    return [
        Finding(
            (node.end_lineno or node.lineno) - node.lineno + 1,
            f"{path}:{node.lineno} {node.name}",
            MOST_FUNCTION_LINES,
        )
        for path, node in functions(trees)
    ]


def parameters(trees: Mapping[Path, ast.Module]) -> list[Finding]:
    """Count the parameters of each function, without ``self`` and ``cls``."""
    found = []
    for path, node in functions(trees):
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        count = len(names) - (names[:1] in (["self"], ["cls"]))
        found.append(Finding(count, f"{path}:{node.lineno} {node.name}", MOST_PARAMETERS))
    return found


def doubled_names(trees: Mapping[Path, ast.Module]) -> dict[str, list[Path]]:
    """Find public classes and type aliases that two modules define."""
    defined: dict[str, list[Path]] = defaultdict(list)
    for path, tree in trees.items():
        for node in tree.body:
            match node:
                case ast.ClassDef(name=name):
                    defined[name].append(path)
                case ast.Assign(targets=[ast.Name(id=name)]) if not name.isupper():
                    defined[name].append(path)
    public = {name: where for name, where in defined.items() if name[0].isupper()}
    return {name: where for name, where in public.items() if len(where) > 1}


def show(title: str, found: Sequence[Finding], most: int = 3) -> bool:
    """Print the largest findings, or all beyond the limit; return whether there are any."""
    ordered = sorted(found, key=lambda f: (f.size - f.limit, f.size), reverse=True)
    over = [f for f in ordered if f.is_over]
    print(f"{title}:")
    for finding in over or ordered[:most]:
        mark = "  OVER" if finding.is_over else ""
        print(f"  {finding.size:>4} of {finding.limit:<4} {finding.where}{mark}")
    return bool(over)


def main() -> int:
    """Print the measurements; return 1 if anything is beyond its limit."""
    trees = sources(ROOT)
    paths = list(trees)
    over = [
        show("modules in a folder (next to rooms, or in a room)", folders(paths)),
        show("lines in a file", files(ROOT, paths)),
        show("lines in a function", function_lines(trees)),
        show("parameters of a function", parameters(trees)),
    ]
    doubled = doubled_names(trees)
    print(f"public names that mean two things: {len(doubled)}")
    for name, where in sorted(doubled.items()):
        print(f"  {name}: {', '.join(map(str, where))}")
    return int(any(over) or bool(doubled))


if __name__ == "__main__":
    sys.exit(main())
