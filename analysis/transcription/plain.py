"""Plain faster-whisper, for timing random models and for comparison."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.sound.audio import Samples


class PlainWhisper:
    """A model that faster-whisper loads and runs with its own defaults, in English."""

    def __init__(self, folder: Path, *, threads: int, word_times: bool = True) -> None:
        from faster_whisper import WhisperModel

        self._word_times = word_times
        self._model = WhisperModel(
            str(folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=threads,
            local_files_only=True,
        )

    def segments(self, samples: Samples) -> list[Any]:
        """Transcribe samples (n,) at 16 kHz; gives faster-whisper's segments."""
        found, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=5,
            condition_on_previous_text=False,
            word_timestamps=self._word_times,
        )
        return list(found)
