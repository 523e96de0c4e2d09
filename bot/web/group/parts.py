"""What the pages of a group work with."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from bot.flows.engine import AMSTERDAM
from bot.flows.tips import rules
from bot.staff.base import COUNT_GROUPS, IN_GROUPS
from bot.web.group import wording
from bot.web.group.shared import dutch_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.responses import Response

    from bot.flows.definition import Library
    from bot.groups.board import Board
    from bot.locale import Languages
    from bot.web.desk.admission import Admission, Member
    from bot.web.feed import FeedWatch
    from bot.web.templates import Templates

HELPERS: Final = IN_GROUPS
READERS: Final = COUNT_GROUPS
"""Who works in groups, and who may see how many people came to them."""


@dataclass(frozen=True, kw_only=True)
class GroupParts:
    """Everything behind the pages. ``now`` tells the time, aware.

    ``bot_name`` gives the name of the bot on Telegram, None where it is not there (yet).
    """

    admission: Admission
    board: Board
    feed: FeedWatch
    languages: Languages
    library: Library
    templates: Templates
    bot_name: Callable[[], str | None]
    now: Callable[[], datetime]

    def nearby(self, member: Member) -> dict[str, Any]:
        """Return what every page shows: who looks, the token of the forms, and the rules of helping."""
        held = rules(self.library, self.now().astimezone(AMSTERDAM).date())
        return {
            "member": member.account,
            "csrf": member.session.csrf,
            "rules": {
                name: dutch_lines(self.languages, lines)
                for name, lines in (("never", held.never), ("instead", held.instead), ("tips", held.tips))
            },
        }

    def page(
        self, name: str, member: Member, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        """Return a page, from a template in ``templates/group``."""
        return self.templates.page(f"group/{name}.html", status=status, **values, **self.nearby(member))

    def gone(self, member: Member, group: str | None = None) -> Response:
        """Say that a group is not there for her, or with ``group`` that a seat of it is not: never why."""
        title, said = wording.NO_GROUP if group is None else wording.NO_SEAT
        back, way = ("/groep", "Naar de groepen") if group is None else (f"/groep/{group}", "Naar het bord")
        return self.page(
            "gone", member, status=HTTPStatus.NOT_FOUND, title=title, said=said, back=back, way=way
        )
