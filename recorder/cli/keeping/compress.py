"""``viva compress``: the sound of analysed answers as FLAC, every sample the same."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED, CommandFailure
from recorder.cli.keeping.shared import progress, size
from recorder.cli.shared import opened_store, prepared

if TYPE_CHECKING:
    from recorder.upkeep.compressing import CompressionResult
    from sessions.store import Store

DESCRIPTION = """\
Compress the recordings of analysed answers without loss: WAV becomes FLAC,
about half as large. Each is decoded again and compared, sample by sample,
before the WAV goes. Ctrl-c keeps what is done; the same command does the
rest. Viva does the same by itself when it is open, unless the settings say
no."""


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compress",
        help="make recordings half as large without loss",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compress what is not compressed yet."""
    from recorder.upkeep.compressing import CompressionRuns
    from sessions.store import StoreError

    locations = prepared()
    with opened_store(locations) as store:
        try:
            outcome, of, stopped = _compress(store, locations.data)
        except (CompressionRuns, OSError, StoreError) as error:
            raise CommandFailure(str(error)) from error
    if not of:
        print("Nothing to compress: every analysed answer is compressed, or has no sound.")
        return 0
    saved = outcome.before - outcome.after
    print(
        *(["Stopped:"] if stopped else []),
        f"{outcome.done} of {of} recordings compressed, {size(saved)} saved"
        + (f" ({saved / outcome.before:.0%})." if outcome.before else "."),
    )
    for number, why in outcome.left.items():
        print(f"answer {number}: {why}")
    return 130 if stopped else FAILED if outcome.left and not outcome.done else 0


def _compress(store: Store, folder: Any) -> tuple[CompressionResult, int, bool]:
    """Run it; ctrl-c lets the recording that is being compressed end first."""
    import signal

    from recorder.upkeep.compressing import compress

    found = store.sounds.uncompressed()
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        with progress("compressing") as line:

            def notify(done: int) -> bool:
                line(done / len(found))
                return not stopped

            return compress(store, found, folder, notify=notify), len(found), stopped
    finally:
        signal.signal(signal.SIGINT, before)
