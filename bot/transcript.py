"""What is kept of what was said in a turn: her side and the bot's, and nothing sensitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.events import ButtonPressed, EmergencyAnswered, MessageSent, SaidToPerson
from bot.flows.lines import Latin
from bot.messages import Echo, Press, Say, Text
from bot.storage.base import Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.flows.engine import Engine
    from bot.flows.events import Event
    from bot.flows.state import State
    from bot.locale import Languages
    from bot.messages import Delivery, Inbound


def heard(  # noqa: PLR0913  keyword only: a turn
    inbound: Inbound,
    events: Sequence[Event],
    *,
    before: State,
    language: str,
    engine: Engine,
    languages: Languages,
    now: datetime,
) -> list[Echo]:
    """Return what she wrote or chose: no word of danger, and what is sensitive marked as such.

    ``before`` is her state before the turn, ``language`` hers after it.
    """
    match inbound.content:
        case Text(text) if text:
            if any(isinstance(event, EmergencyAnswered) for event in events):
                return []
            # At a sensitive question what she writes may be sensitive, understood or not.
            private = engine.shows_sensitive(before, inbound, now)
            # What is for a person is kept in the case, and not in the transcript as well.
            private = private or any(isinstance(event, SaidToPerson) for event in events)
            return [Echo(text, before.language or language, private)]
        case Press():
            return [
                Echo(
                    event.label.text
                    if isinstance(event.label, Latin)
                    else languages.translate(event.label, language),
                    language,
                    event.sensitive,
                )
                for event in events
                if isinstance(event, ButtonPressed)
            ]
        case _:
            return []


def of_resident(echoes: Sequence[Echo]) -> list[Line]:
    """Return the lines of the resident."""
    return [Line("resident", echo.text, echo.language) for echo in echoes if not echo.sensitive]


def of_bot(events: Sequence[Event], deliveries: Sequence[Delivery]) -> list[Line]:
    """Return the lines of the bot; ``deliveries`` are what came of the events, in their order."""
    said = [delivery for delivery in deliveries if isinstance(delivery, Say)]
    sent = [event for event in events if isinstance(event, MessageSent)]
    return [
        Line("bot", say.text, say.language)
        for say, event in zip(said, sent, strict=True)
        if not event.message.sensitive
    ]
