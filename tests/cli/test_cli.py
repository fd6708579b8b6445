"""The command line as a person or a script uses it: real processes, real files."""

import json
import stat
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy import signal

from analysis import demo
from analysis.models.known import Model
from analysis.pipeline.quality import notes_on_languages
from analysis.scoring.evidence import NOT_SPEECH
from analysis.types import Note, OtherLanguage
from recorder.cli.answers.analyze import _why_empty
from recorder.recording.session import job
from sessions.store import Store
from tests import fake_model
from tests.analysis.sample import ANALYSIS
from tests.cli.conftest import Viva
from tests.speech import write_speech

COMMANDS = (
    "analyze", "report", "answers", "reanalyze", "questions", "terms", "model", "devices", "doctor",
    "demo", "checklist",
)  # fmt: skip


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """Half a second of silence, two of speech, half of silence, at 44.1 kHz in stereo."""
    mono, _ = soundfile.read(write_speech(tmp_path / "mono.wav", 2.0, still=0.5), dtype="float32")
    fine = signal.resample_poly(mono, 441, 160)[: 3 * 44100]
    path = tmp_path / "spoken.wav"
    soundfile.write(path, np.stack([fine, fine], axis=1), 44100, subtype="PCM_16")
    return path


def test_version_and_help(viva: Viva) -> None:
    assert viva("--version").stdout.startswith("viva ")
    help_text = viva("--help").stdout
    for command in COMMANDS:
        assert command in help_text
        assert viva(command, "--help").returncode == 0


def test_a_misspelled_command_is_told_the_right_one(viva: Viva) -> None:
    assert "did you mean `viva analyze`?" in viva("analyse", "answer.m4a").stderr
    assert "did you mean" not in viva("xyz").stderr


def test_words_may_follow_an_option(viva: Viva, tmp_path: Path) -> None:
    table = tmp_path / "programs.csv"
    table.write_text("Program\nRiverside University\n", "utf-8")
    assert viva("programs", "import", "--yes", table).returncode == 0
    assert "Riverside" in viva("programs").stdout
    assert viva("programs", "import", "--no-such-option", table).returncode == 2


@pytest.mark.parametrize(
    "words", [["analyze", "x.wav", "--nonsense"], ["model", "pull", "base", "--nonsense"]]
)
def test_an_unknown_option_points_to_the_help_of_its_command(viva: Viva, words: list[str]) -> None:
    command = " ".join(word for word in words if word in ("analyze", "model", "pull"))
    said = f"viva: unrecognized arguments: --nonsense (see `viva {command} --help`)\n"
    assert viva(*words).stderr == said


@pytest.mark.parametrize("command", ["report", "delete", "compare", "reanalyze"])
def test_a_number_that_is_none_is_refused_in_plain_words(viva: Viva, command: str) -> None:
    refused = viva(command, "twelve").stderr
    assert "'twelve' is not a whole number of 1 or more" in refused


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["analyze"],
        ["analyze", "x.wav", "--format", "yaml"],
        ["analyze", "x.wav", "--target", "high"],
        ["analyze", "x.wav", "--target", "90-60"],
        ["analyze", "x.wav", "--question", "no-such-question"],
        ["analyze", "x.wav", "--model", "no-such-model"],
        ["analyze", "x.wav", "--no-transcript", "--transcript", "y"],
        ["report", "one"],
        ["answers", "--limit", "0"],
        ["model"],
        ["model", "pull", "no-such-model"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(viva: Viva, arguments: list[str]) -> None:
    done = viva(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1 and done.stderr.startswith("viva: ")


def test_an_empty_home_gives_one_sentence(viva: Viva) -> None:
    assert "No answers yet" in viva("answers").stdout
    done = viva("report")
    assert done.returncode == 1 and "no answers yet" in done.stderr
    assert "Nothing to do" in viva("reanalyze").stdout
    assert "viva model pull" in viva("model", "list").stdout
    assert "need a terminal" in viva().stderr


def test_analyze_gives_one_object_per_file_and_exit_1_on_failure(
    viva: Viva, spoken: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.wav").write_text("not a sound")
    done = viva(
        "analyze", "spoken.wav", "missing.wav", "text.wav", tmp_path, "spoken.wav",
        "--format", "json", "--target", "1-3",
    )  # fmt: skip
    assert done.returncode == 1
    first, second = lines(done.stdout)
    assert first == second
    assert first["recording"] == {
        "path": "spoken.wav",
        "duration": 3.0,
        "sample_rate": 44100,
        "overflows": 0,
        "interruptions": 0,
    }
    assert first["transcript"] is None and first["model"] is None
    problems = done.stderr.strip().splitlines()
    assert len(problems) == 3 and all(p.startswith("viva: ") for p in problems)
    assert "Traceback" not in done.stderr


def test_a_truncated_wav_is_analyzed_as_far_as_it_goes(viva: Viva, spoken: Path) -> None:
    spoken.write_bytes(spoken.read_bytes()[: 44 + 4 * 44100 * 2])
    done = viva("analyze", spoken, "--format", "json")
    assert done.returncode == 1 and "is cut off: only 2 of its 3 s" in done.stderr
    (result,) = lines(done.stdout)
    assert result["recording"]["duration"] == pytest.approx(2.0, abs=0.05)  # type: ignore[index]


def test_a_stream_that_did_not_know_its_length_is_not_cut_off(viva: Viva, spoken: Path) -> None:
    data = bytearray(spoken.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    spoken.write_bytes(data)
    done = viva("analyze", spoken, "--format", "json")
    assert done.returncode == 0 and done.stderr == ""


def test_silence_gives_a_sentence_instead_of_a_report(viva: Viva, tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "silence.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 16000 * 10))
    done = viva("analyze", "silence.wav")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "viva: silence.wav contains no speech, so there is nothing to report.\n"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (NOT_SPEECH, "doesn't sound like speech"),
        (
            notes_on_languages([OtherLanguage(85.2, 93.0, "ru")])[0].text,
            "sounds like Russian, not English",
        ),
        ("The file is cut off.", "contains no speech"),
    ],
)
def test_why_a_file_has_no_report_is_one_sentence(note: str, said: str) -> None:
    analysis = replace(ANALYSIS, notes=(Note("evidence", note),))
    sentence = _why_empty(Path("a.flac"), analysis)
    assert sentence == f"a.flac {said}, so there is nothing to report."


def test_a_short_recording_without_a_question_can_get_one(viva: Viva, spoken: Path) -> None:
    done = viva("analyze", spoken, "--no-transcript")
    assert done.returncode == 0
    assert "Without a question, an answer needs at least 1:00." in " ".join(done.stdout.split())
    assert "--question ID" in done.stderr and "--target 30-60" in done.stderr
    done = viva("analyze", spoken, "--no-transcript", "--question", "why-med-peds")
    assert "This question needs at least" in " ".join(done.stdout.split())
    assert "--question" not in done.stdout + done.stderr


def test_words_are_taken_from_a_file_or_a_folder(viva: Viva, spoken: Path, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    words = {"words": [{"start": 0.6, "end": 1.4, "text": "hello"}]}
    (folder / "spoken.json").write_text(json.dumps(words))
    for given in (folder, folder / "spoken.json"):
        (result,) = lines(viva("analyze", spoken, "--transcript", given, "--format", "json").stdout)
        assert result["transcript"]["text"] == "hello"  # type: ignore[index]
    (folder / "spoken.json").write_text('{"words": [{"start": 2, "end": 1, "text": "a"}]}')
    done = viva("analyze", spoken, "--transcript", folder)
    assert done.returncode == 1 and "isn't a transcript" in done.stderr
    done = viva("analyze", spoken, "--transcript", tmp_path / "nowhere")
    assert done.returncode == 1 and "can't read" in done.stderr


@pytest.mark.slow
def test_a_saved_recording_can_be_listed_reported_completed_and_deleted(
    viva: Viva, home: Path, tiny_en: Model
) -> None:
    done = viva(
        "analyze", demo.ANSWER, "--save", "--no-transcript",
        "--question", "tell-me-about-yourself",
    )  # fmt: skip
    assert done.returncode == 0 and "saved as answer 1" in done.stderr
    assert "Tell me about yourself" in viva("answers").stdout
    assert "need a speech model" in " ".join(viva("report").stdout.replace("\n  ", " ").split())

    done = viva("reanalyze")
    assert done.returncode == 1 and "viva model pull" in done.stdout
    assert viva("model", "use", tiny_en.folder).returncode == 0
    assert "1 of 1 answers analyzed" in viva("reanalyze").stdout
    (result,) = lines(viva("report", "--format", "json").stdout)
    assert result["model"] == "tiny.en"
    assert "Nothing to do" in viva("reanalyze").stdout

    (answer,) = lines(viva("answers", "--format", "json").stdout)
    sound = Path(str(answer["path"]))
    assert sound.exists() and sound.is_relative_to(home)
    assert viva("answers", "--delete", 1).returncode == 1, "deleted without being asked"
    assert sound.exists()
    assert viva("answers", "--delete", 1, "--yes").returncode == 0
    assert not sound.exists() and "No answers yet" in viva("answers").stdout


def test_words_left_out_on_request_need_no_model(viva: Viva, spoken: Path) -> None:
    said = " ".join(viva("analyze", spoken, "--no-transcript").stdout.split())
    assert "which --no-transcript leaves out" in said and "viva model pull" not in said
    assert "viva model pull" in " ".join(viva("analyze", spoken).stdout.split())


def test_the_chosen_voice_and_track_are_kept(viva: Viva, home: Path, spoken: Path) -> None:
    viva("analyze", spoken, "--save", "--no-transcript", "--track", 1, "--voice", 2)
    with Store.open(home / "viva.db", home / "recordings") as store:
        (answer,) = store.answers()
    assert (answer.track, answer.voice) == (1, 2)
    assert job(answer, None).voice == 2 and job(answer, None).track == 1


@pytest.mark.slow
def test_all_personal_files_are_private(viva: Viva, home: Path, spoken: Path) -> None:
    viva("analyze", spoken, "--save", "--no-transcript")
    viva("model", "use", fake_model.write(home.parent / "model"))
    for path in (home, *home.rglob("*")):
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) & ~allowed == 0, path


@pytest.mark.slow
def test_the_demo_runs_to_the_report_and_saves_nothing(
    viva: Viva, home: Path, tiny_en: Model
) -> None:
    viva("model", "use", tiny_en.folder)
    done = viva("demo")
    assert done.returncode == 0
    assert "recording 100%" in done.stderr and "analyzing" in done.stderr
    for part in ("Overall", "Went well", "Transcript", "All measures"):
        assert part in done.stdout
    assert "No answers yet" in viva("answers").stdout


def test_questions_are_listed_and_searched(viva: Viva) -> None:
    everything = lines(viva("questions", "--format", "json").stdout)
    assert len(everything) >= 22
    assert {"id", "text", "category", "kind", "target", "tips"} <= set(everything[0])
    assert "burnout" in viva("questions", "burnout").stdout
    assert "No question contains" in viva("questions", "zzzz").stdout


def test_terms_are_listed_with_their_pronunciation(viva: Viva) -> None:
    everything = lines(viva("terms", "--format", "json").stdout)
    assert len(everything) >= 150
    assert {"text", "say", "topic", "also", "tries"} == set(everything[0])
    lungs = viva("terms", "lungs", "and", "airways").stdout
    assert "brong-kee-oh-LY-tis" in lungs and "hy-per-TEN-shun" not in lungs
    assert "No term contains “zzzz”; topics are" in viva("terms", "zzzz").stdout


def test_terms_show_the_last_result(viva: Viva, home: Path) -> None:
    with Store.open(home / "viva.db", home / "recordings") as store:
        store.drills.add("croup", "heard", "croup", "base.en")
        store.drills.add("croup", "nearly", "group", "base.en")
    assert viva("terms", "croup").stdout.split()[-2:] == ["KROOP", "nearly"]
    (croup,) = lines(viva("terms", "croup", "--format", "json").stdout)
    assert croup["tries"] == ["heard", "nearly"]


def test_doctor_shows_what_a_bug_report_needs(viva: Viva) -> None:
    text = viva("doctor").stdout
    for part in ("viva", "python", "packages", "microphones", "model", "free disk", "data"):
        assert part in text


def test_a_person_adds_fillers_of_their_own_and_they_are_counted(
    viva: Viva, spoken: Path, tmp_path: Path
) -> None:
    assert "none yet" in viva("fillers").stdout
    assert "matlab" in viva("fillers", "--add", "Matlab", "let's  say").stdout
    assert viva("fillers", "--add", "…").returncode == 1
    words = [
        {"start": 0.6 + 0.3 * i, "end": 0.8 + 0.3 * i, "text": text}
        for i, text in enumerate(["He", "was", "matlab", "very", "ill"])
    ]
    (tmp_path / "words.json").write_text(json.dumps({"words": words}))
    done = viva("analyze", spoken, "--transcript", tmp_path / "words.json", "--format", "json")
    (result,) = lines(done.stdout)
    marked = [f["text"] for f in result["fillers"] if f["kind"] == "discourse_marker"]  # type: ignore[attr-defined]
    assert marked == ["matlab"]
    assert "let's say" in viva("fillers", "--remove", "matlab").stdout
    assert "matlab" not in viva("fillers").stdout
    assert viva("fillers", "--remove", "matlab").returncode == 1
