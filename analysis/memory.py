"""When memory runs out: libraries say it in many ways, of which few are a ``MemoryError``."""

from __future__ import annotations

import errno

SIGNS = (
    "bad_alloc",
    "cannot allocate memory",
    "failed to map segment",
    "can't start new thread",
)
"""What C++, the system's loader and Python's threads say then, in small letters."""

ADVICE = "close other programs or choose a smaller model"


def ran_out(error: BaseException | None) -> bool:
    """Whether this, or what it came from, means that there was not enough memory."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            return True
        if any(sign in str(error).lower() for sign in SIGNS):
            return True
        error = error.__cause__ or error.__context__
    return False
