"""All pages of who guides a group, as one list of routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.web.group import acts, board, card, figures, groups, live

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.web.group.parts import GroupParts


def group_routes(parts: GroupParts) -> list[BaseRoute]:
    """Return every route of the groups: what has a name of its own stands before the letters of a group."""
    return [
        *figures.routes(parts),
        *groups.routes(parts),
        *live.routes(parts),
        *board.routes(parts),
        *acts.routes(parts),
        *card.routes(parts),
    ]
