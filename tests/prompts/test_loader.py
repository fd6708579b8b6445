"""A wrong question file is refused with the line and one plain sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.loader import BankError, load

GOOD = """category = "Mine"

[[question]]
id = "one"
text = "One?"
kind = "gap"
target = [45, 90]
tips = ["A tip."]
"""
SECOND = GOOD.split("\n\n")[1].replace('"one"', '"two"')


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_bytes(text.encode())
    return file


def refusal(folder: Path) -> BankError:
    with pytest.raises(BankError) as caught:
        load(folder)
    return caught.value


def test_a_good_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (question,) = load(tmp_path).questions
    assert (question.id, question.text, question.category) == ("one", "One?", "Mine")
    assert (question.kind, question.target, question.tips) == ("gap", (45.0, 90.0), ("A tip.",))


@pytest.mark.parametrize("change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
def test_files_from_any_editor_are_read(tmp_path: Path, change: object) -> None:
    assert callable(change)
    write(tmp_path, change(GOOD))
    assert load(tmp_path).get("one").text == "One?"


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("one", "b"), "2.toml")
    write(tmp_path, GOOD.replace("one", "a"), "1.toml")
    assert [q.id for q in load(tmp_path).questions] == ["a", "b"]


KNOWN = "the keys are id, text, kind, target, tips, difficulty, follow_ups, category."
TARGET = "'target' must be two numbers of seconds, the smaller first, such as [120, 180]"
KINDS = "background, motivational, behavioral, ethical, knowledge, gap, program, small_talk, asking"
PLACES = (
    "{program}, {hospital}, {childrens_hospital}, {city}, {home_country}, {medical_school}, "
    "{first_language}"
)
FOLLOW_UPS = "'follow_ups' must be a list of one to 4 questions."
WRONG = [
    ('tips = ["A tip."]', 'tips = ["A tip."]\nhint = 1', 9,
     f"the question has the unknown key 'hint'; {KNOWN}"),
    ('category = "Mine"', 'category = "Mine"\ntitle = "x"', 2,
     "the file has the unknown key 'title'; the keys are category, question."),
    ('category = "Mine"', "", 1, "the file has no 'category'."),
    ('category = "Mine"', 'category = ""', 1, "'category' is empty."),
    ('id = "one"\n', "", 3, "the question has no 'id'."),
    ('text = "One?"\n', "", 3, "the question has no 'text'."),
    ('kind = "gap"\n', "", 3, "the question has no 'kind'."),
    ("target = [45, 90]\n", "", 3, "the question has no 'target'."),
    ('"one"', "1", 4, "'id' must be text in quotation marks."),
    ('"one"', '"Big One"', 4,
     "the id 'Big One' must be lowercase letters and digits joined by \"-\"."),
    ('"one"', '"one-"', 4, "the id 'one-' must be lowercase letters and digits joined by \"-\"."),
    ('"One?"', '""', 5, "'text' is empty."),
    ('"One?"', '"  "', 5, "'text' is empty."),
    ('"One?"', '"One? "', 5, "'text' starts or ends with a space."),
    ('"One?"', '"O\\u001b[31mne?"', 5, "'text' must be one line without control characters."),
    ('"One?"', '"""O\nne?"""', 5, "'text' must be one line without control characters."),
    ('"One?"', "5", 5, "'text' must be text in quotation marks."),
    ('"gap"', '"quiz"', 6, f"'kind' is 'quiz'; it must be one of {KINDS}."),
    ('"gap"', "[]", 6, f"'kind' is []; it must be one of {KINDS}."),
    ("[45, 90]", "[90, 45]", 7, f"{TARGET}; it is [90, 45]."),
    ("[45, 90]", "[45, 45]", 7, f"{TARGET}; it is [45, 45]."),
    ("[45, 90]", "[0, 45]", 7, f"{TARGET}; it is [0, 45]."),
    ("[45, 90]", "[-5, 45]", 7, f"{TARGET}; it is [-5, 45]."),
    ("[45, 90]", "[45, inf]", 7, f"{TARGET}."),
    ("[45, 90]", "[nan, 90]", 7, f"{TARGET}."),
    ("[45, 90]", "[true, 90]", 7, f"{TARGET}."),
    ("[45, 90]", "[45]", 7, f"{TARGET}."),
    ("[45, 90]", '"45-90"', 7, f"{TARGET}."),
    ("[45, 90]", "[45000, 90000]", 7,
     "'target' can't be longer than 900 seconds; it is 90000."),
    ('["A tip."]', "[]", 8, "'tips' must be a list of one or two tips."),
    ('["A tip."]', '["a", "b", "c"]', 8, "'tips' must be a list of one or two tips."),
    ('["A tip."]', '"A tip."', 8, "'tips' must be a list of one or two tips."),
    ('["A tip."]', '["A tip.", ""]', 8, "'tips' is empty."),
    ('["A tip."]', "[1]", 8, "'tips' must be text in quotation marks."),
    ('"One?"', '"Why {programme}?"', 5,
     f"'text' has the unknown placeholder {{programme}}; the placeholders are {PLACES}."),
    ('"One?"', '"Why {}?"', 5,
     f"'text' has a brace that isn't part of a placeholder; the placeholders are {PLACES}."),
    ('["A tip."]', '["{"]', 8,
     f"'tips' has a brace that isn't part of a placeholder; the placeholders are {PLACES}."),
    ('["A tip."]', '["A tip."]\ndifficulty = 3', 9,
     "'difficulty' is 3; it must be one of easy, medium, hard."),
    ('["A tip."]', '["A tip."]\nfollow_ups = []', 9, FOLLOW_UPS),
    ('["A tip."]', '["A tip."]\nfollow_ups = "Why?"', 9, FOLLOW_UPS),
    ('["A tip."]', '["A tip."]\nfollow_ups = ["Go on."]', 9,
     "'follow_ups' must end with \"?\"; 'Go on.' doesn't."),
    ('["A tip."]', '["A tip."]\nfollow_ups = ["{x}?"]', 9,
     f"'follow_ups' has the unknown placeholder {{x}}; the placeholders are {PLACES}."),
    ('["A tip."]', '["A tip."]\ncategory = ""', 9, "'category' is empty."),
    ('"gap"', '"gap', 6, "this is not valid TOML: Illegal character '\\n'."),
    ('kind = "gap"', 'kind = "gap"\nkind = "gap"', 7,
     "this is not valid TOML: Cannot overwrite a value."),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line", "problem"), WRONG)
def test_a_problem_is_reported_with_its_line(
    tmp_path: Path, good: str, bad: str, line: int, problem: str
) -> None:
    file = write(tmp_path, GOOD.replace(good, bad, 1))
    error = refusal(tmp_path)
    assert str(error) == f"{file}:{line}: {problem}"
    assert (error.file, error.line, error.problem) == (file, line, problem)


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    bad = SECOND.replace('"gap"', '"quiz"').replace("[45, 90]", "[90, 45]\nhint = 1")
    first = write(tmp_path, GOOD.replace('"One?"', '""') + "\n" + bad, "1.toml")
    second = write(tmp_path, GOOD.replace('id = "one"\n', ""), "2.toml")
    assert str(refusal(tmp_path)).splitlines() == [
        f"{first}:5: 'text' is empty.",
        f"{first}:13: 'kind' is 'quiz'; it must be one of {KINDS}.",
        f"{first}:14: {TARGET}; it is [90, 45].",
        f"{first}:15: the question has the unknown key 'hint'; {KNOWN}",
        f"{second}:3: the question has no 'id'.",
    ]


def test_optional_keys_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace('tips = ["A tip."]\n', ""))
    (question,) = load(tmp_path).questions
    assert (question.tips, question.difficulty, question.follow_ups) == ((), "medium", ())


def test_a_question_may_have_its_own_category(tmp_path: Path) -> None:
    other = SECOND + 'category = "Other"\ndifficulty = "hard"\nfollow_ups = ["And then?"]\n'
    write(tmp_path, GOOD + "\n" + other)
    assert [q.category for q in load(tmp_path).questions] == ["Mine", "Other"]
    question = load(tmp_path).get("two")
    assert (question.difficulty, question.follow_ups) == ("hard", ("And then?",))


def test_the_line_is_right_after_comments_strings_and_lists_over_many_lines(tmp_path: Path) -> None:
    before = GOOD.replace('["A tip."]', '[\n  "[[question]]",\n  "text = 1",\n]')
    text = before + "\n# [[question]]\n# id = 'no'\n" + SECOND.replace('"Mine"', "")
    bad = text.replace('"two"\ntext = "One?"', '"two"\n\n"text"\t=\t""')
    file = write(tmp_path, bad)
    line = bad.split("\n").index('"text"\t=\t""') + 1
    assert str(refusal(tmp_path)) == f"{file}:{line}: 'text' is empty."


def test_an_inline_table_has_the_line_of_its_list(tmp_path: Path) -> None:
    write(tmp_path, 'category = "Mine"\n\nquestion = [{id = "one"}]\n')
    assert refusal(tmp_path).line == 3


@pytest.mark.parametrize(
    "text", ['category = "Mine"\nquestion = 3\n', 'category = "Mine"\n\n[question]\n']
)
def test_a_question_must_be_a_table_in_a_list(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, text)
    line = text.rstrip("\n").count("\n") + 1
    problem = 'each question must be a table that starts with "[[question]]".'
    assert str(refusal(tmp_path)) == f"{file}:{line}: {problem}"


def test_an_id_used_twice_is_refused_and_both_places_are_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "1.toml")
    file = write(tmp_path, "# mine\n" + GOOD, "2.toml")
    assert str(refusal(tmp_path)) == f"{file}:5: the id 'one' is already used in 1.toml:4."


def test_an_id_used_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD + "\n" + SECOND.replace("two", "one"))
    assert str(refusal(tmp_path)) == f"{file}:11: the id 'one' is already used in mine.toml:4."


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(GOOD.replace("One?", "Curé?").encode("latin-1"))
    assert str(refusal(tmp_path)) == f"{file}:5: the file must be saved as UTF-8 text."


def test_an_unfinished_file_is_refused_at_its_end(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD + "\nmore = [")
    assert str(refusal(tmp_path)).startswith(f"{file}:10: this is not valid TOML: ")


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    problem = "there are no question files (*.toml) in this folder."
    assert str(refusal(tmp_path)) == f"{tmp_path}: {problem}"
    assert refusal(tmp_path / "missing").line is None
    write(tmp_path, 'category = "Mine"\nquestion = []\n')
    assert refusal(tmp_path).problem == "the file has no questions."


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").mkdir()
    assert (
        str(refusal(tmp_path))
        == f"{tmp_path / 'mine.toml'}: the file can't be read (Is a directory)."
    )


@pytest.mark.parametrize("kind", ["behavioral", "behavioural"])
def test_the_american_and_the_older_name_of_a_kind_are_the_same(tmp_path: Path, kind: str) -> None:
    write(tmp_path, GOOD.replace('"gap"', f'"{kind}"'))
    assert load(tmp_path).get("one").kind == "behavioural"
