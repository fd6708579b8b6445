"""The targets: each takes bytes and may refuse them only in the documented way."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

from analysis import demo
from tools.fuzz import own_files, shown, stores
from tools.fuzz.target import Target

# Sound files


def _sounds(folder: Path) -> Sequence[bytes]:
    """Return one second of sound in each container that people use."""
    import av

    seeds = []
    for suffix, codec in (
        ("wav", "pcm_s16le"),
        ("flac", "flac"),
        ("ogg", "libopus"),
        ("mp3", "libmp3lame"),
        ("m4a", "aac"),
        ("mkv", "aac"),
        ("webm", "libopus"),
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
    from analysis.sound.audio import UnreadableSound, load

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
    from recorder.cli.answers.analyze import _words
    from recorder.cli.failure import CommandFailure

    path = folder / "words.json"
    path.write_bytes(data)
    with contextlib.suppress(CommandFailure):
        _words(path, folder / "a.wav")


def _bank_seeds(folder: Path) -> Sequence[bytes]:
    banks = sorted((Path(__file__).parents[2] / "prompts" / "banks").glob("*.toml"))
    return [bank.read_bytes()[:3000] for bank in banks[:4]]


def _bank(data: bytes, folder: Path) -> None:
    from prompts.own import questions as own

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
    from recorder.person import settings

    path = folder / "settings.toml"
    path.write_bytes(data)
    found = settings.load(path)
    settings.save(path, found)
    assert settings.load(path) == found


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
    """Feed the analysis process's standard input."""
    from analysis.__main__ import Child

    out = io.BytesIO()
    Child(io.BytesIO(data), out).run()
    for line in out.getvalue().splitlines():
        assert "event" in json.loads(line)


def _from_child(data: bytes, folder: Path) -> None:
    """Feed a message to the screen process: understood, or refused as a whole."""
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
        b"today\0--count\0" + b"3",
        b"mock\0show\0" + b"1",
        b"stories\0import\0x.toml\0--replace",
        b"stories\0show\0dose",
        b"programs\0import\0x.csv\0--yes\0--dates\0month-first",
        b"checklist\0week\0--no-tests",
        b"restore\0--list",
        b"delete\0" + b"1",
        b"compress",
        b"--version",
    ]


NEVER = {"pull", "advise", "devices", "doctor", "demo", "run"}
"""Not tested: commands that use the network, measure for long, or need the sound system."""


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
    *stores.TARGETS,
    Target("to-child", _message_seeds, _to_child),
    Target("from-child", _result_seeds, _from_child),
    Target("command-line", _line_seeds, _line),
    *own_files.TARGETS,
    *shown.TARGETS,
)
BY_NAME = {target.name: target for target in TARGETS}
