"""Saves progress as a page or a table in the person's folder for reports.

Both take a moment with many answers: a screen calls them in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analysis.progress import build
from analysis.progress import table as tables
from analysis.trends import MAIN, Series
from recorder.files.locations import Locations
from recorder.progress.scope import Scope

Save = Callable[[Sequence[Series], Scope, Locations, Mapping[str, str]], Path]
"""Writes a file, in place of an older one, and says where; ``CannotSave`` when it cannot."""


def page(
    series: Sequence[Series], scope: Scope, locations: Locations, asked: Mapping[str, str]
) -> Path:
    """Save the charts as a page, each way of analysis by itself.

    ``asked`` gives a question's text by its id.
    """
    from analysis.progress.html.page import render
    from recorder.reports import save_page

    found = [
        build.build(series, MAIN, scope.label, place=place, apart=len(series) > 1, asked=asked)
        for place in range(len(series))
    ]
    return save_page.keep(render(found), f"progress-{scope.slug}.html", locations)


def table(
    series: Sequence[Series], scope: Scope, locations: Locations, asked: Mapping[str, str]
) -> Path:
    """Save every week as CSV."""
    from recorder.reports import save_page

    return save_page.keep(tables.table(series, MAIN), f"progress-{scope.slug}.csv", locations)
