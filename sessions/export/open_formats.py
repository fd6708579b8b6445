"""Everything a person has, in formats that other programs read: CSV, JSON, and audio files.

    answers.csv       one answer per line: when, question, length, overall, where its recording is
    measures.csv      one answer per line, one measure per column, from its latest analysis
    answers/12.json   one full answer: all analyses as `viva analyze --format json` prints them,
                      the person's corrections, and the feedback of mentors
    tables/NAME.jsonl every table of the database, one JSON object per row, exactly as stored
    recordings/…      the recordings, as FLAC or WAV
    settings.toml, questions/…

Times are ISO 8601 in UTC, lengths are in seconds, and an empty cell means unknown. In CSV, text
that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from analysis.spreadsheet import escaped
from sessions.backup import backups
from sessions.backup.restoring import staging
from sessions.database import Database
from sessions.errors import StoreError
from sessions.export.archive import DATABASE, ShareListener
from sessions.files.files import private_file, private_folder, sync_file, sync_folder
from sessions.store import Store
from sessions.types import Answer

COLUMNS = (
    *("id", "recorded_at", "session_id", "question_id", "question_text", "question_kind"),
    *("target_min", "target_max", "state", "duration", "sample_rate", "overflows", "device"),
    *("model", "overall", "recovered", "problem", "sound", "sound_removed"),
    *("track", "voice", "interruptions"),
)
README = __doc__ or ""


class Sink(Protocol):
    """Where an export goes: a folder or a ZIP file."""

    def put(self, name: str, content: bytes | Path) -> None:
        """Add one file."""


def export(
    target: Path,
    database: Path,
    recordings: Path,
    others: Mapping[str, Path],
    *,
    notify: ShareListener = lambda share: None,
) -> int:
    """Write everything to a new folder, or to a ZIP file if the name ends in .zip.

    It is complete and on disk, or not there. Returns the number of answers.

    Raises
    ------
    StoreError
        If the target already exists, or something can't be read or written.
    """
    if target.exists():
        raise StoreError(f"{target} already exists; choose another name.")
    with staging(database.parent) as folder:
        backups.snapshot(database, folder / DATABASE)
        # not Store.open, which would clean up after processes that only began since the copy
        with Store(Database(folder / DATABASE), recordings.absolute()) as store:
            try:
                return _write(target, store, folder / DATABASE, recordings, others, notify)
            except OSError as error:
                sources = (recordings, *others.values())
                raise StoreError(_explained(error, target, sources)) from error


def _explained(error: OSError, target: Path, sources: Iterable[Path]) -> str:
    """Name what can't be read, or else the target: never the temporary folder next to it."""
    named = Path(error.filename) if isinstance(error.filename, str | os.PathLike) else target
    if any(named.is_relative_to(source) for source in sources):
        return f"{named} can't be read: {error.strerror}."
    return f"{target} can't be written: {error.strerror}."


def _write(
    target: Path,
    store: Store,
    database: Path,
    recordings: Path,
    others: Mapping[str, Path],
    notify: ShareListener,
) -> int:
    part = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.absolute().parent))
    try:
        zipped = target.suffix.lower() == ".zip"
        whole = part / ("all.zip" if zipped else "all")
        answers = tuple(reversed(store.answers()))
        with _Zip(whole) if zipped else _Folder(whole) as sink:
            _texts(sink, store, answers, recordings, database)
            _files(sink, recordings, others, notify)
        if zipped:
            sync_file(whole)
        whole.rename(target)
        sync_folder(target.absolute().parent)
    finally:
        with suppress(OSError):
            shutil.rmtree(part)
    return len(answers)


def _texts(
    sink: Sink, store: Store, answers: Sequence[Answer], recordings: Path, database: Path
) -> None:
    sink.put("README.txt", README.encode())
    listed = [_row(answer, recordings) for answer in answers]
    sink.put("answers.csv", table(COLUMNS, listed))
    measured = store.measured()
    names = sorted({name for each in measured for name in each.measures})
    lines = [
        {"answer": each.answer_id, "recorded_at": each.recorded_at.isoformat(), **each.measures}
        for each in measured
    ]
    sink.put("measures.csv", table(("answer", "recorded_at", *names), lines))
    for answer, row in zip(answers, listed, strict=True):
        sink.put(f"answers/{answer.id}.json", _whole(store, answer, row))
    for name, rows in tables(database):
        sink.put(f"tables/{name}.jsonl", "".join(f"{row}\n" for row in rows).encode())


def _row(answer: Answer, recordings: Path) -> dict[str, Any]:
    sound = answer.path.relative_to(recordings.absolute()).as_posix()
    gone = answer.sound_removed
    return {
        **{name: getattr(answer, name, None) for name in COLUMNS},
        "recorded_at": answer.recorded_at.isoformat(),
        "target_min": answer.target[0],
        "target_max": answer.target[1],
        "sound": f"recordings/{sound}" if answer.path.is_file() else None,
        "sound_removed": gone.isoformat() if gone else None,
    }


def _whole(store: Store, answer: Answer, row: dict[str, Any]) -> bytes:
    from analysis.interchange import to_json

    analyses = [to_json(analysis) for analysis in store.analyses(answer.id)]
    for analysis in analyses:
        analysis["recording"]["path"] = row["sound"]
    whole = {
        "answer": row,
        "analyses": analyses,
        "corrections": [asdict(each) for each in store.corrections.of(answer.id)],
        "feedback": [asdict(each.feedback) for each in store.feedback.of(answer.id)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _files(sink: Sink, recordings: Path, others: Mapping[str, Path], notify: ShareListener) -> None:
    found = [
        (f"recordings/{path.relative_to(recordings).as_posix()}", path)
        for path in sorted(recordings.glob("*/*"))
        if path.is_file() and path.suffix not in (".lock", ".part")
    ]
    for name, path in others.items():
        if path.is_file():
            found.append((name, path))
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            if file.is_file():
                found.append((f"{name}/{file.relative_to(path).as_posix()}", file))
    for number, (name, path) in enumerate(found):
        notify(number / len(found))
        with suppress(FileNotFoundError):  # deleted in the meantime
            sink.put(name, path)
    notify(1.0)


def tables(database: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each table with its rows as JSON, except Viva's internal ones."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT IN ('discarded', 'forgotten') ORDER BY name"
        ).fetchall()
        for (name,) in names:
            rows = connection.execute(f'SELECT * FROM "{name}"')
            yield name, [json.dumps(dict(row), ensure_ascii=False, default=repr) for row in rows]


def table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Write a CSV table (RFC 4180) in UTF-8 that spreadsheets open without running anything."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return escaped(value)
    return "" if value is None else value


class _Folder:
    """A folder being filled."""

    def __init__(self, root: Path) -> None:
        self._root = root
        private_folder(root)

    def __enter__(self) -> _Folder:
        return self

    def __exit__(self, *_: object) -> None:
        for folder in (self._root, *(p for p in self._root.rglob("*") if p.is_dir())):
            sync_folder(folder)

    def put(self, name: str, content: bytes | Path) -> None:
        target = self._root.joinpath(*PurePosixPath(name).parts)
        private_folder(target.parent)
        private_file(target)
        with target.open("wb") as writing:
            if isinstance(content, bytes):
                writing.write(content)
            else:
                with content.open("rb") as reading:
                    shutil.copyfileobj(reading, writing, 1 << 20)
        sync_file(target)


class _Zip:
    """A ZIP file being filled."""

    def __init__(self, path: Path) -> None:
        private_file(path)
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> _Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def put(self, name: str, content: bytes | Path) -> None:
        if isinstance(content, bytes):
            self._archive.writestr(name, content)
        else:
            self._archive.write(content, name)
