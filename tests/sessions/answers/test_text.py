"""Text is stored as it is: the screens are responsible for showing it safely."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.types import QuestionContext
from sessions.store import Store, StoreError
from tests.sessions.material import analysed, record

TEXTS = [
    "Pourquoi la médecine ? 医学 طب 🩺 👩🏽‍⚕️ e\u0301",
    "[bold red]not markup[/] [@click=app.quit]no[/]",
    "\x1b[31mred\x1b[0m \x1b]8;;http://example.org\x1b\\link\x07",
    "'; DROP TABLE answer; --",
    '"quotes" and \\ and % _ * ? { } $x :name',
    "line\none\r\ntwo\ttab\x00after zero\x7f\u2028\u202e reversed",
    "",
    " spaces ",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_is_stored_unchanged(store: Store, text: str) -> None:
    answer = store.begin_answer(
        store.begin_session("practice").id, QuestionContext(text, text, text, (1, 2)), device=text
    )
    found = store.answer(answer.id)
    assert (found.question_id, found.question_text, found.question_kind) == (text, text, text)
    assert found.device == text
    store.finish_recording(answer.id, duration=1, sample_rate=8000, overflows=0)
    assert store.fail(answer.id, text).problem == text
    analysis = analysed(answer.path, words=(text, "I"), model=text)
    assert store.save_analysis(answer.id, analysis).model == text
    assert store.analysis(answer.id) == analysis
    assert [a.id for a in store.answers(question_id=text)] == [answer.id]
    assert list(store.tallies()) == [text]


def test_half_a_character_from_an_odd_file_name_does_no_harm(store: Store, tmp_path: Path) -> None:
    """A file name that is not UTF-8 reaches Python with surrogates, which SQLite refuses."""
    source = tmp_path / "r\udce9sum\udce9.wav"
    try:
        source.write_bytes(b"sound")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    answer = store.import_sound(source)
    assert answer.question_text == "r\\udce9sum\\udce9.wav"
    assert store.fail(answer.id, f"{source} is odd.").problem is not None
    analysis = analysed(source, words=("\udce9",))
    store.save_analysis(answer.id, analysis)
    assert store.analysis(answer.id) == analysis


def test_analyses_of_other_files_keep_their_path(store: Store) -> None:
    answer = record(store)
    for path in ("a.wav", "/elsewhere/b.wav", "../c.wav", "2026-11/d.wav"):
        analysis = replace(analysed(path), question=None)
        store.save_analysis(answer.id, analysis)
        assert store.analysis(answer.id) == analysis


@pytest.mark.parametrize("document", ["", "{}", '{"schema": 99}', "[]", '{"schema": 1}'])
def test_a_foreign_analysis_is_reported_plainly(store: Store, document: str) -> None:
    answer = record(store)
    store.save_analysis(answer.id, analysed(answer.path))
    with store._database.change() as run:
        run.execute("UPDATE analysis SET document = ?", (document,))
    with pytest.raises(StoreError, match=r"can't be read \(.*\); analyze it again"):
        store.analysis(answer.id)
    assert store.answer(answer.id).overall == 84
