"""The wording check finds odd words and British spellings, and leaves good English alone."""

import subprocess
import tomllib
from pathlib import Path

import pytest

from tools import wording


def found(text: str, name: str = "page.md") -> list[str]:
    return [hit.text for hit in wording.hits(name, text)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sound that was lost is told.", "is told"),
        ("A change is reckoned anew.", "reckoned"),
        ("The recording lies in a folder.", "lies"),
        ("It cannot be gone on with.", "gone on"),
        ("This file is no sound.", "is no"),
        ("Recorded by so many seconds of speech.", "so many seconds"),
        ("base.en now hears your answers.", "hears"),
        ("Viva met a fault of its own.", "a fault"),
        ("It is deleted meanwhile.", "meanwhile"),
        ("The file beside it.", "beside"),
        ("Answers that become ready come of it.", "come of it"),
        ("On 22 Nov 2026.", "22 Nov 2026"),
    ],
)
def test_words_that_read_as_translated_are_found(text: str, word: str) -> None:
    assert word in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "A story you told last week. I was told to wait. He told me about it.",
        "The two voices can be told apart.",
        "There is no report yet. It is no longer wanted. This is no exception.",
        "She stands out. X stands for the unknown. It stands alone.",
        "Meanwhile, the model loads. The model loads. Meanwhile it waits.",
        "What is going on? It wasn't my fault. I sat beside the mother.",
        "Nov 22, 2026. Many people lie to themselves; nobody is perfect.",
        "We exercise, advise, promise, raise, surprise, and disable; noise and analyses.",
        "A Kaiser window. Cruise, poised, praised, likewise, supervised, compromise, expertise.",
    ],
)
def test_ordinary_english_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("analysed", "analyzed"),
        ("practising", "practicing"),
        ("Behaviours", "behaviors"),
        ("labelled", "labeled"),
        ("neighbouring", "neighboring"),
        ("tokenises", "tokenizes"),
        ("organisation", "organization"),
        ("centre", "center"),
        ("summarise", "summarize"),
        ("minimising", "minimizing"),
    ],
)
def test_british_spellings_are_found_with_the_american_one(british: str, american: str) -> None:
    assert [hit.write for hit in wording.hits("a.md", f"The {british} of it.")] == [american]


def test_of_a_module_only_strings_and_comments_are_read() -> None:
    source = (
        '"""Give the sum anew."""\n'
        "beside = analysed(anew)\n"
        'print(f"{beside} lies there")  # reckoned\n'
    )
    hits = list(wording.hits("a.py", source))
    assert {(h.text, h.line) for h in hits} == {
        ('"""Give', 1),
        ("anew", 1),
        ("lies", 3),
        ("reckoned", 3),
    }


def test_a_phrase_is_found_across_lines_comments_and_the_seams_of_strings() -> None:
    assert found("An answer goes\non later.") == ["goes on"]
    assert found("# it goes\n# on later\nx = 1\n", "a.py") == ["goes # on"]
    assert found('x = ("it goes "\n     "on later")\n', "a.py") == ['goes " "on']
    assert found('x = ("it goes",\n     "on later")\n', "a.py") == []


def test_names_in_paths_and_calls_are_left_alone() -> None:
    assert found("See `analysis/content/apologising.py`, `task.cancelled()`, `x.analysed`.") == []


def test_the_line_is_that_of_the_word() -> None:
    (hit,) = wording.hits("a.py", 'x = 1\n\n\ny = """One.\n\nTwo anew.\n"""\n')
    assert (hit.line, hit.file) == (6, "a.py")


def test_an_exception_holds_for_its_own_text_only() -> None:
    assert found('kind = "behavioural"') == []
    assert found("Behaviours differ.") == ["Behaviours"]


def test_a_transcript_may_contain_british_words_but_our_prose_may_not() -> None:
    words = 'WORDS = "realized realised learned learnt"'
    assert found(words, "analysis/content/actions.py") == []
    assert found(words, "analysis/report/build.py") == ["realised", "learnt"]
    assert found('"""Return what the recogniser heard."""', "analysis/content/actions.py")


def test_telling_two_things_apart_is_a_plain_verb_and_telling_is_not() -> None:
    assert found('"""Tell the tag from a real question."""', "a.py") == []
    assert found('"""Tell whether it is a question."""', "a.py") == ['"""Tell']


def test_the_command_prints_what_it_found_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("Fine.\nSaid anew.\n", "utf-8")
    assert wording.main(["--root", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert 'a.md:2: "anew": write again' in out and "1  anew" in out
    (tmp_path / "a.md").write_text("Fine.\n", "utf-8")
    assert wording.main(["--root", str(tmp_path)]) == 0


def test_only_files_git_tracks_or_would_track_are_read(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("kept.md", "ignored.md", "picture.svg", ".gitignore"):
        (tmp_path / name).write_text("ignored.md\n", "utf-8")
    assert wording.tracked(tmp_path) == ["kept.md"]


def test_every_exception_has_a_reason() -> None:
    document = tomllib.loads(wording.TABLE.read_text("utf-8"))
    assert all(len(row["reason"]) > 10 for row in document["allowed"])
