"""Memory of the analysis process: recognizing that it ran out, and returning what is free.

Libraries report a lack of memory in many ways, few of which are a ``MemoryError``.
"""

from __future__ import annotations

import ctypes
import errno
import sys

SIGNS = (
    "bad_alloc",
    "cannot allocate memory",
    "failed to map segment",
    "can't start new thread",
)
"""What C++, the system loader, and Python's threads say then, in lower case."""

ADVICE = "close other programs or choose a smaller model"


def ran_out(error: BaseException | None) -> bool:
    """Whether this error, or one it came from, means that memory ran out."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            return True
        if any(sign in str(error).lower() for sign in SIGNS):
            return True
        error = error.__cause__ or error.__context__
    return False


def return_free_memory() -> None:
    """Return free memory to the system, where the C library can (glibc); takes some milliseconds.

    A window of base.en leaves 80 MB behind that the allocator would keep for the next one.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # other C libraries on Linux have none
        trim(0)
