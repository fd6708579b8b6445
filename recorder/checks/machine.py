"""What Viva can find out about the computer by itself, for the checklists.

Each test returns one finding: good, not good with what to do, or unknown (``None``). Nothing here
uses the network. Tests may be slow (a microphone may take seconds): call them in threads.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.models.known import Model
from prompts.checklists import TESTS, ChecklistTest
from recorder import display_text
from recorder.checks.sound_check import VoiceLevels
from recorder.files.locations import Locations
from recorder.microphone.types import Microphone, MicrophoneError
from recorder.models.advice import hint, last
from recorder.playback import voice
from recorder.recording.level import CLIPPED_SAMPLES, FAINT_DB, QUIET_DB, sentence

ROOM = 500_000_000
"""Bytes; an hour of recording takes 350 MB."""

QUIET_VOICE_DB = -45.0
"""Voice level, dB re full scale, below which a report asks to move closer to the microphone."""

NOISY_DB = 12.0
"""How far the room must be below the voice; with less, a report loses short pauses."""

NO_VOICE_DB = 6.0
"""A voice is at least this much above the room; otherwise there was none."""

LOUD_ROOM_DB = -45.0
"""Background level that is loud whatever the voice."""

WOBBLE = timedelta(minutes=2)
"""How far a clock may be set back by its own correction."""

LONG_AGO = timedelta(days=3 * 365)
"""If nothing was written for this long, the clock may be years ahead."""

NO_ZONE = ("UTC", "Etc/UTC", "Etc/UCT", "Universal", "Zulu", "GMT", "Etc/GMT", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a test found: ``good`` is ``None`` for unknown; ``advice`` says what to do."""

    test: ChecklistTest
    good: bool | None
    value: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is tested. ``answered`` is when the newest answer was recorded."""

    locations: Locations
    choose_microphone: Callable[[], Microphone]
    model: Callable[[], Model | None]
    answered: datetime | None


def microphone(machine: Machine) -> Finding:
    """Find the microphone that answers are recorded with."""
    try:
        found = machine.choose_microphone()
        found.prepare()
    except MicrophoneError as error:
        return Finding("microphone", False, "none that works", str(error))
    if found.note:
        return Finding("microphone", False, found.name, found.note)
    return Finding("microphone", True, found.name)


def level(levels: VoiceLevels) -> Finding:
    """Judge whether the voice is loud enough and not distorted."""
    value = f"your voice at {_decibels(levels.voice_db)}"
    if not math.isfinite(levels.peak_db):
        return Finding("level", False, "no sound at all", sentence("silent"))
    if levels.peak_db < FAINT_DB:
        return Finding("level", False, "almost no sound", sentence("faint"))
    if levels.clipped >= CLIPPED_SAMPLES:
        return Finding("level", False, f"{value}, distorted", sentence("clipping"))
    if not _has_voice(levels):
        return Finding(
            "level", None, "no voice was heard", "Test again, and say the sentence when asked."
        )
    if levels.peak_db < QUIET_DB or levels.voice_db < QUIET_VOICE_DB:
        return Finding("level", False, value, sentence("quiet"))
    return Finding("level", True, value)


def noise(levels: VoiceLevels) -> Finding:
    """Judge how far the room is below the voice."""
    move = "Close windows, turn off fans, or move closer to the microphone."
    if not _has_voice(levels):
        value = f"the room at {_decibels(levels.noise_db)}, no voice"
        if levels.noise_db > LOUD_ROOM_DB:
            return Finding("noise", False, value, move)
        return Finding("noise", None, value, "Test again, and say the sentence when asked.")
    if not math.isfinite(levels.noise_db):
        return Finding("noise", True, "no background at all")
    value = f"the room is {levels.above_db:.0f} dB below your voice"
    if levels.above_db < NOISY_DB:
        return Finding("noise", False, value, f"{move} At least {NOISY_DB:.0f} dB are needed.")
    return Finding("noise", True, value)


def disk(machine: Machine, free: int | None = None) -> Finding:
    """Check that there is room for an hour of recording; ``free`` is in bytes."""
    if free is None:
        try:
            free = shutil.disk_usage(machine.locations.data).free
        except OSError as error:
            return Finding("disk", None, f"unknown ({error.strerror})")
    value = f"{free / 1e9:.1f} GB free"
    if free < ROOM:
        return Finding("disk", False, value, "Free up space: an hour of recording takes 350 MB.")
    return Finding("disk", True, value)


def clock(machine: Machine, now: datetime | None = None) -> Finding:
    """Compare the clock with what was already written; it can't be earlier than that.

    Without a network, no program can know whether it is right to the minute.
    """
    now = now or datetime.now(UTC)
    value = f"{now.astimezone():%a}, {display_text.day(now)}"
    newest = max(_earlier_times(machine), default=None)
    if newest is None:
        return Finding("clock", None, value, "Compare it with your phone.")
    if now < newest - WOBBLE:
        written = display_text.day(newest)
        return Finding(
            "clock",
            False,
            value,
            f"The clock is wrong: a file here is dated {written}. Turn on automatic date and time.",
        )
    if now > newest + LONG_AGO:
        return Finding(
            "clock", None, value, f"Nothing here is newer than {newest:%Y}: is this the right year?"
        )
    return Finding("clock", True, f"{value}; compare it with your phone")


def time_zone(machine: Machine, now: datetime | None = None) -> Finding:
    """Report this computer's time zone, and its offset from UTC."""
    local = (now or datetime.now(UTC)).astimezone()
    name, short = zone_name(), local.tzname() or ""
    known = f"{name} ({short})" if name and short not in ("", name) else name or short
    value = f"{known}, {utc_offset(local)}"
    if (name or short) in NO_ZONE:
        return Finding(
            "time_zone", None, value, "If your clock shows another hour, choose your city in "
            "the system's date and time settings."
        )  # fmt: skip
    return Finding("time_zone", True, value)


def speech_engine(machine: Machine) -> Finding:
    """Look for an engine that reads out loud."""
    engine = voice.find()
    if engine is None:
        return Finding("voice", False, "none", voice.MISSING)
    return Finding("voice", True, engine.name)


def speech_model(machine: Machine) -> Finding:
    """Look for a model that transcribes real answers."""
    model = machine.model()
    if model is None:
        advice = hint(last(machine.locations))
        return Finding(
            "model", False, "none", f"{advice} You can also get one in Viva's settings (s)."
        )
    return Finding("model", True, model.name)


QUICK: Mapping[ChecklistTest, Callable[[Machine], Finding]] = {
    "microphone": microphone,
    "disk": disk,
    "clock": clock,
    "time_zone": time_zone,
    "voice": speech_engine,
    "model": speech_model,
}
"""Tests that need nothing from the person."""

BY_EAR: Mapping[ChecklistTest, Callable[[VoiceLevels], Finding]] = {"level": level, "noise": noise}
"""Tests of what `recorder.checks.sound_check` recorded, for which the person must speak."""

assert {*QUICK, *BY_EAR} == set(TESTS)


def untestable(problem: str) -> tuple[Finding, ...]:
    """Return the findings of the voice tests if nothing could be recorded."""
    return tuple(Finding(test, False, "couldn't be tested", problem) for test in BY_EAR)


def utc_offset(local: datetime) -> str:
    """Format an aware time's offset as UTC+5:30, UTC−4, UTC±0."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    if minutes == 0:
        return "UTC±0"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


def zone_name(
    environment: Mapping[str, str] = os.environ, link: Path = Path("/etc/localtime")
) -> str:
    """Return the time zone's standard name, such as Asia/Kolkata; empty: unknown."""
    if (named := environment.get("TZ", "").lstrip(":")) and Path(named).parts[:1] != ("/",):
        return named
    with contextlib.suppress(OSError):
        whole = link.resolve().as_posix()
        if "zoneinfo/" in whole:
            return whole.rsplit("zoneinfo/", 1)[1].removeprefix("posix/").removeprefix("right/")
    return ""


def _earlier_times(machine: Machine) -> Iterable[datetime]:
    """Yield times that the clock must be after: of the newest answer, of files."""
    if machine.answered is not None:
        yield machine.answered
    locations = machine.locations
    written = (locations.profile, locations.settings, locations.ticks, locations.log)
    for file in (*written, locations.database, Path(__file__)):
        with contextlib.suppress(OSError):
            yield datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _has_voice(levels: VoiceLevels) -> bool:
    return levels.above_db > NO_VOICE_DB


def _decibels(level_db: float) -> str:
    return f"{level_db:.0f} dB".replace("-", "−") if math.isfinite(level_db) else "no sound"
