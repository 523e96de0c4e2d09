"""What staff make the bot say to a resident, in the transaction of their own action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import reading
from bot.flows.engine import AMSTERDAM
from bot.flows.state import State
from bot.flows.turn import Turn
from bot.handoff.stored import state_of
from bot.locale import SOURCE
from bot.messages import Due, Inbound

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.flows.around import Around
    from bot.flows.message import Message
    from bot.flows.turn import World
    from bot.handoff.base import Case
    from bot.locale import Languages
    from bot.messages import Outbound
    from bot.storage.base import Loaded, Unit

NOTHING_ARRIVED = Due("case", "")


@dataclass(frozen=True)
class Told:
    """What went into the outbox: what this process may deliver now, and the last row of it."""

    outbounds: tuple[Outbound, ...] = ()
    outbox: int | None = None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Runs a turn in which nothing arrived.

    ``around`` tells of the world around it, and ``page_address`` where the page is, as in her own turns.
    """

    world: World
    languages: Languages
    around: Callable[[Unit, Loaded, datetime], Around]
    page_address: str | None = None

    def dutch(self, message: Message) -> str:
        """Return a message as staff read it."""
        return self.languages.render(message, "nl").text

    def tell(
        self,
        unit: Unit,
        loaded: Loaded | None,
        case: Case,
        now: datetime,
        speak: Callable[[Turn], None] | None,
    ) -> Told:
        """Let ``speak`` say something to the resident of a case; nothing where she is gone.

        ``case`` is how it stands from now on. Call it once in a transaction, under the lock.
        Raises ``Unreadable``, and has written nothing then.
        """
        if loaded is None or speak is None:
            return Told()
        state = State(language=case.language) if loaded.state is None else state_of(loaded.state)
        # A person speaks now: the guide beside her waits, and so does what the bot had asked.
        state = replace(
            state, beside=False, closed_until="", screen=None if case.accompanied else state.screen
        )
        loaded = replace(loaded, accompanied=case.accompanied, case_id=case.id if case.open else None)
        return self._run(unit, loaded, state, case.language, now, speak)

    def speak(
        self, unit: Unit, loaded: Loaded, language: str, now: datetime, speak: Callable[[Turn], None]
    ) -> Told:
        """Let ``speak`` say something to a contact, beside whatever she does.

        ``language`` is hers as long as she has not chosen one, "" where nobody knows it. Call it
        once in a transaction, under the lock, with ``loaded`` as she is from now on. Raises
        ``Unreadable``, and has written nothing then.
        """
        state = State() if loaded.state is None else state_of(loaded.state)
        return self._run(unit, loaded, state, language, now, speak)

    def _run(  # noqa: PLR0913, PLR0917  what a turn is made of
        self,
        unit: Unit,
        loaded: Loaded,
        state: State,
        language: str,
        now: datetime,
        speak: Callable[[Turn], None],
    ) -> Told:
        turn = Turn(
            self.world,
            Inbound(loaded.address, "", NOTHING_ARRIVED, now),
            now.astimezone(AMSTERDAM),
            state,
            # What she saw may be shown again: its buttons are the same as before.
            replace(self.around(unit, loaded, now), paper_at=self.page_address),
        )
        speak(turn)
        turn.finish()
        unit.save(loaded.contact, loaded.revision, turn.state.to_json(), now)
        spoken = turn.state.language or language or SOURCE
        deliveries = list(reading.goes_out(turn.events, self.languages, spoken, both=turn.state.both))
        outbounds = unit.queue(loaded.contact, loaded.address, deliveries, now)
        return Told(tuple(outbounds), unit.last_queued(loaded.contact))
