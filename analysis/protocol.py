"""The JSON lines between the screen process and the analysis child, and what they may say.

Standard library only; both sides use this table. One object a line, UTF-8.

==========  =================================================================
to child    ``do``: warm(model, release_after), analyse(id, path, question, model, …),
            follow(the same, of a recording that still grows), finish(id, overflows,
            interruptions),
            cancel(id), quit
from child  ``event``: ready, warm(model, problem), progress(id, share, left), sound(id,
            analysis), nudge(id, reason, at), result(id, analysis), failed(id, problem),
            cancelled(id)
==========  =================================================================

``release_after`` is the idle time in seconds after which the model is let go, ``null`` for never.
``left`` is the sound, in seconds, whose words are still to be transcribed. ``sound`` carries the
analysis from the sound alone, once, where the recording is complete and its words are not.
``nudge`` comes while a recording grows, if its job asks for nudges. A recording that is followed
ends by finish or cancel; one that is finished goes before one that still grows, and a patient one
waits for both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from analysis.interchange import (
    corrections_from_json,
    corrections_to_json,
    question_from_json,
    question_to_json,
    words_from_json,
)
from analysis.models.known import Model
from analysis.types import Correction, QuestionContext, Word

LIMIT = 2**24
"""Bytes in one line; an hour's transcript stays well below."""

Message = dict[str, Any]
"""One line of the protocol, decoded."""


@dataclass(frozen=True, slots=True)
class Job:
    """One recording to analyze. ``words`` skips Whisper; ``model`` ``None``: sound alone.

    ``words_by`` names the model that wrote ``words``; ``corrections`` are applied before measuring.

    ``own_fillers`` are a person's own tics, or fillers of their first language. ``patient``: no
    one waits for it, so others go first. ``track`` is the sound track to analyze, counted from 1;
    ``None`` finds the one with speech. ``voice`` is whom to analyze where two people speak: the
    first or second, 0 who clearly speaks more, ``None`` both. ``nudge``: say so if fillers cluster
    or the pace runs away while the recording grows. ``say`` is the respelling of a term that was
    read aloud, to find its stress. ``overflows`` and ``interruptions`` are as in `Recording`.
    """

    id: int
    path: Path
    question: QuestionContext | None = None
    model: Model | None = None
    words: tuple[Word, ...] | None = None
    overflows: int = 0
    own_fillers: tuple[str, ...] = ()
    patient: bool = False
    words_by: str | None = None
    corrections: tuple[Correction, ...] = ()
    track: int | None = None
    voice: int | None = None
    nudge: bool = False
    say: str | None = None
    interruptions: int = 0


def encode(message: dict[str, Any]) -> bytes:
    """Write one message as a line; names of files that are not UTF-8 pass through."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def decode(line: bytes | str) -> dict[str, Any]:
    """Read one line.

    Raises
    ------
    ValueError
        When the line isn't a JSON object.
    """
    try:
        text = line if isinstance(line, str) else line.decode("utf-8", "surrogatepass")
        message = json.loads(text)
    except RecursionError as error:
        raise ValueError("a message is nested too deeply") from error
    if not isinstance(message, dict):
        raise ValueError("a message is a JSON object")
    return message


def job_to_message(job: Job, do: Literal["analyse", "follow"] = "analyse") -> dict[str, Any]:
    """Ask for the analysis of one recording, or to follow one that still grows."""
    words = None
    if job.words is not None:
        words = [
            {"start": w.start, "end": w.end, "text": w.text, "probability": w.probability}
            for w in job.words
        ]
    return {
        "do": do,
        "id": job.id,
        "path": str(job.path),
        "question": question_to_json(job.question),
        "model": model_to_message(job.model),
        "words": words,
        "overflows": job.overflows,
        "own_fillers": list(job.own_fillers),
        "patient": job.patient,
        "words_by": job.words_by,
        "corrections": corrections_to_json(job.corrections),
        "track": job.track,
        "voice": job.voice,
        "nudge": job.nudge,
        "say": job.say,
        "interruptions": job.interruptions,
    }


def job_from_message(message: dict[str, Any]) -> Job:
    """Read a request.

    Raises
    ------
    KeyError, TypeError, ValueError
        When a part is missing or wrong.
    """
    words = message.get("words")
    return Job(
        int(message["id"]),
        Path(message["path"]),
        question_from_json(message.get("question")),
        model_from_message(message.get("model")),
        None if words is None else words_from_json({"words": words}),
        int(message.get("overflows", 0)),
        tuple(map(str, message.get("own_fillers", ()))),
        bool(message.get("patient", False)),
        message.get("words_by"),
        corrections_from_json(message.get("corrections", ())),
        message.get("track"),
        message.get("voice"),
        bool(message.get("nudge", False)),
        message.get("say"),
        int(message.get("interruptions", 0)),
    )


def model_to_message(model: Model | None) -> dict[str, str] | None:
    """Name a model and its folder."""
    return None if model is None else {"name": model.name, "folder": str(model.folder)}


def model_from_message(data: dict[str, str] | None) -> Model | None:
    """Read a model's name and folder."""
    return None if data is None else Model(data["name"], Path(data["folder"]))
