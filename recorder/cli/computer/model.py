"""``viva model list|use`` and the other parts: the speech models on this computer."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from recorder.cli.computer import model_advise, model_install
from recorder.cli.failure import fitted
from recorder.cli.shared import prepared, usable_model

DESCRIPTION = """\
Speech models transcribe your answers. Once installed, they work without the
internet. The multilingual ones (without .en) understand accented English better
than their .en versions. Larger models make fewer mistakes but take longer;
`viva model advise` measures which ones keep up on this computer."""


def add(commands: Any) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser(
        "model",
        help="list, install, or choose speech models, or find the best one for this computer",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parts = parser.add_subparsers(title="parts", metavar="PART", required=True)
    listing = parts.add_parser("list", help="show installed and available models")
    listing.set_defaults(run=run_list)
    model_install.add_parts(parts)
    use = parts.add_parser("use", help="choose the model that transcribes your answers")
    use.add_argument("model", metavar="NAME|FOLDER", help="an installed model, or its folder")
    use.set_defaults(run=run_use)
    advise = parts.add_parser(
        "advise",
        help="measure this computer and recommend a model",
        description=model_advise.DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    advise.set_defaults(run=model_advise.run)


def run_list(arguments: argparse.Namespace) -> int:
    """Print installed and available models; a star marks the one in use."""
    from analysis.models.known import KNOWN, RECOMMENDED, installed
    from recorder.models.advice import hint, last
    from recorder.models.choice import choose

    locations = prepared()
    used, advice = choose(locations), last(locations)
    best = (advice.recommended if advice and advice.here else None) or RECOMMENDED
    names = {model.name for model in installed(locations.models)}
    print(f"  {'model':15} {'download':16} {'accents':8} notes")
    for model in KNOWN:
        mark = "*" if used and used.name == model.name else " "
        state = "installed" if model.name in names else model.download_size
        note = " (recommended)" if model.name == best else ""
        accents = "good" if model.accents else ""
        print(f"{mark} {model.name:15} {state:16} {accents:8} {model.remark}{note}")
    for name in sorted(names - {model.name for model in KNOWN}):
        print(f"{'*' if used and used.name == name else ' '} {name:15} installed")
    if used is None:
        said = f"No speech model is installed for your answers yet. {hint(advice)}"
        print("\n" + fitted(said, sys.stdout))
    elif used.name not in names:
        print(f"* {used.folder}")
    return 0


def run_use(arguments: argparse.Namespace) -> int:
    """Save the model to use."""
    from recorder.person import settings

    locations = prepared()
    model = usable_model(locations, arguments.model)
    inside = model.folder.parent == locations.models
    settings.change(locations.settings, model=model.name if inside else str(model.folder))
    print(f"Viva now uses {model.name} to transcribe your answers.")
    return 0
