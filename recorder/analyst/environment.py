"""The environment of every process that analyzes: the child, and the one that measures for it.

Analysis never uses the network; only downloading a model does. Its matrices are small outside of
Whisper: more OpenBLAS threads cost more than they save. Whisper itself allocates and frees arrays
of several megabytes for each layer, and the rest of the table sets how glibc does so (others ignore
it): in one heap for all threads; freed arrays of a megabyte and more go back to the system at once,
smaller ones are kept until 32 MB are free; both in pages of 2 MB if the system has them. Otherwise
up to half of the encoder's time goes into moving memory back and forth (docs/speed.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ANALYSIS: Mapping[str, str] = MappingProxyType(
    {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": str(1 << 20),
        "MALLOC_TRIM_THRESHOLD_": str(32 << 20),
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    }
)
