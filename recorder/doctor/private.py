"""Redacts what reveals who the person is: home folder, user name, folder locations.

Checks that know something is private (microphone and file names) leave it out themselves.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from recorder.files.locations import CODE, Locations

EVERYBODY = {"root", "user", "admin", "guest", "viva", "ubuntu", "debian", "pi", "vagrant"}
"""User names that identify no one."""

_NAMED = re.compile(r"“[^”]*”")
_LAST_WORDS = re.compile(r"\s*\[[^\]]*\]\s*$")


class Private:
    """Knows what is private on this computer; `redacted` removes it from a text."""

    def __init__(
        self, locations: Locations, environment: Mapping[str, str], home: Path, user: str
    ) -> None:
        paths = dict(_paths(locations, environment, home))
        longest = sorted(paths, key=len, reverse=True)
        self._instead = paths
        self._paths = re.compile(
            "|".join(f"{re.escape(path)}(?![^\\W_])" for path in longest) or r"(?!)"
        )
        known = len(user) > 1 and user.lower() not in EVERYBODY
        word = rf"(?<![^\W_]){re.escape(user)}(?![^\W_])" if known else r"(?!)"
        self._user = re.compile(word, re.IGNORECASE)

    def redacted(self, text: str) -> str:
        """Return the text with folders as ``~`` or ``$VIVA_HOME`` and without the user's name."""
        text = self._paths.sub(lambda match: self._instead[match[0]], text)
        return self._user.sub("(you)", text)


def _paths(
    locations: Locations, environment: Mapping[str, str], home: Path
) -> Iterator[tuple[str, str]]:
    """Yield folders with their replacements; for the same folder, the last one wins."""
    named: list[tuple[Path, str]] = [
        (Path(sys.prefix), "(Python's folder)"),
        (CODE, "(Viva's folder)"),
        (locations.config, "(config folder)"),
        (locations.state, "(state folder)"),
        (locations.data, "(data folder)"),
    ]
    if locations.documents:
        named.append((locations.documents, "(documents)"))
    inside = [path for path, _ in named if path.is_relative_to(home)]
    named = [(path, said) for path, said in named if path not in inside]
    named.append((home, "~"))
    if own := environment.get("VIVA_HOME"):
        named.append((Path(own).expanduser().absolute(), "$VIVA_HOME"))
        named.append((Path(own), "$VIVA_HOME"))
    for path, said in named:
        for each in {path, path.resolve()}:
            if len(each.parts) > 1:  # not the file system's root
                yield str(each), said


def without_names(text: str, *names: str) -> str:
    """Remove microphone names from a sentence: given and quoted names, drivers' messages."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(f"“{name}”", "(a name)").replace(name, "(a name)")
    return _NAMED.sub("(a name)", _LAST_WORDS.sub("", text))
