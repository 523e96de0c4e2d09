"""A conversation that moved to this browser: where it was hears so, and here it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words_page
from bot.groups import moving
from bot.messages import Inbound, Say
from bot.tokens import new_token
from bot.web.page.visits import remember, seen, to

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from bot.devices import Moved
    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit


def farewell(parts: Parts) -> Callable[[str], Say]:
    """Return what says where the conversation is, in the language that was spoken at the old address."""

    def say(spoken: str) -> Say:
        return Say(parts.say(words_page.MOVED, spoken), spoken)

    return say


async def arrived(parts: Parts, one: Visit, moved: Moved) -> Response:
    """Return the way to the conversation, once it is shown in this browser, and remember her here."""
    parts.hand_over(moved.outbounds)
    await seen(parts, one)
    await parts.receive(Inbound(one.address, new_token(), moving.shows(moved), parts.now()))
    await parts.answered(one.address)
    response = to("/gesprek")
    remember(parts, response, one)
    return response
