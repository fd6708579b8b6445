"""A person's own banks: next to Viva's, never in conflict with them, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts import loader
from prompts.files import writing
from prompts.loader import BankError, LoadedQuestions
from prompts.own import questions as own
from prompts.own import sharing
from prompts.types import DIFFICULTIES, KINDS, Question
from tests.examples import examples

GOOD = """# From my mentor
category = "Mine"

[[question]]
id = "own-one"
text = "Why {program}?"
kind = "program"
target = [15, 40]
"""


def question(id: str = "own-new", **changes: object) -> Question:
    usual: dict[str, object] = {
        "id": id,
        "text": "What else?",
        "category": "My questions",
        "kind": "background",
        "target": (120.0, 180.0),
        "tips": (),
    }
    return Question(**{**usual, **changes})  # type: ignore[arg-type]


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_own_questions_come_after_vivas_and_are_filled(tmp_path: Path) -> None:
    write(tmp_path / "mine.toml", GOOD)
    loaded = own.load(tmp_path, {"program": "Yale"})
    assert loaded.refusals == ()
    assert loaded.bank.questions[-1].text == "Why Yale?"
    assert loaded.bank.questions[-1].is_own
    assert loaded.bank.questions[:-1] == loader.load(values={"program": "Yale"}).questions
    assert loaded.bank.filled({}).get("own-one").text == "Why this program?"


def test_without_a_folder_there_are_vivas_questions(tmp_path: Path) -> None:
    assert own.load(tmp_path / "none").bank.questions == loader.load().questions


def test_what_is_wrong_hides_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", "category = [")
    bad = GOOD.split("\n\n")[1].replace("own-one", "own-two").replace("[15, 40]", "[40, 15]")
    b = write(tmp_path / "b.toml", f"{GOOD}\n{bad}")
    (tmp_path / "c.toml").mkdir()
    (tmp_path / "d.toml").write_bytes(b"\xff")
    loaded = own.load(tmp_path)
    assert (
        loaded.bank.get("own-one")
        and len(loaded.bank.questions) == len(loader.load().questions) + 1
    )
    assert [r.file.name for r in loaded.refusals] == ["a.toml", "b.toml", "c.toml", "d.toml"]
    assert str(loaded.refusals[1]).startswith(f"{b}:14: 'target' must be two numbers")


def test_an_id_that_could_clash_with_vivas_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "b.toml", GOOD.replace("own-one", "why-med-peds"))
    loaded = own.load(tmp_path)
    assert loaded.bank.get("why-med-peds").category == "Your story and the program"
    assert [str(r) for r in loaded.refusals] == [
        f"{file}:5: the id 'why-med-peds' must begin with 'own-', such as 'own-why-med-peds', "
        "so that it never clashes with one of Viva's."
    ]


def test_an_id_in_two_own_files_is_kept_once(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", GOOD)
    b = write(tmp_path / "b.toml", GOOD)
    loaded = own.load(tmp_path)
    assert sum(q.id == "own-one" for q in loaded.bank.questions) == 1
    problem = "the id 'own-one' is already used in a.toml:5."
    assert [str(r) for r in loaded.refusals] == [f"{b}:5: {problem}"]


def test_a_bank_is_imported_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    file = write(tmp_path / "My mentor's bank.toml", GOOD)
    place, count = sharing.import_bank(file, folder)
    assert (place, count) == (folder / "My-mentor-s-bank.toml", 1)
    assert place.read_text("utf-8") == GOOD
    other = write(tmp_path / "else" / file.name, GOOD.replace("own-one", "own-two"))
    again, _ = sharing.import_bank(other, folder)
    assert again.name == "My-mentor-s-bank-2.toml" and place.read_text("utf-8") == GOOD
    added = write(tmp_path / sharing.ADDED, GOOD.replace("own-one", "own-three"))
    assert sharing.import_bank(added, folder)[0].name == "my-questions-2.toml"


def test_a_wrong_or_existing_bank_is_not_imported(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    file = write(tmp_path / "bank.toml", GOOD)
    sharing.import_bank(file, folder)
    bad = GOOD.split("\n\n")[1].replace("own-one", "two").replace("own", "x")
    write(file, f"{GOOD}\n{bad}\n{GOOD.split(chr(10) * 2)[1]}")
    with pytest.raises(BankError) as caught:
        sharing.import_bank(file, folder)
    assert [(r.line, r.problem[:30]) for r in caught.value.refusals] == [
        (5, "you already have a question wi"),
        (11, "the id 'two' must begin with '"),
        (17, "the id 'own-one' is already us"),
        (17, "you already have a question wi"),
    ]
    assert [f.name for f in folder.iterdir()] == ["bank.toml"]


def test_questions_are_added_and_the_file_keeps_the_persons_own_words(tmp_path: Path) -> None:
    file = sharing.add(tmp_path / "mine", question())
    file.write_text("# My remarks\n" + file.read_text("utf-8"), "utf-8")
    sharing.add(file.parent, question("own-other", category="Later", tips=('Go “slow” \\ "so".',)))
    assert file.read_text("utf-8").startswith("# My remarks\n")
    bank = own.load(file.parent).bank
    assert bank.get("own-new") == question()
    assert bank.get("own-other").category == "Later"
    assert bank.get("own-other").tips == ('Go “slow” \\ "so".',)
    assert [f.name for f in file.parent.iterdir()] == [sharing.ADDED]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (question("own-new"), "you already have"),
        (question("mine"), "must begin with 'own-'"),
        (question("own-x", text=" "), "'text' is empty"),
        (question("own-x", text="{x}?"), "unknown placeholder"),
        (question("own-x", text="a\nb"), "one line"),
        (question("own-x", text="half \udc80"), "one line"),
        (question("own-x", follow_ups=("No",)), "must end with"),
    ],
)
def test_a_wrong_question_is_not_added(tmp_path: Path, wrong: Question, says: str) -> None:
    before = write(tmp_path / "bank.toml", writing.document([question()])).read_text("utf-8")
    with pytest.raises(BankError, match=says):
        sharing.add(tmp_path, wrong)
    assert [f.name for f in tmp_path.iterdir()] == ["bank.toml"]
    assert (tmp_path / "bank.toml").read_text("utf-8") == before


def test_a_broken_file_is_not_added_to(tmp_path: Path) -> None:
    file = write(tmp_path / sharing.ADDED, "category = [")
    with pytest.raises(BankError, match="not valid TOML"):
        sharing.add(tmp_path, question())
    assert file.read_text("utf-8") == "category = ["


def test_export_never_overwrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "out.toml"
    assert sharing.export([question()], file) == 1
    with pytest.raises(FileExistsError):
        sharing.export([], file)
    assert sharing.import_bank(file, tmp_path / "mine")[1] == 1


def test_new_ids_are_made_from_the_words_and_are_free() -> None:
    assert (
        sharing.new_id("Qué es lo más difícil, para ti hoy?", ())
        == "own-que-es-lo-mas-dificil-para"
    )
    assert sharing.new_id("为什么?", ()) == "own-question"
    assert sharing.new_id("Why?", {"own-why", "own-why-2"}) == "own-why-3"


line = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="{}"))
line = line.map(str.strip).filter(bool)
questions = st.builds(
    Question,
    id=st.from_regex(r"own-[a-z0-9]{1,6}", fullmatch=True),
    text=line,
    category=line,
    kind=st.sampled_from(KINDS),
    target=st.sampled_from([(15.0, 40.0), (0.5, 1.25), (120.0, 180.0)]),
    tips=st.lists(line, max_size=2).map(tuple),
    difficulty=st.sampled_from(DIFFICULTIES),
    follow_ups=st.lists(line.map("{}?".format), max_size=4).map(tuple),
)
banks = st.lists(questions, min_size=1, max_size=5, unique_by=lambda q: q.id)


@examples(40)
@given(banks)
def test_questions_survive_writing_and_reading(bank: list[Question]) -> None:
    reading = loader.read_text(Path("x.toml"), writing.document(bank))
    assert reading.refusals == ()
    assert [q for _, q in reading.questions] == bank


REMARK = st.sampled_from(["", "\n", "# [[question]]\n", "# id = 'no'\n\n"])


@examples(40)
@given(banks, st.data())
def test_a_problem_is_reported_on_its_own_line(bank: list[Question], data: st.DataObject) -> None:
    """A wrong target is reported on its own line, whatever surrounds it."""
    tables = [data.draw(REMARK) + writing.table(q) for q in bank]
    wrong = data.draw(st.integers(0, len(bank) - 1))
    tables[wrong] = tables[wrong].replace("\ntarget = [", "\ntarget = ['wrong', ", 1)
    text = 'category = "C"\n\n' + "\n".join(tables)
    reading: LoadedQuestions = loader.read_text(Path("x.toml"), text)
    (refusal,) = reading.refusals
    lines = text.split("\n")
    assert lines[(refusal.line or 0) - 1].startswith("target = ['wrong', ")
    assert len(reading.questions) == len(bank) - 1


def test_a_kind_is_written_in_american_spelling() -> None:
    assert 'kind = "behavioral"' in writing.table(question(kind="behavioural"))
