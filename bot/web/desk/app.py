"""All pages of the desk, as one list of routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.web.desk import account, acts, case, live, queue, team
from bot.web.desk.entrance import Entrance

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.web.desk.parts import DeskParts


def desk_routes(parts: DeskParts) -> list[BaseRoute]:
    """Return every route of the desk."""
    entrance = Entrance(parts.admission, parts.admission.log_in, parts.templates, parts.identity)
    return [
        *entrance.routes(),
        *queue.routes(parts),
        *live.routes(parts.admission, parts.feed),
        *acts.routes(parts),
        *case.routes(parts),
        *team.routes(parts),
        *account.routes(parts),
    ]
