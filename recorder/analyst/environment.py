"""The environment of every process that analyzes: the child, and what measures the machine for it.

Analysis never goes to the network; only fetching a model does. Its matrices are small outside of
Whisper: more threads of OpenBLAS cost more than they give. Whisper itself takes and drops arrays of
some megabytes for each layer, and the rest of the table is how glibc (others pass over it) does so:
in one heap for all threads; arrays of a megabyte and more given back to the system as soon as they
are dropped, smaller ones kept until 32 MB are free; both in pages of 2 MB where the system has
them. Else up to half of the encoder's time goes into handing memory to and fro (docs/speed.md).
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
