"""``viva reanalyze``: completes answers that wait for a model, or hears answers anew."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from recorder.cli.failure import FAILED
from recorder.cli.shared import analyse_all, chosen_model, find_answer, opened_store, prepared

if TYPE_CHECKING:
    from analysis.protocol import Job
    from analysis.types import Analysis
    from recorder.analyst import AnalysisFailed
    from sessions.store import Store


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "reanalyze",
        help="complete answers that wait for a speech model, or hear answers anew",
        description="Without numbers: every answer whose transcript waits for a model. With "
        "numbers: those answers, with the model in use. Earlier analyses are kept.",
    )
    parser.add_argument("answers", nargs="*", type=int, metavar="ANSWER", help="its number")
    parser.add_argument("--all", action="store_true", help="every answer that has its sound")
    parser.add_argument("--model", metavar="NAME|FOLDER", help="speech model to use this once")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyse what is asked for and keep the results; can be stopped between two answers."""
    from recorder import settings
    from recorder.answering import job

    locations = prepared()
    model = chosen_model(locations, arguments.model)
    with opened_store(locations) as store:
        if arguments.answers:
            found = tuple(find_answer(store, number) for number in arguments.answers)
        elif arguments.all:
            found = tuple(a for a in store.answers() if a.path.exists())
        else:
            found = store.waiting_for_model()
        if found and model is None and not arguments.answers:
            print("No speech model is installed; run `viva model pull base.en` first.")
            return FAILED
        if not found:
            print("Nothing to do: no answer waits for a speech model.")
            return 0
        keep = _Keeper(store)
        own = settings.load(locations.settings).own_fillers
        analyse_all([job(answer, model, own) for answer in found], keep.take, locations)
    print(f"{len(found) - keep.failed} of {len(found)} answers analysed.")
    return FAILED if keep.failed else 0


class _Keeper:
    """Stores each result; ``failed`` counts those there are none of."""

    def __init__(self, store: Store) -> None:
        self.failed = 0
        self._store = store

    def take(self, job: Job, outcome: Analysis | AnalysisFailed) -> None:
        """Keep one result, or say why there is none."""
        from analysis.types import Analysis

        if isinstance(outcome, Analysis):
            self._store.save_analysis(job.id, outcome)
            return
        self.failed += 1
        self._store.fail(job.id, str(outcome))
        print(f"viva: answer {job.id}: {outcome}", file=sys.stderr)
