"""The one table of checks, and the function that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recorder.doctor import computer, installation, sound, speech, storage
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.result import Check, CheckFinding, CheckState, Result
from recorder.doctor.surroundings import Surroundings

CHECKS: tuple[Check, ...] = (
    Check("viva", "quick", installation.viva),
    Check("python", "quick", installation.python),
    Check("system", "quick", computer.system),
    Check("packages", "quick", installation.packages),
    Check("terminal", "quick", computer.terminal),
    Check("environment", "quick", computer.environment),
    Check("clock", "quick", computer.from_checklist("clock", "warn")),
    Check("time zone", "quick", computer.from_checklist("time_zone", "warn")),
    Check("voice", "quick", computer.from_checklist("voice", "warn")),
    Check("browser", "quick", computer.browser),
    Check("folders", "quick", storage.folders),
    Check("permissions", "quick", storage.permissions),
    Check("free disk", "quick", computer.from_checklist("disk", "bad")),
    Check("settings", "quick", storage.files),
    Check("database", "quick", storage.database),
    Check("backups", "quick", storage.daily_backups),
    Check("recordings", "quick", storage.recordings),
    Check("questions", "quick", storage.questions),
    Check("log", "quick", storage.log),
    Check("error reports", "quick", storage.error_reports),
    Check("open", "quick", storage.open_elsewhere),
    Check("model", "quick", speech.model),
    Check("advice", "quick", speech.model_advice),
    Check("analysis", "slow", installation.child),
    Check("microphones", "slow", sound.microphones),
    Check("damage", "slow", storage.damage),
    Check("microphone", "asked", sound.microphone_test, "listens while you say a sentence"),
    Check("loading", "asked", installation.model_load, "loads the speech model once"),
)
"""In the order they run: slow checks last."""

FAILED = "Please include this line in a bug report."

NAMES = {check.name for check in CHECKS}
assert len(NAMES) == len(CHECKS)


def examine(surroundings: Surroundings, checks: Iterable[Check]) -> Iterator[Result]:
    """Run checks one after another until they are no longer wanted; redact each result."""
    private = surroundings.private
    for check in checks:
        if not surroundings.wanted():
            return
        try:
            found = check.run(surroundings)
        except CheckCanceled:
            return
        except Exception as error:  # one failing check must not stop the others
            found = CheckFinding(
                "warn", f"the check itself failed ({type(error).__name__})", FAILED
            )
        yield Result(
            check,
            replace(
                found, text=private.redacted(found.text), advice=private.redacted(found.advice)
            ),
        )


def worst(results: Sequence[Result]) -> CheckState:
    """Return the worst state."""
    states = {result.state for result in results}
    if "bad" in states:
        return "bad"
    return "warn" if "warn" in states else "ok"
