"""The structure check finds what is too large, and names that mean two things."""

import ast
from pathlib import Path

from tools import structure


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_loose_modules_next_to_rooms_are_counted_separately(tmp_path: Path) -> None:
    for number in range(9):
        write(tmp_path, f"analysis/m{number}.py", "")
        write(tmp_path, f"analysis/room/m{number}.py", "")
    found = {f.where: f for f in structure.folders(list(structure.sources(tmp_path)))}
    assert found["analysis/"].is_over and found["analysis/"].size == 9
    assert not found["analysis/room/"].is_over


def test_long_files_functions_and_parameter_lists_are_found(tmp_path: Path) -> None:
    body = "\n".join(f"    x = {n}" for n in range(40))
    write(tmp_path, "recorder/long.py", f"def f(self, a, b, c, d, e, f, g):\n{body}\n" + "\n" * 400)
    trees = structure.sources(tmp_path)
    assert [f.is_over for f in structure.files(tmp_path, list(trees))] == [True]
    assert [f.size for f in structure.function_lines(trees)] == [41]
    assert [(f.size, f.is_over) for f in structure.parameters(trees)] == [(7, True)]


def test_a_public_name_that_means_two_things_is_found() -> None:
    trees = {
        Path("a.py"): ast.parse("class Chunk: ...\nclass _Own: ...\nLIMIT = 1"),
        Path("b.py"): ast.parse("Chunk = tuple[int, int]\nclass _Own: ...\nLIMIT = 2"),
    }
    assert structure.doubled_names(trees) == {"Chunk": [Path("a.py"), Path("b.py")]}
