"""``viva model list|pull|use|advise``: the speech models on this computer."""

from __future__ import annotations

import argparse
from typing import Any

from recorder.cli.computer import model_advise
from recorder.cli.failure import WRONG_USAGE, CommandFailure
from recorder.cli.shared import ProgressLine, prepared

DESCRIPTION = """\
Speech models write your answers down. They are installed once and then work
without the internet. Larger models hear accents better and take longer; `viva
model advise` measures which of them keep up with you on this computer."""


def add(commands: Any) -> None:
    """Add the command and its four parts."""
    parser = commands.add_parser(
        "model",
        help="list, install or choose speech models, or ask which suits",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(title="parts", metavar="list|pull|use|advise", required=True)
    listing = parts.add_parser("list", help="show what is installed and what can be")
    listing.set_defaults(run=run_list)
    pull = parts.add_parser("pull", help="install a model from the Hugging Face hub")
    pull.add_argument("name", metavar="NAME", help="such as base.en (see `viva model list`)")
    pull.set_defaults(run=run_pull)
    use = parts.add_parser("use", help="choose the model that hears your answers")
    use.add_argument("model", metavar="NAME|FOLDER", help="an installed model, or its folder")
    use.set_defaults(run=run_use)
    advise = parts.add_parser(
        "advise",
        help="measure this computer and say which model suits it",
        description=model_advise.DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    advise.set_defaults(run=model_advise.run)


def run_list(arguments: argparse.Namespace) -> int:
    """Print installed and pullable models; a star marks the one in use."""
    from analysis.models.known import KNOWN, RECOMMENDED, installed
    from recorder.models.advice import hint, last
    from recorder.models.choice import choose

    locations = prepared()
    used, advice = choose(locations), last(locations)
    best = (advice.recommended if advice and advice.here else None) or RECOMMENDED
    names = {model.name for model in installed(locations.models)}
    for model in KNOWN:
        mark = "*" if used and used.name == model.name else " "
        state = "installed" if model.name in names else f"{model.megabytes} MB to pull"
        note = " (recommended)" if model.name == best else ""
        print(f"{mark} {model.name:15} {state:16} {model.remark}{note}")
    for name in sorted(names - {model.name for model in KNOWN}):
        print(f"{'*' if used and used.name == name else ' '} {name:15} installed")
    if used is None:
        print(f"\nNo model for your answers yet. {hint(advice)}")
    elif used.name not in names:
        print(f"* {used.folder}")
    return 0


def run_pull(arguments: argparse.Namespace) -> int:
    """Install a model in a process of its own, the only one that goes to the network."""
    import asyncio

    from analysis.models.known import KNOWN, known
    from recorder.models.download import DownloadFailed, fetch

    if known(arguments.name) is None:
        names = ", ".join(model.name for model in KNOWN)
        raise CommandFailure(
            f"there is no model {arguments.name}; these are: {names}.", WRONG_USAGE
        )
    locations = prepared()
    notify = ProgressLine(f"pulling {arguments.name}")
    try:
        asyncio.run(fetch(arguments.name, locations.models, notify))
    except DownloadFailed as error:
        raise CommandFailure(str(error)) from error
    except KeyboardInterrupt:
        raise CommandFailure("stopped; the same command goes on where it stopped.") from None
    finally:
        notify.end()
    print(f"{arguments.name} is installed. Complete waiting answers with `viva reanalyze`.")
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Remember the model to use."""
    from analysis.models.known import find
    from recorder.person import settings

    locations = prepared()
    model = find(arguments.model, locations.models)
    if model is None:
        raise CommandFailure(
            f"there is no model {arguments.model} on this computer; see `viva model list`."
        )
    inside = model.folder.parent == locations.models
    settings.change(locations.settings, model=model.name if inside else str(model.folder))
    print(f"{model.name} now hears your answers.")
    return 0
