"""The environment of every process that analyzes: the child, and the one that measures for it.

Analysis never uses the network; only downloading a model does. Its matrices are small outside of
Whisper: more OpenBLAS threads cost more than they save. Whisper itself allocates and frees arrays
of several megabytes for each layer, and the rest of the table sets how glibc does so (others ignore
it): in one heap for all threads, which keeps up to 64 MB of freed arrays for the next layer; only
arrays of 16 MB and more go back to the system at once. With smaller limits, about a fifth of the
encoder's time goes into moving memory back and forth (docs/experiments.md).

Pages of 2 MB save another seventh, but not on Intel's processors: there CTranslate2 stores the
weights with Intel's library, which reserves ten times the memory it fills, and large pages would
fill 360 MB more. With large pages, arrays of up to 32 MB are kept: 5% less time for 20 MB more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

PROCESSOR = Path("/proc/cpuinfo")
INTEL = "GenuineIntel"

LARGE_PAGES = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
}


def is_intel(processor: Path = PROCESSOR) -> bool:
    """Whether the first processor is Intel's, where Linux says so."""
    try:
        with processor.open("rb") as file:
            return INTEL.encode() in file.read(256)
    except OSError:
        return False


ANALYSIS: Mapping[str, str] = MappingProxyType(
    {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": str(16 << 20),
        "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
        **({} if is_intel() else LARGE_PAGES),
    }
)
