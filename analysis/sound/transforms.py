"""Fourier and cosine transforms: SciPy's compiled ones, without the rest of `scipy.fft`.

That package loads much of NumPy and SciPy, which takes 20 MB of the analysis process and a quarter
of a second. The values are those of `scipy.fft`, to the bit; it is used itself where a version of
SciPy has its compiled transforms elsewhere.
"""

from __future__ import annotations

from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray

from analysis.sound.arrays import Floats

COMPILED = "scipy.fft._pocketfft.pypocketfft"

UNSCALED, ORTHONORMAL, INVERSE = 0, 1, 2
"""How its functions scale: not at all, by the root of the size, by the size."""


def rfft(x: NDArray[np.floating], size: int = 0) -> NDArray[np.complexfloating]:
    """Spectrum (…, 1 + n // 2) of real x (…, n) along the last axis.

    Where ``size`` is given, x is filled with zeros up to it: n = ``size``.
    """
    if size:
        x = np.pad(x, [(0, 0)] * (x.ndim - 1) + [(0, size - x.shape[-1])])
    spectrum: NDArray[np.complexfloating] = _compiled().r2c(x, (x.ndim - 1,), True, UNSCALED)
    return spectrum


def irfft(spectrum: NDArray[np.inexact], size: int) -> Floats:
    """Return what has this spectrum (…, 1 + size // 2), along the last axis: (…, size)."""
    whole = spectrum + 0j if np.isrealobj(spectrum) else spectrum
    found: Floats = _compiled().c2r(whole, (whole.ndim - 1,), size, False, INVERSE)
    return found


def dct(x: Floats) -> Floats:
    """Orthonormal cosine transform, of type 2, along the first axis of x (n, m): the same shape."""
    found: Floats = _compiled().dct(x, 2, (0,), ORTHONORMAL)
    return found


@cache
def _compiled() -> Any:
    try:
        folder = Path(scipy.__path__[0], *COMPILED.split(".")[1:-1])
        spec = PathFinder.find_spec(COMPILED, [str(folder)])
        if spec is None or spec.loader is None:
            return ScipyFft()
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    except ImportError:
        return ScipyFft()
    return module if all(hasattr(module, name) for name in ("r2c", "c2r", "dct")) else ScipyFft()


class ScipyFft:
    """`scipy.fft` with the arguments of its compiled transforms; the scale goes without saying."""

    def r2c(self, x: Any, axes: tuple[int], forward: bool, scale: int) -> Any:
        """Return the spectrum of x."""
        from scipy import fft

        return fft.rfft(x, axis=axes[0])

    def c2r(self, x: Any, axes: tuple[int], size: int, forward: bool, scale: int) -> Any:
        """Return what has the spectrum x."""
        from scipy import fft

        return fft.irfft(x, size, axis=axes[0])

    def dct(self, x: Any, kind: int, axes: tuple[int], scale: int) -> Any:
        """Return the orthonormal cosine transform of x."""
        from scipy import fft

        return fft.dct(x, kind, axis=axes[0], norm="ortho")
