"""Which version of Viva this is."""

from __future__ import annotations


def version() -> str:
    """Return the installed version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("viva")
    except PackageNotFoundError:
        return "(not installed)"
