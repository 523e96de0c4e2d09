"""From something that arrived to a state that was saved and messages that wait.

Everything of a turn is one transaction: the inbox row, the state, the transcript, the
events, the timers and the outbox. A channel acknowledges after it; delivery follows it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Protocol

from bot.cancellation import to_the_end
from bot.devices import Moved
from bot.elsewhere import Elsewhere
from bot.flows import listening, words
from bot.flows.engine import AMSTERDAM, expects_code
from bot.flows.lines import Line
from bot.flows.message import Message
from bot.groups import joining, moving
from bot.groups.joining import Joining
from bot.groups.moving import Moving
from bot.messages import Blocked, Command, Due, Inbound, Press, Say, Settle
from bot.staff import notices
from bot.turning import Turning, stored_state

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.flows.state import State
    from bot.messages import Address, Content, Outbound
    from bot.storage.base import Loaded, Store, Unit

log = logging.getLogger(__name__)

TIMERS_AT_ONCE = 100
RECOVERED_AT_ONCE = 500


class Delivering(Protocol):
    """Takes what a turn queued, after the commit."""

    def hand_over(self, outbounds: Sequence[Outbound]) -> None:
        """Deliver these, in order per address."""

    def tidy(self, address: Address, settle: Settle) -> None:
        """Take pressed buttons off, if it can be done at once."""


@dataclass(frozen=True, kw_only=True)
class Conversation(Turning):
    """Takes in what arrives and what is due, and runs the turn of each once."""

    store: Store
    delivering: Delivering

    async def receive(self, inbound: Inbound) -> None:
        """Take something in: return once it is committed, with the turn that it caused.

        A repeat of an input that was seen is committed already. When the turn itself
        fails the input is kept for the next start, and the resident hears what to do.
        """
        screened = await self.screening.screened(inbound)
        # What was committed is handed over, also when the process is told to stop in between.
        await to_the_end(self._receive(screened))

    async def _receive(self, screened: Inbound) -> None:
        try:
            outbounds = await self.store.run(lambda unit: self._arrive(unit, screened))
        except Exception:
            log.exception("turn failed", extra={"channel": screened.address.channel})
            self.delivering.hand_over(await self.store.run(lambda unit: self._apologise(unit, screened)))
            return
        self.delivering.hand_over(outbounds)
        if screened.message_id is not None and _leaves_question(screened.content):
            self.delivering.tidy(screened.address, Settle(screened.message_id))

    async def recover(self) -> int:
        """Run the turns that failed before this start; what fails again is closed. Return how many ran."""
        rows = await self.store.run(lambda unit: unit.unprocessed(RECOVERED_AT_ONCE))
        for inbox_id, inbound in rows:
            await self._rerun(inbox_id, inbound)
        return len(rows)

    async def ring(self) -> None:
        """Turn timers that are due into turns."""
        now = self.now()
        rows = await self.store.run(lambda unit: _due(unit, now))
        for inbox_id, inbound in rows:
            await self._rerun(inbox_id, inbound)

    async def _rerun(self, inbox_id: int, inbound: Inbound) -> None:
        try:
            outbounds = await self.store.run(lambda unit: self._resume(unit, inbox_id, inbound))
        except Exception:
            log.exception("turn failed again", extra={"channel": inbound.address.channel})
            await self.store.run(lambda unit: unit.failed(inbox_id, final=True))
        else:
            self.delivering.hand_over(outbounds)

    @property
    def joining(self) -> Joining:
        """What gives seats in groups."""
        return Joining(self.languages, self.engine)

    # --- inside the transaction ------------------------------------------------

    def _arrive(self, unit: Unit, inbound: Inbound) -> list[Outbound]:
        loaded = unit.lock(inbound.address, inbound.at)
        if isinstance(inbound.content, Blocked) and inbound.content.blocked:
            unit.end_notices(inbound.address)
        if loaded.state is None and isinstance(inbound.content, Blocked):
            unit.forget(loaded.contact)  # nobody we know: she erased everything, and then the chat
            return []
        state = stored_state(loaded)
        if expects_code(state):
            inbound = self.screening.without_code(inbound)
        if unit.accept(inbound, processed=True) is None:
            return []
        typed = notices.typed_code(inbound) if self.resident_side.office.open else None
        if typed is not None:
            return self._of_staff(unit, loaded, typed)
        elsewhere = self._elsewhere(unit, inbound, loaded)
        return self._enter(unit, loaded, state, inbound) if elsewhere is None else elsewhere

    def _of_staff(self, unit: Unit, loaded: Loaded, typed: str) -> list[Outbound]:
        """Take a code of the desk; who sends one is no resident for that."""
        now = self.now()
        said = notices.begin(unit, typed, loaded.address, now, now.astimezone(AMSTERDAM).date())
        if loaded.state is None:
            unit.forget(loaded.contact)
        return unit.queue(None, loaded.address, [said], now)

    def _elsewhere(self, unit: Unit, inbound: Inbound, loaded: Loaded) -> list[Outbound] | None:
        """Answer what is about another device; None for anything else."""
        if self.page_address is None:
            return None
        now, address = self.now(), inbound.address
        said = Elsewhere(self.languages, loaded.language, self.page_address, both=loaded.both)
        answer = said.answer(unit, inbound, now, Moving(self.engine))
        if not isinstance(answer, Moved):
            return None if answer is None else unit.queue(loaded.contact, address, [answer], now)
        # Now it is hers here: she is told how it works, and shown where she was.
        begins = replace(inbound, content=moving.shows(answer), message_id=None)
        shown = self._turn(unit, answer.loaded, stored_state(answer.loaded), begins)
        return [*answer.outbounds, *shown]

    def _resume(self, unit: Unit, inbox_id: int, inbound: Inbound) -> list[Outbound]:
        loaded = unit.lock(inbound.address, inbound.at)
        if not unit.processed(inbox_id):
            return []
        if inbound.revision not in {None, loaded.revision}:
            return []  # she tried again and went on: what failed then was not meant for where she is now
        return self._enter(unit, loaded, stored_state(loaded), inbound)

    def _apologise(self, unit: Unit, inbound: Inbound) -> list[Outbound]:
        loaded = unit.lock(inbound.address, inbound.at)
        # It is kept for the next start, and her state cannot say now whether a code was expected.
        inbox_id = unit.accept(replace(self.screening.without_code(inbound), revision=loaded.revision))
        if inbox_id is None:
            return []
        unit.failed(inbox_id, final=False)
        message = Message((Line(words.WENT_WRONG),))
        rendered = self.languages.render(message, loaded.language or "nl", both=loaded.both)
        said = Say(rendered.text, rendered.language, beside=rendered.beside)
        return unit.queue(loaded.contact, inbound.address, [said], self.now())

    def _enter(self, unit: Unit, loaded: Loaded, before: State, inbound: Inbound) -> list[Outbound]:
        """Run a turn; who gives the code of a group gets her seat there first."""
        asked = joining.asked(inbound)
        if asked is None:
            return self._turn(unit, loaded, before, inbound)
        now, begins = self.now(), Command(joining.COMMAND, asked.how)
        found = self.joining.join(unit, loaded, asked.code, now)
        if not isinstance(found, joining.Refused):
            return self._turn(unit, found, before, replace(inbound, content=begins))
        said = unit.queue(
            loaded.contact, inbound.address, self.joining.refusal(loaded, found, asked.how), now
        )
        if before.language is not None:
            return said
        begins = Command("start", asked.how)
        return [*said, *self._turn(unit, loaded, before, replace(inbound, content=begins))]


def _leaves_question(content: Content) -> bool:
    """Tell whether a press takes her on, so that the buttons there are of no use any more.

    One that reads aloud does not: she answers when she has heard the question.
    """
    if not isinstance(content, Press):
        return False
    prompt, _, choice = content.button.partition("|")
    return prompt != str(listening.STANDING) and choice != listening.LISTEN


def _due(unit: Unit, now: datetime) -> list[tuple[int, Inbound]]:
    """Make an inbound of each timer that is due, in the transaction that takes the timer."""
    rows = []
    for timer in unit.due_timers(now, TIMERS_AT_ONCE):
        provider_id = f"timer-{timer.id}-{now.astimezone(UTC).isoformat()}"
        inbound = Inbound(timer.address, provider_id, Due(timer.kind, timer.reference), now)
        inbox_id = unit.accept(inbound)
        if inbox_id is not None:
            rows.append((inbox_id, inbound))
    return rows
