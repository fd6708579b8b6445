"""The doctor's output contains nothing personal, whatever is planted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.models.known import Model
from analysis.types import QuestionContext
from recorder.doctor import checks
from recorder.doctor.private import Private, without_names
from recorder.doctor.result import Check, CheckFinding
from recorder.doctor.surroundings import Surroundings, Terminal, user_name
from recorder.doctor.text import line, whole
from recorder.files import crash
from recorder.files.locations import Locations
from recorder.microphone.devices import Device, DeviceListError, SoundSystem
from recorder.microphone.types import MicrophoneError
from recorder.person import profile, settings
from sessions.store import Store
from tests.screens.fakes import FakeMicrophone

USER = "mariakovacs"
SECRETS = (USER, "kovacs", "Stick", "Toddler", "Mercy", "AirPods", "pw@host", "Hungary", "Szeged")


def private(home: str = "/home/mariakovacs", **environment: str) -> Private:
    root = Path(environment.get("VIVA_HOME", "/srv/Mercy"))
    return Private(Locations(root, root, root / "log"), environment, Path(home), USER)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/home/mariakovacs/.config/viva is full", "~/.config/viva is full"),
        ("/home/mariakovacs2/x and /home/mariakovacs", "/home/mariakovacs2/x and ~"),
        ("/srv/Mercy/log/viva.log", "(state folder)/viva.log"),
        ("ask MariaKovacs, not mariakovacs_x", "ask (you), not (you)_x"),
        ("of MARIAKOVACS's.", "of (you)'s."),
    ],
)
def test_folders_and_the_name_are_removed(text: str, left: str) -> None:
    assert private().redacted(text) == left


def test_the_folder_of_viva_home_goes_also_inside_the_home() -> None:
    inside = private(VIVA_HOME="/home/mariakovacs/Stick")
    assert inside.redacted("/home/mariakovacs/Stick/viva.db") == "$VIVA_HOME/viva.db"
    assert private(home="/").redacted("/etc") == "/etc", "the root folder is not a home folder"


def test_common_user_names_stay() -> None:
    root = Locations(Path("/a"), Path("/a"), Path("/a/log"))
    assert Private(root, {}, Path("/root"), "root").redacted("root may write") == "root may write"
    assert Private(root, {}, Path("/h"), "").redacted("all of it") == "all of it"


def test_the_user_name_is_found() -> None:
    assert user_name({"LOGNAME": "maria"}) == "maria"
    assert isinstance(user_name({}), str)


def test_microphones_in_sentences() -> None:
    said = "“Maria's AirPods” fits several: “A”, “B”. Maria's (ALSA) is busy [pcm.c Maria]"
    assert without_names(said, "Maria's (ALSA)") == (
        "(a name) fits several: (a name), (a name). (a name) is busy"
    )


@pytest.fixture(params=["VIVA_HOME", "home"])
def planted(request: pytest.FixtureRequest, tmp_path: Path) -> Surroundings:
    """Return a computer full of private things, many of them broken."""
    home = tmp_path / USER
    root = tmp_path / "Stick of kovacs" if request.param == "VIVA_HOME" else home / "viva"
    locations = Locations(root, root, root / "log")
    locations.prepare()
    root.chmod(0o755)
    profile.save(locations.profile, profile.Profile(name="Kovacs", home_country="Hungary"))
    settings.save(
        locations.settings,
        settings.Settings(microphone="kovacs's AirPods (ALSA)", model=str(home / "Szeged")),
    )
    locations.ticks.write_text("[Mercy")
    with Store.open(locations.database, locations.recordings) as store:
        session = store.begin_session("practice")
        store.begin_answer(
            session.id, QuestionContext(None, "Why did the Toddler die?", None, (60, 120))
        )
        store.programs.add("Mercy Hospital")
    questions = locations.config / "questions"
    questions.mkdir()
    (questions / "kovacs.toml").write_text("Toddler = [")
    crash.write(ValueError("Toddler at Mercy"), locations)
    environment = {
        "VIVA_HOME": str(root) if request.param == "VIVA_HOME" else "",
        "HTTPS_PROXY": "http://mariakovacs:pw@host",
        "HF_ENDPOINT": "https://kovacs.example",
        "TERM": "xterm",
    }
    microphone = FakeMicrophone("kovacs's AirPods")
    microphone.problem = "kovacs's AirPods is in use by another program; close that one."
    pods = Device("kovacs's AirPods", "ALSA", 1, 16_000, True)
    return Surroundings(
        locations,
        lambda: microphone,
        lambda: Model("Szeged", home / "Szeged"),
        lambda: SoundSystem((pods,), "PortAudio V19", ("ALSA",)),
        settings.peek(locations.settings),
        Terminal((80, 24), "utf-8"),
        environment,
        home,
        USER,
    )


def said_by(surroundings: Surroundings) -> str:
    results = list(checks.examine(surroundings, checks.CHECKS))
    assert len(results) == len(checks.CHECKS)
    text = whole(results) + "\n".join(map(line, results))
    assert "the check itself failed" not in text
    return text


def test_nothing_private_is_shown(planted: Surroundings) -> None:
    text = said_by(planted)
    assert [s for s in SECRETS if s.lower() in text.lower()] == []
    assert str(planted.locations.data) not in text


def test_nothing_private_is_shown_even_if_everything_is_broken(planted: Surroundings) -> None:
    planted.locations.database.write_bytes(b"Toddler at Mercy" * 100)
    planted.locations.settings.write_text("name = kovacs")
    planted.locations.log.write_text("Toddler\n" * 10)

    def untestable() -> SoundSystem:
        raise DeviceListError("The sound system crashed. [ALSA lib kovacs's AirPods: gone]")

    def refuse() -> FakeMicrophone:
        raise MicrophoneError("There is no microphone “kovacs's AirPods”; plug it in.")

    failing = (str(planted.home / "bin" / "python"), "-m", "analysis")
    text = said_by(replace(planted, sound=untestable, choose_microphone=refuse, child=failing))
    assert [s for s in SECRETS if s.lower() in text.lower()] == []


def test_a_failing_check_shows_only_the_error_type(planted: Surroundings) -> None:
    def fails(surroundings: Surroundings) -> CheckFinding:
        raise RuntimeError("Toddler")

    (result,) = checks.examine(planted, [Check("x", "quick", fails)])
    assert result.found.text == "the check itself failed (RuntimeError)"
    assert json.loads(line(result))["state"] == "warn"
