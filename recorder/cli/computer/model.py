"""``viva model list|use``, and its other parts: the speech models on this computer."""

from __future__ import annotations

import argparse
from typing import Any

from recorder.cli.computer import model_advise, model_install
from recorder.cli.shared import prepared, usable_model

DESCRIPTION = """\
Speech models write your answers down. They are installed once and then work
without the internet. The multilingual ones (without .en) hear accented English
better than their .en siblings, larger ones better than smaller, and larger ones
take longer; `viva model advise` measures which keep up on this computer."""


def add(commands: Any) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser(
        "model",
        help="list, install or choose speech models, or ask which suits",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(title="parts", metavar="PART", required=True)
    listing = parts.add_parser("list", help="show what is installed and what can be")
    listing.set_defaults(run=run_list)
    model_install.add_parts(parts)
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
    print(f"  {'model':15} {'state':16} {'accents':8} remark")
    for model in KNOWN:
        mark = "*" if used and used.name == model.name else " "
        state = "installed" if model.name in names else f"{model.megabytes} MB to pull"
        note = " (recommended)" if model.name == best else ""
        accents = "suits" if model.accents else ""
        print(f"{mark} {model.name:15} {state:16} {accents:8} {model.remark}{note}")
    for name in sorted(names - {model.name for model in KNOWN}):
        print(f"{'*' if used and used.name == name else ' '} {name:15} installed")
    if used is None:
        print(f"\nNo model for your answers yet. {hint(advice)}")
    elif used.name not in names:
        print(f"* {used.folder}")
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Remember the model to use."""
    from recorder.person import settings

    locations = prepared()
    model = usable_model(locations, arguments.model)
    inside = model.folder.parent == locations.models
    settings.change(locations.settings, model=model.name if inside else str(model.folder))
    print(f"{model.name} now hears your answers.")
    return 0
