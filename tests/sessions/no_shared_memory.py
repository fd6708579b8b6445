"""Opens a store as on a disk without shared memory for WAL, and adds an answer.

    python -m tests.sessions.no_shared_memory HOME

Prints the number of answers before and after, as another connection sees them.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from tests.sessions.conftest import open_store
from tests.sessions.material import analysed, record
from tests.sessions.power import patch_methods

SQLITE_IOERR_SHMMAP = 10 | 21 << 8
SHM_MAP = 7

_ShmMap = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p
)


def main(home: Path) -> None:
    """Add an answer while another connection is open."""
    refuse = _ShmMap(lambda *_: SQLITE_IOERR_SHMMAP)

    def without(methods: ctypes.Structure) -> None:
        methods.others[SHM_MAP] = ctypes.cast(refuse, ctypes.c_void_p).value

    patch_methods(without)
    with open_store(home) as store, open_store(home) as other:
        print(len(other.answers()))
        answer = record(store)
        store.save_analysis(answer.id, analysed(answer.path))
        print(len(other.answers()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
