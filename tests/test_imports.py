"""What fresh interpreters load: the screen process never loads numerics, lazy imports included.

Which room may import which is in the contracts of ``pyproject.toml``.
"""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NUMERICS = {"numpy", "scipy", "librosa", "faster_whisper", "ctranslate2", "numba"} | {
    "onnxruntime",
    "tokenizers",
}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in ``sys.modules`` after a statement, in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def modules_of(*packages: str) -> list[str]:
    return sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    )


def test_the_whole_screen_process_loads_no_numerics() -> None:
    statement = "import " + ", ".join(modules_of("recorder", "sessions", "prompts"))
    assert not loaded_by(statement) & NUMERICS


def test_the_analysis_child_carries_nothing_large_for_a_small_use() -> None:
    """SciPy's signal and stats would take 50 MB of every laptop that listens along, librosa 66."""
    loaded = loaded_by("import analysis.pipeline.tasks, faster_whisper")
    assert not loaded & {"librosa", "numba", "scipy"}


def test_saving_a_page_loads_no_decoder() -> None:
    assert not loaded_by("import recorder.reports.save_page, recorder.reports.earlier_answers") & {
        "av",
        *NUMERICS,
    }


def test_the_command_line_parses_before_textual_is_there() -> None:
    loaded = loaded_by("from recorder.cli.parser import build; build()")
    rooms = {"analysis", "sessions", "prompts"}
    assert not loaded & {"textual", "sounddevice", "sqlite3", "asyncio", "av", *rooms, *NUMERICS}


def test_the_report_of_a_file_needs_neither_database_nor_questions() -> None:
    loaded = loaded_by("import recorder.cli.answers.analyze, recorder.reports.alone")
    assert not loaded & {"sqlite3", "sessions", "prompts"}


def test_only_transcription_imports_faster_whisper() -> None:
    importers = set()
    for path in (*ROOT.glob("analysis/**/*.py"), *ROOT.glob("recorder/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "faster_whisper" for name in names):
                importers.add(path.relative_to(ROOT).as_posix())
    rooms = {Path("analysis/transcription"), Path("analysis/transcription/loading")}
    assert {Path(path).parent for path in importers} == rooms
