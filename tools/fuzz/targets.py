"""What is fed: each target takes bytes and may refuse them only as it says it does."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import demo

Feed = Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A name, what its inputs grow from, and how an input is fed; raises on what must not be."""

    name: str
    seeds: Callable[[Path], Sequence[bytes]]
    feed: Feed


# Sound files


def _sounds(folder: Path) -> Sequence[bytes]:
    """One second of sound in each container that people have."""
    import av

    seeds = []
    for suffix, codec in (
        ("wav", "pcm_s16le"),
        ("flac", "flac"),
        ("ogg", "libopus"),
        ("mp3", "libmp3lame"),
        ("m4a", "aac"),
    ):
        path = folder / f"seed.{suffix}"
        with av.open(str(demo.ANSWER)) as reading, av.open(str(path), "w") as writing:
            rate = 48_000 if codec == "libopus" else 16_000
            stream = writing.add_stream(codec, rate=rate)
            assert isinstance(stream, av.AudioStream)
            resampler = av.AudioResampler(stream.format.name, stream.layout.name, rate)
            for number, frame in enumerate(reading.decode(audio=0)):
                if number > 4:
                    break
                for piece in resampler.resample(frame):
                    writing.mux(stream.encode(piece))
            writing.mux(stream.encode(None))
        seeds.append(path.read_bytes())
    return seeds


def _sound(data: bytes, folder: Path) -> None:
    from analysis.audio import UnreadableSound, load

    path = folder / "case.wav"
    path.write_bytes(data)
    with contextlib.suppress(UnreadableSound):
        load(path)


# Documents


def _words_seeds(folder: Path) -> Sequence[bytes]:
    words = [
        {"start": 0.5, "end": 0.9, "text": "I", "probability": 0.98},
        {"start": 1.0, "end": 1.4, "text": "went"},
    ]
    return [json.dumps({"words": words}).encode(), demo.TRUTH.read_bytes()[:4000], b'{"words": []}']


def _words(data: bytes, folder: Path) -> None:
    from recorder.cli.analyze import _words
    from recorder.cli.failure import Failure

    path = folder / "words.json"
    path.write_bytes(data)
    with contextlib.suppress(Failure):
        _words(path, folder / "a.wav")


def _bank_seeds(folder: Path) -> Sequence[bytes]:
    banks = sorted((Path(__file__).parents[2] / "prompts" / "banks").glob("*.toml"))
    return [bank.read_bytes()[:3000] for bank in banks[:4]]


def _bank(data: bytes, folder: Path) -> None:
    from prompts import own

    questions = folder / "questions"
    questions.mkdir(exist_ok=True)
    (questions / "mine.toml").write_bytes(data)
    loaded = own.load(questions)
    assert all(str(refusal) for refusal in loaded.refusals)
    loaded.bank.search("mistake")


def _settings_seeds(folder: Path) -> Sequence[bytes]:
    return [
        b'microphone = "USB (ALSA)"\nmodel = "base.en"\nthinking = 30\nown_fillers = ["matlab"]\n',
        b'keep_model = 10\nremarks_off = ["story"]\n',
    ]


def _settings(data: bytes, folder: Path) -> None:
    from recorder import settings

    path = folder / "settings.toml"
    path.write_bytes(data)
    found = settings.load(path)
    settings.save(path, found)
    assert settings.load(path) == found


# The store


def _store_seeds(folder: Path) -> Sequence[bytes]:
    """Values to put into rows: the documents that the store itself wrote."""
    with contextlib.closing(sqlite3.connect(_database(folder))) as connection:
        documents = connection.execute("SELECT document FROM analysis").fetchall()
    found = [str(row[0]).encode() for row in documents]
    return [*found, b"2026-11/x.wav", b"2026-11-01T08:00:00+00:00", b"120", b"analysed"]


def _database(folder: Path) -> Path:
    """A store with one analysed answer; made once in a folder."""
    from analysis.interchange import from_json
    from sessions.store import Store

    database = folder / "seed" / "viva.db"
    if database.exists():
        return database
    example = json.loads((Path(__file__).parent / "analysis.json").read_text("utf-8"))
    with Store.open(database, folder / "seed" / "recordings") as store:
        answer = store.import_sound(demo.ANSWER, question_id="a-mistake", question_text="A?")
        store.save_analysis(answer.id, from_json(example))
    return database


COLUMNS = (
    *(("answer", name) for name in ("path", "question_text", "recorded_at", "state", "device")),
    *(("answer", name) for name in ("target_min", "duration", "sample_rate", "overflows")),
    *(("analysis", name) for name in ("document", "version", "model", "overall", "own_fillers")),
    ("measures", "found"),
    ("session", "started"),
    ("session", "kind"),
)


def _row(data: bytes, folder: Path) -> None:
    """Put the bytes into one column, as text, number or bytes; then read as the screens do."""
    from sessions.errors import StoreError
    from sessions.store import Store

    source, home = _database(folder), folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    for file in source.parent.glob("viva.db*"):
        shutil.copy(file, home / file.name)
    table, column = COLUMNS[sum(data) % len(COLUMNS)]
    text = data.decode("utf-8", "replace")
    value: object = (text, data, len(data), float(len(data)) / 7, None)[len(data) % 5]
    connection = sqlite3.connect(home / "viva.db")
    with contextlib.closing(connection), contextlib.suppress(sqlite3.Error):
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        connection.commit()
    with contextlib.suppress(StoreError):
        _read_all(Store.open(home / "viva.db", home / "recordings"))


def _pages(data: bytes, folder: Path) -> None:
    """Lay the bytes over the database file itself."""
    from sessions.errors import StoreError
    from sessions.store import Store

    source, home = _database(folder), folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    with contextlib.closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(source.read_bytes())
    at = int.from_bytes(data[:3], "big") % len(content)
    content[at : at + len(data)] = data
    (home / "viva.db").write_bytes(bytes(content))
    with contextlib.suppress(StoreError):
        _read_all(Store.open(home / "viva.db", home / "recordings"))


def _read_all(store: object) -> None:
    """Read and report as the screens do; each refusal by itself, as there."""
    from recorder.progress import dated
    from recorder.reporting import report_of
    from sessions.errors import StoreError
    from sessions.store import Store

    assert isinstance(store, Store)
    with store:
        for read in (store.tallies, store.measured, store.ways, store.waiting_for_model):
            with contextlib.suppress(StoreError):
                read()
        with contextlib.suppress(StoreError):
            dated(store)
        with contextlib.suppress(StoreError):
            for answer in store.answers():
                analysis = store.analysis(answer.id)
                if analysis is not None:
                    report_of(store, answer, analysis)


# Messages between the processes


def _message_seeds(folder: Path) -> Sequence[bytes]:
    job = {"do": "analyse", "id": 1, "path": "x.wav", "question": None, "model": None}
    return [
        json.dumps(job).encode() + b"\n",
        b'{"do": "warm", "model": null, "release_after": 60}\n',
        b'{"do": "finish", "id": 1, "overflows": 0}\n{"do": "cancel", "id": 1}\n',
        b'{"do": "ping"}\n',
    ]


def _to_child(data: bytes, folder: Path) -> None:
    """What the child reads on its standard input."""
    from analysis.__main__ import Child

    out = io.BytesIO()
    Child(io.BytesIO(data), out).run()
    for line in out.getvalue().splitlines():
        assert "event" in json.loads(line)


def _from_child(data: bytes, folder: Path) -> None:
    """What the parent reads of the child: refused as a whole or understood."""
    from analysis.interchange import from_json
    from analysis.protocol import decode

    for line in data.splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            message = decode(line)
            if "analysis" in message:
                from_json(message["analysis"])


def _result_seeds(folder: Path) -> Sequence[bytes]:
    example = json.loads((Path(__file__).parent / "analysis.json").read_text("utf-8"))
    result = {"event": "result", "id": 1, "analysis": example}
    return [json.dumps(result).encode(), b'{"event": "progress", "id": 1, "share": 0.5}']


# The command line


def _line_seeds(folder: Path) -> Sequence[bytes]:
    return [
        b"questions\0mistake",
        b"answers\0--limit\0" + b"5",
        b"report\0" + b"1\0--format\0json",
        b"progress\0--measure\0pace",
        b"questions\0add\0Why?\0--kind\0ethical",
        b"fillers\0add\0matlab",
        b"terms\0--topic\0x",
        b"analyze\0--target\0" + b"1-2\0x.wav",
        b"model\0use\0x",
        b"reanalyze\0" + b"1",
        b"--version",
    ]


NEVER = {"pull", "advise", "devices", "doctor", "demo", "run"}
"""Not tried: what goes to the network, measures for long, or asks the sound system."""


def _line(data: bytes, folder: Path) -> None:
    from recorder.cli import main

    parts = [part.decode("utf-8", "replace") for part in data.split(b"\0")[:12]]
    if NEVER & set(parts):
        return
    os.environ["VIVA_HOME"] = str(folder / "home")
    os.environ["VIVA_DEBUG"] = "1"
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = main(parts)
        except SystemExit as end:
            code = int(end.code or 0)
    assert code in (0, 1, 2), code


TARGETS: Sequence[Target] = (
    Target("sound", _sounds, _sound),
    Target("words", _words_seeds, _words),
    Target("bank", _bank_seeds, _bank),
    Target("settings", _settings_seeds, _settings),
    Target("row", _store_seeds, _row),
    Target("database", _store_seeds, _pages),
    Target("to-child", _message_seeds, _to_child),
    Target("from-child", _result_seeds, _from_child),
    Target("command-line", _line_seeds, _line),
)
BY_NAME = {target.name: target for target in TARGETS}
