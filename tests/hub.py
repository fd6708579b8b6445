"""A stand-in for the Hugging Face hub on loopback: serves one repository from a folder.

It implements the part of the hub's protocol that a download uses: the model's list of files with
sizes and checksums, and HEAD and GET of a file with ranges. ``fault`` makes it misbehave.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(ThreadingHTTPServer):
    """Serves one repository.

    ``fault`` is None, "truncate", "damage", "html", "missing", "stall" (half a file, then nothing),
    "endless" (a file that never ends), "smaller" (the list says half a file's size), "larger" (ten
    times its size), or "outside" (the list names a file outside the folder).
    """

    daemon_threads = True

    def __init__(self, folder: Path, repository: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.repository = repository
        self.fault: str | None = None
        self.ranges: list[str] = []
        self.over = threading.Event()
        self.poured = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        hub, path = self.server, self.path.split("?")[0]
        if hub.fault == "missing":
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"}, body)
        elif hub.fault == "html":
            self._send(200, b"<html>sign in</html>", {"Content-Type": "text/html"}, body)
        elif path == f"/api/models/{hub.repository}":
            self._send(200, self._listing(), {"Content-Type": "application/json"}, body)
        else:
            self._file(hub.folder / path.rsplit("/", 1)[-1], body)

    def _listing(self) -> bytes:
        files = [
            {
                "rfilename": p.name,
                "size": p.stat().st_size,
                "blobId": hashlib.sha1(
                    b"blob %d\0" % p.stat().st_size + p.read_bytes(), usedforsecurity=False
                ).hexdigest(),
                **({"lfs": _lfs(p)} if p.name == "model.bin" else {}),
            }
            for p in sorted(self.server.folder.iterdir())
        ]
        factor = {"smaller": 0.5, "larger": 10.0}.get(self.server.fault or "", 1.0)
        for file in files:
            file["size"] = int(int(str(file["size"])) * factor)
        if self.server.fault == "outside":
            files.append({**files[0], "rfilename": "vocabulary./../../../escaped.txt"})
        info = {"id": self.server.repository, "sha": COMMIT, "siblings": files}
        return json.dumps(info).encode()

    def _file(self, path: Path, body: bool) -> None:
        if not path.is_file():
            self._send(404, b"{}", {"X-Error-Code": "EntryNotFound"}, body)
            return
        content = path.read_bytes()
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "X-Repo-Commit": COMMIT,
            "Accept-Ranges": "bytes",
        }
        status = 200
        wanted = self.headers.get("Range")
        if wanted and body:
            self.server.ranges.append(wanted)
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            content, status = content[start:], 206
        if body and path.name == "model.bin":
            if self.server.fault == "damage":
                content = content[:-1] + bytes([content[-1] ^ 1])
            elif self.server.fault == "truncate":
                self._send(status, content, headers, body, cut=len(content) // 2)
                return
            elif self.server.fault == "stall":
                self._send(status, content, headers, body, cut=len(content) // 2, stall=True)
                return
            elif self.server.fault == "endless":
                self._pour(headers)
                return
        self._send(status, content, headers, body)

    def _pour(self, headers: dict[str, str]) -> None:
        """Send data forever."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            while not self.server.over.is_set():
                self.wfile.write(bytes(1 << 16))
                self.server.poured += 1 << 16

    def _send(
        self,
        status: int,
        content: bytes,
        headers: dict[str, str],
        body: bool,
        cut: int = 0,
        stall: bool = False,
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not body:
            return
        self.wfile.write(content[:cut] if cut else content)
        if cut:
            self.wfile.flush()
            if stall:
                self.server.over.wait(60)
            self.close_connection = True


def _lfs(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"sha256": digest, "size": path.stat().st_size, "pointerSize": 130}


@contextmanager
def running(folder: Path, repository: str) -> Iterator[Hub]:
    """Serve a folder as a repository until the block ends."""
    hub = Hub(folder, repository)
    thread = threading.Thread(target=hub.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.over.set()
        hub.shutdown()
        hub.server_close()
        thread.join()
