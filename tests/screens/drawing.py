"""A compositor that draws nothing, for tests that look at widgets and not at the picture."""

from __future__ import annotations

from rich.console import RenderableType
from textual._compositor import Compositor
from textual.screen import Screen

_draw = Compositor.render_update


def draw_nothing(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[object]] | None = None,
    simplify: bool = False,
) -> RenderableType | None:
    """Draw only what is asked for as a whole, as screenshots do; the rest counts as drawn."""
    if full:
        return _draw(compositor, True, screen_stack, simplify)
    compositor._dirty_regions.clear()
    return None
