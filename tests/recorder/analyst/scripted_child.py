"""A child that speaks the protocol without analyzing; the recording's name says what it does.

``python scripted_child.py LOG ANALYSIS``: logs each message to LOG and returns ANALYSIS.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

LOG, ANALYSIS = map(Path, sys.argv[1:])
paths: dict[int, Path] = {}


def say(**message: Any) -> None:
    print(json.dumps(message), flush=True)


def hear(message: dict[str, Any]) -> None:
    """Answer one message."""
    match message["do"]:
        case "ping":
            say(event="pong")
        case "warm":
            model = message["model"] and message["model"]["name"]
            say(event="warm", model=model, problem="It is broken." if model == "broken" else None)
        case "analyse":
            begin(message)
            complete(message)
        case "follow":
            begin(message)
            say(event="progress", id=message["id"], share=0.0, left=1.5)
        case "finish":
            complete(message)
        case "cancel":
            say(event="cancelled", id=message["id"])


def begin(message: dict[str, Any]) -> None:
    path = paths[message["id"]] = Path(message["path"])
    if path.stem == "deadly":
        sys.exit(9)
    if path.stem == "deadly-once" and not path.exists():
        path.touch()
        sys.exit(9)
    if path.stem == "hung" or (path.stem == "hung-once" and not path.exists()):
        path.touch()
        time.sleep(600)
    if path.stem == "updated":
        say(event="ready", version="another")
    if path.stem == "nonsense":
        print("This isn't a message.", flush=True)
    if path.stem == "failing":
        say(event="failed", id=message["id"], problem="It cannot be read.")


def complete(message: dict[str, Any]) -> None:
    id = message["id"]
    stem = paths[id].stem
    if stem in ("failing", "silent"):
        return
    analysis = json.loads(ANALYSIS.read_text())
    for lost in ("overflows", "interruptions"):
        analysis["recording"][lost] = message[lost]
    if stem == "sound-after":
        say(event="result", id=id, analysis=analysis)
    say(event="sound", id=id, analysis={**analysis, "transcript": None})
    say(event="progress", id=id, share=0.5, left=14.0)
    say(event="progress", id=id, share=1.0, left=0.0)
    if stem == "failing-after-sound":
        say(event="failed", id=id, problem="Memory ran out.")
    say(event="result", id=id, analysis=analysis)


for line in sys.stdin:
    heard = json.loads(line)
    if heard["do"] != "ping":
        with LOG.open("a") as log:
            log.write(line)
    hear(heard)
