"""First languages: every entry has a source, and none of them is in English speech by chance."""

from __future__ import annotations

import pytest

from analysis.interchange import words_from_json
from analysis.words.markers import discourse_markers
from prompts.languages import find_language, load_languages, spellings

LANGUAGES = load_languages()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_each_filler_and_hint_is_whole_and_has_a_source(language) -> None:  # type: ignore[no-untyped-def]
    assert language.fillers or language.hints
    for filler in language.fillers:
        assert filler.text and filler.means and filler.written
        assert any(c.isdigit() for c in filler.source) or filler.source[:6] in ("Wikipe", "Oxford")
        assert all(written == " ".join(written.lower().split()) for written in filler.written)
    for hint in language.hints:
        assert hint.text.endswith(".") and any(c.isdigit() for c in hint.source)


def test_names_are_used_once() -> None:
    names = [name.casefold() for each in LANGUAGES for name in (each.name, *each.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("urdu", "Urdu"),
        ("Español", "Spanish"),
        ("Urdu and Punjabi", "Urdu"),
        ("Brazilian Portuguese", "Portuguese"),
        ("Chinese (Mandarin)", "Mandarin"),
        ("Nigerian English", "Yoruba"),
        ("中文", "Mandarin"),
    ],
)
def test_a_language_is_found_as_people_enter_it(entered: str, name: str) -> None:
    found = find_language(entered)
    assert found is not None and found.name == name


@pytest.mark.parametrize("entered", [None, "", "Klingon", "Punjab", "Turkishness"])
def test_another_language_is_not_guessed(entered: str | None) -> None:
    assert find_language(entered) is None


def offered() -> tuple[str, ...]:
    """Every spelling that is checked by default, of all languages."""
    every = (f for language in LANGUAGES for f in language.fillers if f.caution is None)
    return spellings(every)


COMMON = """
I have to say that the patient was new to me, and that this type of case is what I like. A man
called Ben had a horse with a long mane. No, I know. Nobody told us, so we say it again: do you
see? Sure, I was in Shah Alam. He may be in the lab. What did you do, and who was at the meeting?
"""


def test_none_offered_is_found_in_english() -> None:
    said = COMMON.split()
    spoken = words_from_json(
        {"words": [{"start": i, "end": i + 0.5, "text": text} for i, text in enumerate(said)]}
    )
    counted = discourse_markers(spoken, own=offered())
    assert [f.text for f in counted if f.text in offered()] == []


def test_a_filler_that_was_added_is_counted_where_it_is_written() -> None:
    urdu = find_language("Urdu")
    assert urdu is not None
    said = ["So", "matlab", "I", "was", "working", "there,", "yaani,", "for", "two", "years."]
    spoken = words_from_json(
        {"words": [{"start": i, "end": i + 0.5, "text": text} for i, text in enumerate(said)]}
    )
    counted = discourse_markers(spoken, own=spellings(urdu.fillers))
    assert [f.text for f in counted if f.text in offered()] == ["matlab", "yaani"]
