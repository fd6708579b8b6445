"""Which syllable of a term is stressed, by its respelling ("brong-kee-oh-LY-tis")."""

from __future__ import annotations

STRESS = "stress"
"""Kind of the note on the stress of a term that was read aloud."""


def syllables_of(say: str) -> tuple[tuple[str, ...], int] | None:
    """Return the syllables and the place of the stressed one.

    ``None`` for a term of several words, of one syllable, or with several stresses: there is no
    one right place.
    """
    parts = tuple(say.split("-"))
    stressed = [i for i, part in enumerate(parts) if part.isupper()]
    if " " in say or len(parts) < 2 or len(stressed) != 1:
        return None
    return parts, stressed[0]


def stress_sentence(parts: tuple[str, ...], right: int, heard: int) -> str:
    """Say where the stress was heard, and where it belongs if that is somewhere else."""
    if heard == right:
        return f"Stress on {parts[right]}: right."
    said = "-".join(p.upper() if i == heard else p.lower() for i, p in enumerate(parts))
    return f"The stress sounded like {said}. It belongs on {parts[right]}: {'-'.join(parts)}."
