"""`viva model advise` and the doctor's line, with a given measurement."""

from pathlib import Path

import pytest

from analysis.models.real_time_factor import Cost
from recorder.cli import main
from recorder.doctor.speech import advice as doctors_line
from recorder.files.locations import Locations, locate
from recorder.models import advice as model_advice
from recorder.models.advice import (
    Advice,
    MeasurementFailed,
    MeasurementProgress,
    ProbeResult,
    advise,
    save,
)
from tests import fake_model
from tests.cli.conftest import Viva


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVA_HOME", str(tmp_path))
    return tmp_path


def given(monkeypatch: pytest.MonkeyPatch, cost: Cost, free: int | None = None) -> None:
    async def measure(locations: Locations, progress: MeasurementProgress) -> Advice:
        progress(0.5)
        advice = advise(ProbeResult(1, cost, (("tiny.en", cost),)), free)
        save(locations, advice)
        return advice

    monkeypatch.setattr(model_advice, "measure", measure)


def install(home: Path, name: str) -> None:
    fake_model.write(home / "models" / name)


def test_the_table_shows_each_model_and_what_to_run(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, Cost(0.5, 0.03))
    assert main(["model", "advise"]) == 0
    out = capsys.readouterr().out
    rows = {line.split()[0]: line for line in out.splitlines() if line[19:28].strip() == "no"}
    assert "1 thread for" in out
    assert "falls behind" not in rows["tiny.en"] and "~" not in rows["tiny.en"]
    assert rows["*"].split()[1] == "small" and "keeps up" in rows["*"]
    assert "just about" in rows["medium.en"] or "falls behind" in rows["medium.en"]
    assert out.rstrip().endswith("`viva model pull small`")
    assert max(map(len, out.splitlines())) <= 100


def test_an_installed_model_is_used_rather_than_pulled(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(home, "small")
    given(monkeypatch, Cost(0.5, 0.03))
    main(["model", "advise"])
    assert "`viva model use small`" in capsys.readouterr().out


def test_a_machine_too_slow_or_too_full_gets_a_message(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, Cost(10, 1))
    main(["model", "advise"])
    out = capsys.readouterr().out
    assert "No model keeps up" in out and "`viva model pull tiny`" in out and " min " in out
    assert "no model keeps up" in doctors_line(locate())
    given(monkeypatch, Cost(0.5, 0.03), free=10)
    main(["model", "advise"])
    assert "not enough memory" in capsys.readouterr().out


def test_a_failed_measurement_gives_one_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def measure(locations: Locations, progress: MeasurementProgress) -> Advice:
        raise MeasurementFailed("The measurement stopped.")

    monkeypatch.setattr(model_advice, "measure", measure)
    assert main(["model", "advise"]) == 1
    assert capsys.readouterr().err == "viva: The measurement stopped.\n"


def test_doctor_repeats_the_advice_and_measures_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doctors_line(locate()) == "none yet: run `viva model advise`"
    advice = advise(ProbeResult(2, Cost(0.5, 0.03)), None)
    save(locate(), advice)
    line = doctors_line(locate())
    assert "small keeps up" in line and advice.date in line and advice.machine in line
    monkeypatch.setattr(model_advice, "machine", lambda: "another")
    assert "from another computer" in doctors_line(locate())


def test_the_list_recommends_what_was_found(home: Path, viva: Viva) -> None:
    def recommended() -> str:
        out = viva("model", "list").stdout
        return next(line for line in out.splitlines() if "(recommended)" in line).split()[0]

    assert recommended() == "base"
    save(locate(), advise(ProbeResult(2, Cost(0.5, 0.03)), None))
    assert recommended() == "small"


def test_the_help_says_that_nothing_is_fetched(viva: Viva) -> None:
    assert "nothing is downloaded" in viva("model", "advise", "--help").stdout
    assert "advise" in viva("doctor").stdout
