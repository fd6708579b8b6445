"""Who imports what, in fresh interpreters: the screen process never loads numerics."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NUMERICS = {"numpy", "scipy", "librosa", "faster_whisper", "ctranslate2", "numba"}
STDLIB_ONLY = (
    "analysis.types",
    "analysis.interchange",
    "analysis.protocol",
    "analysis.models.real_time_factor",
    "analysis.models.known",
    "analysis.version",
    "analysis.demo",
    "analysis.demo.history",
    "analysis.scoring.score",
    "analysis.trends",
    "analysis.measures.catalogue",
    "analysis.content",
    "analysis.words.terms",
    "analysis.progress.build",
    "analysis.progress.chart",
    "analysis.progress.table",
    "analysis.progress.text",
    "analysis.report.build",
    "analysis.report.earlier.usual",
    "analysis.report.sharing",
    "analysis.report.text",
)
TO_WHISPER = {"analysis/transcription/transcribe.py", "analysis/vad.py"}


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in ``sys.modules`` after a statement, in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def recorder_modules() -> list[str]:
    return sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "recorder").rglob("*.py")
        if path.name not in ("__init__.py", "__main__.py")
    )


def test_the_whole_screen_process_loads_no_numerics() -> None:
    statement = "import " + ", ".join(
        [*recorder_modules(), "sessions.store", "prompts.loader", *STDLIB_ONLY]
    )
    assert not loaded_by(statement) & NUMERICS


def test_the_analysis_child_carries_nothing_large_for_a_small_use() -> None:
    """SciPy's signal and stats would take 50 MB of every laptop that listens along."""
    program = "import analysis.pipeline.tasks, faster_whisper, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not {"scipy.signal", "scipy.stats"} & set(done.stdout.split())


@pytest.mark.parametrize("module", STDLIB_ONLY)
def test_what_the_screens_share_with_analysis_is_standard_library_only(module: str) -> None:
    extra = loaded_by(f"import {module}") - set(sys.stdlib_module_names)
    assert extra <= {"analysis", "__main__"} | loaded_by("pass")


def test_saving_a_page_loads_no_decoder() -> None:
    assert not loaded_by("import recorder.reports.save_page, recorder.reports.earlier_answers") & {
        "av",
        *NUMERICS,
    }


def test_the_command_line_parses_before_textual_is_there() -> None:
    loaded = loaded_by("from recorder.cli.parser import build; build()")
    assert not loaded & {"textual", "sounddevice", "sqlite3", "asyncio", "av", *NUMERICS}


def test_only_transcription_and_voice_detection_import_faster_whisper() -> None:
    importers = set()
    for path in (*ROOT.glob("analysis/**/*.py"), *ROOT.glob("recorder/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == "faster_whisper" for name in names):
                importers.add(path.relative_to(ROOT).as_posix())
    assert importers <= TO_WHISPER
