"""Viva's terms to read aloud are valid, and a wrong file is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.words.pronunciation import syllables
from prompts.loader import BankError
from prompts.vocabulary import load

GOOD = """topic = "Lungs"

[[term]]
term = "asthma"
say = "AZ-muh"
also = ["astma"]
"""

SAID_OTHERWISE = {
    "bronchiectasis",
    "contraindication",
    "gastroesophageal reflux",
    "dysphagia",
    "vesicoureteral reflux",
    "dengue",
    "dementia",
}
"""Terms whose syllable count the pronunciation table and rules get wrong by one."""


def write(folder: Path, text: str, name: str = "1.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_there_are_enough_terms_including_the_guides() -> None:
    vocabulary = load()
    assert len(vocabulary.terms) >= 150 and len(vocabulary.topics) >= 8
    said = {t.text: t.say for t in vocabulary.terms}
    assert said["bronchiolitis"] == "brong-kee-oh-LY-tis"
    assert said["hypertension"] == "hy-per-TEN-shun"
    assert said["gastroenteritis"] == "gas-troh-en-tuh-RY-tis"


def test_every_respelling_has_as_many_syllables_as_its_term() -> None:
    for term in load().terms:
        counted = sum(syllables(word) for word in term.text.split())
        spelled = len(re.split("[- ]", term.say))
        off = 1 if term.text in SAID_OTHERWISE else 0
        assert abs(counted - spelled) == off, (term.text, term.say, counted)


def test_every_word_of_a_term_has_one_stressed_syllable_or_is_a_small_one() -> None:
    for term in load().terms:
        for word in term.say.split():
            stressed = sum(syllable.isupper() for syllable in word.split("-"))
            assert stressed == 1 or word in {"uv", "thee", "too"}, term.say


def test_terms_are_found_by_topic_and_by_their_spelling() -> None:
    vocabulary = load()
    assert {t.topic for t in vocabulary.search("heart vessels")} == {"Heart and vessels"}
    assert [t.text for t in vocabulary.search("BARRE")] == ["Guillain-Barré syndrome"]
    assert vocabulary.search("") == vocabulary.terms
    assert vocabulary.search("no such thing") == ()


def test_a_good_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (term,) = load(tmp_path).terms
    assert (term.text, term.say, term.topic, term.also) == ("asthma", "AZ-muh", "Lungs", ("astma",))


SAY = "'say' must be syllables joined by \"-\", each lowercase or all capitals, such as"
WRONG = [
    ('topic = "Lungs"', "", 1, "the file has no 'topic'."),
    ('topic = "Lungs"', 'topic = " "', 1, "'topic' is empty."),
    ('term = "asthma"\n', "", 3, "the term has no 'term'."),
    ('say = "AZ-muh"\n', "", 3, "the term has no 'say'."),
    ('"AZ-muh"', "3", 5, "'say' must be text in quotation marks."),
    ('"AZ-muh"', '"Az-muh"', 5, f'{SAY} "brong-kee-oh-LY-tis".'),
    ('"AZ-muh"', '"AZ--muh"', 5, f'{SAY} "brong-kee-oh-LY-tis".'),
    ('"AZ-muh"', '"az-muh"', 5, "'say' must have its stressed syllable in capitals, such as "
     '"brong-kee-oh-LY-tis".'),
    ('["astma"]', '"astma"', 6, "'also' must be a list of other spellings."),
    ('["astma"]', '["a", ""]', 6, "'also' is empty."),
    ('also = ["astma"]', "hint = 1", 6,
     "the term has the unknown key 'hint'; the keys are term, say, also."),
    ("[[term]]", "[term]", 3, 'each term must be a table that starts with "[[term]]".'),
    ('"asthma"', '"asthma', 4, "this is not valid TOML: Illegal character '\\n'."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "problem"), WRONG)
def test_a_problem_is_reported_with_its_line(
    old: str, new: str, line: int, problem: str, tmp_path: Path
) -> None:
    file = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BankError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{file}:{line}: {problem}"


def test_a_term_twice_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="there are no files of terms"):
        load(tmp_path)
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("asthma", "Asthma"), "2.toml")
    with pytest.raises(BankError, match=r"2.toml:4: the term 'Asthma' is already in 1.toml."):
        load(tmp_path)
