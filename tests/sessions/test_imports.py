"""The screen process loads the store and the bank, so they import nothing heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"numpy", "scipy", "librosa", "faster_whisper", "av", "textual", "sounddevice"}
LOAD = """
import sys
import sessions.store, sessions.recovery
import prompts.loader
prompts.loader.load()
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_store_and_bank_load_the_standard_library_only() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "sqlite3" in loaded
    assert not loaded & HEAVY


def test_the_bank_alone_needs_neither_database_nor_analysis() -> None:
    code = "import sys, prompts.loader; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert not {"sqlite3", "sessions", "analysis"} & set(done.stdout.split())
