"""Saves what a process was recording when it was killed."""

from __future__ import annotations

from sessions.errors import UnknownAnswer
from sessions.files.wav import WavInfo, repair, repair_wav
from sessions.store import Store
from sessions.types import Answer

__all__ = ["recover", "repair_wav"]

SHORTEST = 0.5
"""Seconds; less is an accidental key press, not an answer."""

WORTH_KEEPING = 1 << 15
"""Bytes; a file that long contains sound, even if its header is lost."""

LOST_HEADER = "Viva stopped while recording, and the audio file it left can't be read."


def recover(store: Store) -> tuple[Answer, ...]:
    """Finish what processes that are gone were recording; return the answers that were saved.

    Recordings of running programs, including this one, are left alone. Less than half a second is
    removed. A file that contains more but can't be read is kept, and its answer says so.
    """
    saved = []
    for answer in store.unfinished():
        try:
            if not store.claim(answer.id):
                continue
        except UnknownAnswer:  # removed since then by another program
            continue
        try:
            if store.answer(answer.id).state == "recording" and (found := _save(store, answer)):
                saved.append(found)
        except UnknownAnswer:
            continue
        finally:
            store.release(answer.id)
    return tuple(saved)


def _save(store: Store, answer: Answer) -> Answer | None:
    """Save what there is of one answer; ``None`` if there is nothing to hear."""
    try:
        size = answer.path.stat().st_size if answer.path.exists() else 0
        sound = repair(answer.path)
    except OSError as error:
        store.fail(answer.id, f"{LOST_HEADER[:-1]}: {error.strerror}.")
        return None
    if sound is not None and sound.duration >= SHORTEST:
        return _finish(store, answer, sound)
    if size and answer.path.suffix != ".wav":  # an import: the copy is there only when complete
        return _finish(store, answer, None)
    if sound is None and size > WORTH_KEEPING:
        store.fail(answer.id, LOST_HEADER)
    else:
        store.delete_answer(answer.id)
    return None


def _finish(store: Store, answer: Answer, sound: WavInfo | None) -> Answer:
    return store.finish_recording(
        answer.id,
        duration=sound.duration if sound else None,
        sample_rate=sound.sample_rate if sound else None,
        overflows=answer.overflows,
        interruptions=answer.interruptions,
        recovered=True,
    )
