"""Put networks together that vote: `python -m tools.fillers.stack OUT NETWORK…`."""

from __future__ import annotations

import sys

import numpy as np


def main() -> None:
    out, *parts = sys.argv[1:]
    networks = [np.load(part) for part in parts]
    np.savez(out, **{name: np.stack([n[name] for n in networks]) for name in networks[0].files})


if __name__ == "__main__":
    main()
