"""``viva fillers --language``: a language's fillers with their sources; nothing is added."""

from __future__ import annotations

from tests.cli.conftest import Viva


def test_a_language_is_listed_and_nothing_is_added(viva: Viva) -> None:
    done = viva("fillers", "--language", "spanish")
    assert done.returncode == 0
    assert 'o sea (that is); add: "o sea" osea' in done.stdout
    assert "Source: Clark & Fox Tree 2002" in done.stdout and "Rhythm: " in done.stdout
    assert "none yet" in viva("fillers").stdout


def test_an_unknown_language_names_those_there_are(viva: Viva) -> None:
    done = viva("fillers", "--language", "Klingon")
    assert done.returncode == 1
    assert "Arabic, Bengali, French" in done.stderr
