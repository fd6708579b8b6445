"""Memory that is free again goes back to the system, where its C library can do so (glibc)."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Return what is free; takes some milliseconds.

    A window of base.en leaves 80 MB behind that the heap would keep for the next one.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # other C libraries of Linux have none
        trim(0)
