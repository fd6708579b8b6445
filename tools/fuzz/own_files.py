"""Files a person brings: stories, programs, questions, profile, ticks, backups."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sessions.store import Store, StoreError
from tools.fuzz.full_store import bank, made, read_all
from tools.fuzz.target import Target

NOW = datetime(2026, 11, 25, tzinfo=UTC)

STORIES = """
[[story]]
form = "star"
title = "The wrong dose"
situation = "night float, full census"
action = "stopped, called"
tags = ["safety", "teamwork"]
kinds = ["ethical"]
questions = ["a-mistake"]

[[story]]
form = "narrative"
title = "From Lagos"
background = "school"
"""


def _story_seeds(folder: Path) -> Sequence[bytes]:
    return [STORIES.encode(), b'[[story]]\nform = "star"\ntitle = "A"\nkinds = []\n']


def _stories(data: bytes, folder: Path) -> None:
    """Read, import, and write; reading the result gives the same."""
    from sessions.stories.story_file import merge, read, write

    file = folder / "stories.toml"
    file.write_bytes(data)
    reading = read(file, [question.id for question in bank().questions])
    assert all(str(each) for each in (*reading.refusals, *reading.strangers))
    if reading.refusals:
        return
    with _store(folder) as store:
        new = merge(file, reading, store.stories.all(), replacing=True)
        store.stories.keep_all((*new.changed, *new.new))
        kept = store.stories.all()
        if kept:
            file.write_text(write(kept), "utf-8", newline="\n")
            again = read(file, ())
            assert not again.refusals, again.refusals
            assert not merge(file, again, kept, replacing=False).refusals


def _program_seeds(folder: Path) -> Sequence[bytes]:
    from sessions.notebook.sheet import write

    with Store.open(made(folder), folder / "seed" / "recordings") as store:
        full = write(store.programs.all())
    return [
        full,
        full.decode("utf-8-sig").replace(",", ";").encode("utf-16"),
        b'Program name & location,Visa,Interview date\n"General, Springfield, IL",J-1,12/3/2026\n',
        b"Program\tJ1\tDay\tTime\tZone\nA\tyes\t2026-12-03\t9:00 am\tEastern\n",
    ]


def _programs(data: bytes, folder: Path) -> None:
    """Read, show, import, and write; reading the result gives the same."""
    from recorder.programs import import_preview
    from sessions.notebook.importing import plan
    from sessions.notebook.sheet import SheetError, read, write

    with _store(folder) as store:
        try:
            planned = plan(read(data), store.programs.all())
        except SheetError as error:
            assert str(error)
            return
        list(import_preview.lines(planned)), import_preview.summary(planned)
        store.programs.import_plan(planned, replace=True)
        there = store.programs.all()
        again = plan(read(write(there)), there)
        named = [(p.name.casefold(), p.city.casefold()) for p in there]
        if len(set(named)) == len(named):
            assert not again.entries and not again.problems, (again.entries, again.problems)
        _inert(write(there))


def _inert(sheet: bytes) -> None:
    import csv

    for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")):
        assert not any(cell.lstrip()[:1] in tuple("=+-@") for cell in row if cell), row


def _question_seeds(folder: Path) -> Sequence[bytes]:
    return [
        b'category = "Mine"\n\n[[question]]\nid = "own-why"\ntext = "Why {program}?"\n'
        b'kind = "background"\ntarget = [60, 120]\ntips = ["Be short."]\n'
        b'difficulty = "easy"\nfollow_ups = ["And then?"]\n'
    ]


def _questions(data: bytes, folder: Path) -> None:
    """Import a bank, use it, and export it."""
    from prompts.loader import BankError
    from prompts.own import questions, sharing

    file, there = folder / "bank.toml", folder / "own"
    shutil.rmtree(there, ignore_errors=True)
    file.write_bytes(data)
    try:
        place, count = sharing.import_bank(file, there)
    except BankError as error:
        assert error.refusals and str(error)
        return
    assert place.parent == there and count
    loaded = questions.load(there, {"program": "x"})
    mine = [question for question in loaded.bank.templates if question.is_own]
    assert len(mine) == count and not loaded.refusals
    (out := folder / "out.toml").unlink(missing_ok=True)
    assert sharing.export(mine, out) == count


def _profile(data: bytes, folder: Path) -> None:
    from recorder.person import profile
    from sessions.notebook.values import TURNING

    path = folder / "profile.toml"
    path.write_bytes(data)
    found = profile.load(path)
    told = "".join(getattr(found, name) or "" for name in profile.FIELDS)
    assert not any(unicodedata.category(c) == "Cc" or c in TURNING for c in told), told
    assert profile.change(path, season="2026") == profile.load(path)


def _ticks(data: bytes, folder: Path) -> None:
    from recorder.checks.ticks import Ticks

    path = folder / "checklists.toml"
    path.write_bytes(data)
    before = Ticks(path, "program-3").all()
    Ticks(path).set("cv", NOW)
    assert Ticks(path).all()["cv"] == NOW
    assert set(Ticks(path, "program-3").all()) == set(before)
    Ticks(path).clear(["cv"])


def _toml_seeds(folder: Path) -> Sequence[bytes]:
    return [
        b'name = "Amara"\nfirst_language = "Igbo"\nseason = "2026\xe2\x80\x9327"\n',
        b'[general]\ncv = "2026-11-24T08:00:00+00:00"\n\n[program-3]\nsuit = 2026-11-24\n',
    ]


def _feedback_content(text: str) -> dict[str, object]:
    """Return what a mentor's file says, with a text in every part that takes one."""
    marks = [{"at": 0.4, "comment": text[:200]}, {"at": 1, "comment": "Good"}]
    return {
        "format": "viva-feedback",
        "version": 1,
        "answer": "0" * 32,
        "mentor": text[:60],
        "ratings": {"clarity": 4, "structure": 2, "delivery": 3},
        "comment": text[:2000],
        "marks": marks,
    }


def _feedback_seeds(folder: Path) -> Sequence[bytes]:
    """Return whole files, and texts to put into one, so that they get further."""
    content = _feedback_content("Good.\nShorter.")
    files = [json.dumps(content).encode(), json.dumps({**content, "marks": []}, indent=1).encode()]
    return [*files, *[b"TDr. Lee \xe2\x80\xae <b>\n\x1b[31mSlower"] * 3]


def _feedback(data: bytes, folder: Path) -> None:
    """Read a mentor's file, store it, and show it: nothing in it acts."""
    from analysis.feedback.reading import NotFeedback, read
    from analysis.report.html.page import render as page
    from analysis.report.text import render
    from recorder.reports.fetch import report_of
    from tools.fuzz.full_store import copied

    if data[:1] == b"T":
        data = json.dumps(_feedback_content(data[1:].decode("utf-8", "replace"))).encode()
    try:
        said = read(data).feedback
    except NotFeedback as error:
        assert str(error)
        return
    home = copied(folder)
    with Store.open(home / "viva.db", home / "recordings") as store:
        answer = store.answers()[0]
        analysis = store.analysis(answer.id)
        assert analysis is not None
        store.feedback.save(answer.id, said)
        assert store.feedback.from_mentor(answer.id, said.mentor) is not None
        report = report_of(store, answer, analysis)
    shown = render(report)
    assert not {c for c in shown if unicodedata.category(c) == "Cc"} - {"\n"}, shown
    assert "<script" not in page(report)


# Backups


def _archive_seeds(folder: Path) -> Sequence[bytes]:
    """An archive, its manifest alone, and data written over the database in it.

    The last two go into an archive with correct checksums, so that they get further.
    """
    whole = _archive(folder)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        manifest = archive.read("manifest.json")
    return [whole[:3000] + whole[-3000:], whole, *[b"M" + manifest] * 3, *[b"D2026-11"] * 2]


def _archive(folder: Path) -> bytes:
    from sessions.export.archive import write

    target = folder / "seed" / "backup.zip"
    if not target.exists():
        database, recordings = made(folder), folder / "seed" / "sounds" / "2026-11"
        recordings.mkdir(parents=True)
        (recordings / "a.wav").write_bytes(b"RIFF")
        (settings := folder / "seed" / "settings.toml").write_text("thinking = 30\n")
        others = {"settings.toml": settings}
        write(target, database, recordings.parent, others, now=NOW)
    return target.read_bytes()


def _restore(data: bytes, folder: Path) -> None:
    """Restore the archive: all of it, or nothing changes."""
    from sessions.export.unpacking import restore

    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    (home / "recordings").mkdir(parents=True)
    settings, database = home / "settings.toml", home / "viva.db"
    settings.write_text("thinking = 10\n")
    (source := folder / "case.zip").write_bytes(_packed(data, folder))
    places = {"recordings": home / "recordings", "settings.toml": settings}
    try:
        restore(source, database, places, now=NOW)
    except StoreError as error:
        assert str(error)
        assert settings.read_text() == "thinking = 10\n" and not database.exists()
        assert sorted(p.name for p in home.iterdir()) == ["recordings", "settings.toml"]
        return
    read_all(lambda: Store.open(database, home / "recordings"))


def _packed(data: bytes, folder: Path) -> bytes:
    """Return the bytes, or an archive with them as its manifest or in its database."""
    if data[:1] not in (b"M", b"D"):
        return data
    with zipfile.ZipFile(io.BytesIO(_archive(folder))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = members.pop("manifest.json")
    if data[:1] == b"M":
        manifest = data[1:]
    else:
        database = bytearray(members["viva.db"])
        at = int.from_bytes(data[1:4], "big") % len(database)
        database[at : at + len(data)] = data
        members["viva.db"] = bytes(database)
        manifest = _with_sums(manifest, members)
    by_sum = {hashlib.sha256(content).hexdigest(): content for content in members.values()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, contextlib.suppress(UnicodeError, ValueError):
        archive.writestr("manifest.json", manifest)
        for name, sum in _named(_parsed(manifest)):
            archive.writestr(name, by_sum.get(sum, b"x"))
    return packed.getvalue()


def _with_sums(manifest: bytes, members: Mapping[str, bytes]) -> bytes:
    said = json.loads(manifest)
    for member in said["members"]:
        content = members[member["name"]]
        member |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return json.dumps(said).encode()


def _parsed(manifest: bytes) -> dict[str, object]:
    try:
        said = json.loads(manifest)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _named(said: dict[str, object]) -> Sequence[tuple[str, str]]:
    members = said.get("members")
    found = [m for m in members if isinstance(m, dict)] if isinstance(members, list) else []
    return [(str(m.get("name", "x")), str(m.get("sha256"))) for m in found]


@contextlib.contextmanager
def _store(folder: Path) -> Iterator[Store]:
    """Return a new, empty store."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    with Store.open(home / "viva.db", home / "recordings") as store:
        yield store


TARGETS = (
    Target("stories", _story_seeds, _stories),
    Target("programs", _program_seeds, _programs),
    Target("questions", _question_seeds, _questions),
    Target("profile", _toml_seeds, _profile),
    Target("ticks", _toml_seeds, _ticks),
    Target("feedback", _feedback_seeds, _feedback),
    Target("archive", _archive_seeds, _restore),
)
