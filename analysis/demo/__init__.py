"""What Viva brings with it to show itself: a small speech model and a spoken answer.

`MODEL` is a folder that faster-whisper loads: a demonstration model for clear
synthetic speech, never for a person's answers (see its `MODEL_CARD.md`).
`ANSWER` is a spoken answer (16 kHz mono FLAC) and `TRUTH` its exact words, fillers
and pauses as JSON, in seconds from the start.
"""

from pathlib import Path

MODEL: Path = Path(__file__).parent / "model"
ANSWER: Path = Path(__file__).parent / "answer.flac"
TRUTH: Path = Path(__file__).parent / "truth.json"
