"""The one table of checks, and their running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recorder.doctor import computer, kept, program, sound, speech
from recorder.doctor.program import CheckCanceled
from recorder.doctor.result import Check, CheckDuration, CheckFinding, CheckState, Result
from recorder.doctor.surroundings import Surroundings

CHECKS: tuple[Check, ...] = (
    Check("viva", "quick", program.viva),
    Check("python", "quick", program.python),
    Check("system", "quick", computer.system),
    Check("packages", "quick", program.packages),
    Check("terminal", "quick", computer.terminal),
    Check("environment", "quick", computer.environment),
    Check("clock", "quick", computer.adopted("clock", "warn")),
    Check("time zone", "quick", computer.adopted("time_zone", "warn")),
    Check("voice", "quick", computer.adopted("voice", "warn")),
    Check("browser", "quick", computer.browser),
    Check("folders", "quick", kept.folders),
    Check("permissions", "quick", kept.permissions),
    Check("free disk", "quick", computer.adopted("disk", "bad")),
    Check("settings", "quick", kept.files),
    Check("database", "quick", kept.database),
    Check("backups", "quick", kept.daily_backups),
    Check("recordings", "quick", kept.recordings),
    Check("questions", "quick", kept.questions),
    Check("log", "quick", kept.log),
    Check("faults", "quick", kept.faults),
    Check("open", "quick", kept.open_elsewhere),
    Check("model", "quick", speech.model),
    Check("advice", "quick", speech.model_advice),
    Check("analysis", "slow", program.child),
    Check("microphones", "slow", sound.microphones),
    Check("damage", "slow", kept.damage),
    Check("microphone", "asked", sound.microphone_test, "listens while you say a sentence"),
    Check("loading", "asked", program.model_load, "loads the speech model once"),
)
"""In the order in which they are done: what takes long last."""

FAILED = "Put this line into a bug report."

NAMES = {check.name for check in CHECKS}
assert len(NAMES) == len(CHECKS)


def at_pace(*paces: CheckDuration) -> tuple[Check, ...]:
    """Give the checks of these paces."""
    return tuple(check for check in CHECKS if check.pace in paces)


def examine(around: Surroundings, checks: Iterable[Check]) -> Iterator[Result]:
    """Do checks one after another, until they are no longer wanted; nothing private is left in."""
    private = around.private
    for check in checks:
        if not around.wanted():
            return
        try:
            found = check.run(around)
        except CheckCanceled:
            return
        except Exception as error:  # a doctor that falls over helps nobody
            found = CheckFinding(
                "warn", f"the check itself failed ({type(error).__name__})", FAILED
            )
        yield Result(
            check,
            replace(found, text=private.out_of(found.text), advice=private.out_of(found.advice)),
        )


def worst(results: Sequence[Result]) -> CheckState:
    """Give the worst state there is."""
    states = {result.state for result in results}
    if "bad" in states:
        return "bad"
    return "warn" if "warn" in states else "ok"
