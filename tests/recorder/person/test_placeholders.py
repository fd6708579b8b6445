"""Questions filled in from the profile: their texts change, their ids never."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.loader import load
from recorder.files.locations import Locations, locate
from recorder.person import own_questions, profile
from recorder.person.placeholders import FilledBank, current, values
from recorder.person.profile import Profile
from sessions.store import Store


@pytest.fixture
def locations(tmp_path: Path) -> Locations:
    made = locate({"VIVA_HOME": str(tmp_path)})
    made.prepare()
    return made


def test_only_entered_values_count() -> None:
    assert values(Profile()) == {}
    assert values(Profile(name="Ada", home_country="Ghana")) == {"home_country": "Ghana"}


def test_a_program_adds_its_own_values() -> None:
    found = values(Profile(first_language="Twi"), {"program": "Yale", "city": ""})
    assert found == {"first_language": "Twi", "program": "Yale"}


def test_a_value_without_a_placeholder_is_refused() -> None:
    with pytest.raises(KeyError, match="planet"):
        values(Profile(), {"planet": "Mars"})


def test_ids_and_order_stay_the_same_when_texts_are_filled() -> None:
    bare = load()
    told = Profile("Ada", "Twi", "Ghana", "the University of Ghana", "2026–27")
    program = {
        "program": "Yale", "hospital": "Yale New Haven", "childrens_hospital": "Smilow",
        "city": "New Haven",
    }  # fmt: skip
    filled = bare.filled(values(told, program))
    assert [q.id for q in filled.questions] == [q.id for q in bare.questions]
    changed = [q for q, was in zip(filled.questions, bare.questions, strict=True) if q != was]
    assert len(changed) >= 15
    texts = "\n".join(" ".join((q.text, *q.tips, *q.follow_ups)) for q in filled.questions)
    for value in ("Twi", "Ghana", "the University of Ghana", *program.values()):
        assert value in texts
    assert "{" not in texts


def test_a_change_shows_at_once_and_is_filled_once() -> None:
    told: dict[str, str] = {}
    questions = FilledBank(load(), lambda: told)
    assert "your home country" in questions.now().get("system-differences").text
    told["home_country"] = "Nepal"
    assert "Nepal" in questions.now().get("system-differences").text
    assert questions.now() is questions.now()
    told.clear()
    assert questions.now() == load()


def test_own_questions_are_filled_from_the_profile_too(locations: Locations) -> None:
    folder = own_questions.folder(locations)
    folder.mkdir()
    (folder / "mine.toml").write_text(
        'category = "Mine"\n[[question]]\nid = "own-home"\n'
        'text = "What do you miss of {home_country}?"\nkind = "background"\ntarget = [30, 60]\n'
    )
    profile.change(locations.profile, home_country="the Philippines")
    bank = own_questions.load(locations).bank
    assert bank.get("own-home").text == "What do you miss of the Philippines?"
    assert own_questions.load(locations, {}).bank.get("own-home").text.endswith("home country?")


def test_a_value_with_braces_or_markup_stays_as_it_is() -> None:
    bank = load().filled(values(Profile(home_country="{city} [red]x[/]")))
    assert "{city} [red]x[/]" in bank.get("system-differences").text


def test_the_next_interviews_program_fills_its_questions(tmp_path: Path) -> None:
    with Store.open(tmp_path / "viva.db", tmp_path / "recordings") as store:
        assert current(store) == {}
        program = store.programs.add("Riverside Med-Peds", city="Cleveland")
        store.programs.pin(program.id)
        assert current(store) == {"program": "Riverside Med-Peds", "city": "Cleveland"}
        filled = FilledBank(load(), lambda: values(Profile(), current(store)))
        texts = " ".join(q.text for q in filled.now().questions)
        assert "Riverside Med-Peds" in texts and "Cleveland" in texts
        store.programs.change(program.id, name="Lakeside")
        assert "Lakeside" in " ".join(q.text for q in filled.now().questions)
