"""What Viva stores: folders, database, backups, recordings, log. Counts, never contents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prompts.loader import BankError
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.result import CheckFinding, bad, ok, warn
from recorder.doctor.surroundings import Surroundings
from recorder.files import private_toml
from recorder.files.crash import reports
from recorder.files.locations import Locations
from recorder.files.log import GROWS_TO, older
from recorder.person import own_questions
from sessions import checkup
from sessions.backup import backups, swap
from sessions.errors import StoreError, Unusable
from sessions.files.locks import holder

RESTORE = "`viva restore` replaces it with a backup; your recordings stay as they are."
SETTLES = timedelta(days=1)
"""A backup is made each day that Viva is open for a while."""


def folders(surroundings: Surroundings) -> CheckFinding:
    """Show where the folders are, and check that they can be written to."""
    places = {name: getattr(surroundings.locations, name) for name in ("config", "data", "state")}
    if len({places["config"], places["data"]}) == 1:
        places = {"all in": places["data"]}
    said = ", ".join(f"{name} {path}" for name, path in places.items())
    for path in places.values():
        there = next((each for each in (path, *path.parents) if each.exists()), path)
        if not there.is_dir():
            return bad(said, f"{there} is a file: move it away so that Viva can create a folder.")
        if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            return bad(said, f"can't write to {there}: change its owner to you, or set VIVA_HOME.")
    missing = [name for name, path in places.items() if not path.exists()]
    made = f"; created at first start: {', '.join(missing)}" if missing else ""
    return ok(said + made)


def permissions(surroundings: Surroundings) -> CheckFinding:
    """Check that only their owner can read folders and files."""
    if os.name != "posix":
        return ok("those of your user folder")
    there = [path for path in _private(surroundings.locations) if path.exists()]
    open_to = [path for path in there if path.stat().st_mode & 0o077]
    if not there:
        return ok("nothing is saved yet")
    if not open_to:
        return ok(f"only you can read them ({len(there)} checked)")
    first = open_to[0]
    right = "700" if first.is_dir() else "600"
    return warn(
        f"open to others: {', '.join(f'{p} ({p.stat().st_mode & 0o777:03o})' for p in open_to)}",
        f"Run `chmod {right} {first}`. If that doesn't last, the disk can't keep permissions: "
        "move Viva's folder to your home folder.",
    )


def files(surroundings: Surroundings) -> CheckFinding:
    """Check that settings, profile, and check marks can be read."""
    locations = surroundings.locations
    small = (locations.settings, locations.profile, locations.ticks)
    damaged = [path for path in small if private_toml.peek(path) is None]
    if damaged:
        return bad(
            f"can't be read: {', '.join(path.name for path in damaged)}",
            f"Fix {damaged[0]} in an editor before you open Viva. Otherwise Viva starts a new file "
            f"and keeps this one as {private_toml.damaged_copy(damaged[0]).name}.",
        )
    aside = [path for path in map(private_toml.damaged_copy, small) if path.exists()]
    there = ", ".join(path.name for path in small if path.exists()) or "none yet"
    if aside:
        return warn(
            f"{there}; damaged copies set aside: {', '.join(path.name for path in aside)}",
            f"Copy anything you need out of {aside[0]}, then delete it.",
        )
    return ok(there)


def database(surroundings: Surroundings) -> CheckFinding:
    """Check that this version of Viva can open the database."""
    locations = surroundings.locations
    try:
        facts = checkup.facts(locations.database)
        if facts is None and backups.list_backups(locations.database):
            return bad("missing, but there are backups", RESTORE)
    except Unusable as error:
        return bad(str(error), RESTORE)
    except StoreError as error:
        return bad("can't be read", str(error))
    except OSError as error:
        return bad("can't be read", f"{error.strerror or error}.")
    if facts is None:
        return ok("none yet; it is created at first start")
    count = "1 answer" if facts.answers == 1 else f"{facts.answers} answers"
    version = f"table version {facts.version}"
    if facts.version > facts.newest:
        return bad(f"{version}, newer than this Viva supports", "Update Viva.")
    older = f" (this Viva upgrades it to {facts.newest})" if facts.version < facts.newest else ""
    return ok(f"{count}, {megabytes(facts.size)}, {version}{older}")


def damage(surroundings: Surroundings) -> CheckFinding:
    """Run SQLite's integrity check on the whole database."""
    surroundings.notify("Checking the database …", 0.0)
    try:
        if not surroundings.locations.database.exists():
            return ok("no database yet")
        if checkup.is_undamaged(surroundings.locations.database, surroundings.wanted):
            return ok("SQLite finds no damage")
    except checkup.CheckupStopped:
        raise CheckCanceled from None
    except StoreError as error:
        return bad(str(error), RESTORE)
    return bad("SQLite finds damage", RESTORE)


def daily_backups(surroundings: Surroundings, now: datetime | None = None) -> CheckFinding:
    """List the daily backups, and the copies set aside by restores."""
    locations, days = surroundings.locations, surroundings.choice.backup_days
    found = backups.list_backups(locations.database)
    aside = len(list(locations.data.glob(f"{swap.ASIDE}*Z*")))
    said = f"{len(found)}, the newest from {found[0].day}" if found else "none yet"
    said += f"; kept for {days} days" if days else "; turned off in settings"
    said += f"; {aside} replaced copies set aside" if aside else ""
    answered = surroundings.machine.answered
    if not days and answered is not None:
        return warn(said, "Turn them on in settings (s), or run `viva backup` from time to time.")
    late = answered is not None and (now or datetime.now(UTC)) - answered > SETTLES
    if days and late and answered is not None:
        newest = found[0].day if found else None
        if newest is None or newest < answered.astimezone().date():
            return warn(
                f"{said}; the newest answers aren't in any backup",
                "Open Viva and leave it open for a minute. Still none? See “free disk”.",
            )
    return ok(said)


def recordings(surroundings: Surroundings) -> CheckFinding:
    """Count the recordings, those without an answer, and those that are missing."""
    locations, choice = surroundings.locations, surroundings.choice
    try:
        found = checkup.sounds(locations.database, locations.recordings)
    except (StoreError, OSError):
        return warn("can't be compared with the answers", "See “database”.")
    kept = f"removed {choice.keep_sound} days after the report" if choice.keep_sound else "kept"
    packed = "compressed" if choice.compress else "not compressed"
    said = f"{found.files} files, {megabytes(found.size)}; {kept}, {packed} after analysis"
    if found.missing:
        count = "1 answer" if found.missing == 1 else f"{found.missing} answers"
        return warn(
            f"{said}; the recordings of {count} are missing",
            "Put the recordings folder back where it was. The reports are safe either way.",
        )
    if found.strays:
        return warn(
            f"{said}; {found.strays} without an answer",
            "Open Viva: it offers to recover recordings cut off by a crash. Any others were put "
            "there by you or by a restore; Viva leaves them alone.",
        )
    return ok(said)


def questions(surroundings: Surroundings) -> CheckFinding:
    """Check that the question bank works, and count mistakes in the person's own questions."""
    try:
        loaded = own_questions.load(surroundings.locations, {})
    except BankError as error:
        return bad("Viva's own can't be used", f"{error} Reinstall Viva.")
    own = sum(question.is_own for question in loaded.bank.templates)
    said = f"{len(loaded.bank.templates) - own} of Viva's, {own} of your own"
    if loaded.refusals:
        return warn(
            f"{said}, {len(loaded.refusals)} mistakes in your own",
            "`viva questions check` shows where.",
        )
    return ok(said)


def log(surroundings: Surroundings) -> CheckFinding:
    """Report the size of the log."""
    log = surroundings.locations.log
    size = sum(path.stat().st_size for path in (log, older(log)) if path.exists())
    if size > 4 * GROWS_TO:
        return warn(megabytes(size), f"Something writes a lot: look at {log}.")
    return ok(megabytes(size) if size else "empty")


def error_reports(surroundings: Surroundings) -> CheckFinding:
    """Check for reports of internal errors."""
    found = reports(surroundings.locations)
    if not found:
        return ok("none reported")
    return warn(
        f"{len(found)} reported, the newest: {found[-1]}",
        "Read it, remove anything private, and attach it to a bug report.",
    )


def open_elsewhere(surroundings: Surroundings) -> CheckFinding:
    """Check whether Viva is open, and where."""
    process = holder(surroundings.locations.open_lock)
    if process is None:
        return ok("no" if not surroundings.inside else "this one only")
    if surroundings.inside and process == os.getpid():
        return ok("this one only")
    if not surroundings.inside:
        return ok("yes, in another window")
    return warn("yes, in another window too", "Nothing is lost, but close one of them.")


def megabytes(size: int) -> str:
    """Format a size for people."""
    if size < 1_000_000:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1_000_000_000 else f"{size / 1e9:.1f} GB"


def _private(locations: Locations) -> Iterator[Path]:
    """Yield paths that only their owner may read: folders first."""
    yield from dict.fromkeys(
        (locations.config, locations.data, locations.state, locations.recordings)
    )
    yield from (locations.models, locations.backups, locations.crashes)
    yield from (locations.database, locations.settings, locations.profile, locations.ticks)
    yield locations.log
