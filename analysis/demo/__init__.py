"""What comes with Viva to show what it does: a sample answer and a sample practice history.

`ANSWER` is a spoken answer (16 kHz mono FLAC, a computer voice) and `TRUTH` its exact words,
fillers, and pauses as JSON, in seconds from the start.
"""

from pathlib import Path

ANSWER: Path = Path(__file__).parent / "answer.flac"
TRUTH: Path = Path(__file__).parent / "truth.json"
