"""One turn: from something that arrived to a state that was saved and messages that wait.

Everything of a turn is one transaction: the inbox row, the state, the transcript, the
events, the timers and the outbox. A channel acknowledges after it; delivery follows it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot import devices, missed, reading, transcript
from bot.cancellation import to_the_end
from bot.devices import LeadsTo, Moved
from bot.elsewhere import Elsewhere
from bot.flows import listening, reminders, words
from bot.flows.engine import AMSTERDAM, expects_code
from bot.flows.events import Erased, LimitReached, PaperAsked, ReminderCancelled, ReminderSet
from bot.flows.lines import Line
from bot.flows.message import Message
from bot.flows.state import State
from bot.groups import joining, moving
from bot.groups.joining import Joining
from bot.groups.moving import Moving
from bot.messages import (
    Blocked,
    Command,
    Delete,
    Due,
    Inbound,
    Press,
    Say,
    Settle,
)
from bot.recorded import recorded
from bot.staff import notices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.flows.engine import Engine
    from bot.groups.participant_side import ParticipantSide
    from bot.handoff.resident_side import ResidentSide
    from bot.locale import Languages
    from bot.messages import Address, Content, Delivery, Outbound
    from bot.screening import Screening
    from bot.storage.base import Loaded, Store, Unit

log = logging.getLogger(__name__)

DELETABLE = timedelta(hours=48)
"""How long a channel lets the bot delete messages."""

TIMERS_AT_ONCE = 100
RECOVERED_AT_ONCE = 500


class Delivering(Protocol):
    """Takes what a turn queued, after the commit."""

    def hand_over(self, outbounds: Sequence[Outbound]) -> None:
        """Deliver these, in order per address."""

    def tidy(self, address: Address, settle: Settle) -> None:
        """Take pressed buttons off, if it can be done at once."""


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Runs turns against a store."""

    engine: Engine
    languages: Languages
    store: Store
    screening: Screening
    delivering: Delivering
    now: Callable[[], datetime]
    transcript_days: int
    resident_side: ResidentSide
    participant_side: ParticipantSide
    echoing: frozenset[str] = frozenset()
    """The channels that show what she wrote only when it is sent to them."""
    page_address: str | None = None
    """Where the page is opened, without a slash at its end; None where there is none."""

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
        state = _state(loaded)
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
        said = Elsewhere(
            self.languages,
            (loaded.state or {}).get("language"),
            self.page_address,
            both=_reads_both(loaded),
        )
        answer = said.answer(unit, inbound, now, Moving(self.engine))
        if not isinstance(answer, Moved):
            return None if answer is None else unit.queue(loaded.contact, address, [answer], now)
        # Now it is hers here: she is told how it works, and shown where she was.
        begins = replace(inbound, content=moving.shows(answer), message_id=None)
        shown = self._turn(unit, answer.loaded, _state(answer.loaded), begins)
        return [*answer.outbounds, *shown]

    def _resume(self, unit: Unit, inbox_id: int, inbound: Inbound) -> list[Outbound]:
        loaded = unit.lock(inbound.address, inbound.at)
        if not unit.processed(inbox_id):
            return []
        if inbound.revision not in {None, loaded.revision}:
            return []  # she tried again and went on: what failed then was not meant for where she is now
        return self._enter(unit, loaded, _state(loaded), inbound)

    def _apologise(self, unit: Unit, inbound: Inbound) -> list[Outbound]:
        loaded = unit.lock(inbound.address, inbound.at)
        # It is kept for the next start, and her state cannot say now whether a code was expected.
        inbox_id = unit.accept(replace(self.screening.without_code(inbound), revision=loaded.revision))
        if inbox_id is None:
            return []
        unit.failed(inbox_id, final=False)
        language = (loaded.state or {}).get("language")
        message = Message((Line(words.WENT_WRONG),))
        rendered = self.languages.render(
            message, language if isinstance(language, str) else "nl", both=_reads_both(loaded)
        )
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

    def _turn(self, unit: Unit, loaded: Loaded, before: State, inbound: Inbound) -> list[Outbound]:
        now = self.now()
        around = replace(
            self.participant_side.around(unit, loaded, now),
            paper_at=self.page_address,
            paper_code=devices.new_code,
        )
        after, events = self.engine.turn(before, inbound, now, around)
        language = after.language or "nl"
        heard = transcript.heard(
            inbound,
            events,
            before=before,
            language=language,
            engine=self.engine,
            languages=self.languages,
            now=now,
        )
        echoed = heard if inbound.address.channel in self.echoing else []
        shown = reading.goes_out(events, self.languages, language, both=after.both)
        deliveries = [*echoed, *_courtesies(inbound), *shown]
        if any(isinstance(event, Erased) for event in events):
            return self._erase(unit, loaded, deliveries, now)
        after = missed.keep(unit, inbound, after, events, wording=self.screening.wording, now=now)
        unit.save(loaded.contact, loaded.revision, after.to_json(), now)
        lines = [*transcript.of_resident(heard), *transcript.of_bot(events, deliveries)]
        unit.transcribe(loaded.contact, lines, now, now + timedelta(days=self.transcript_days))
        for_desk = self.resident_side.apply(unit, loaded, events, language, now)
        unit.record(loaded.contact, recorded(events), now)
        self.participant_side.apply(unit, loaded, inbound.content, after, events, now)
        for event in events:
            match event:
                case ReminderSet(action, due):
                    unit.set_timer(loaded.contact, reminders.KIND, action, due)
                case ReminderCancelled(action):
                    unit.cancel_timers(loaded.contact, reminders.KIND, action)
                case PaperAsked(code):
                    devices.offer(unit, code, inbound.address, now, LeadsTo.PAPER)
                case LimitReached(guide):
                    log.error("a guide runs in a circle", extra={"guide": guide})
                case _:
                    pass
        return [*unit.queue(loaded.contact, inbound.address, deliveries, now), *for_desk]

    def _erase(
        self, unit: Unit, loaded: Loaded, deliveries: Sequence[Delivery], now: datetime
    ) -> list[Outbound]:
        """Forget the contact; what still goes out belongs to nobody any more."""
        self.resident_side.erased(unit, loaded, now)
        self.participant_side.erased(unit, loaded, now)
        unit.end_notices(loaded.address)
        message_ids = tuple(unit.message_ids(loaded.contact, now - DELETABLE))
        unit.forget(loaded.contact)
        gone = [Delete(message_ids)] if message_ids else []
        said = [delivery for delivery in deliveries if isinstance(delivery, Say)]
        return unit.queue(None, loaded.address, [*gone, *said], now)


def _leaves_question(content: Content) -> bool:
    """Tell whether a press takes her on, so that the buttons there are of no use any more.

    One that reads aloud does not: she answers when she has heard the question.
    """
    if not isinstance(content, Press):
        return False
    prompt, _, choice = content.button.partition("|")
    return prompt != str(listening.STANDING) and choice != listening.LISTEN


def _state(loaded: Loaded) -> State:
    return State() if loaded.state is None else State.from_json(loaded.state)


def _reads_both(loaded: Loaded) -> bool:
    """Tell whether the Dutch goes along with what is said outside a turn."""
    return (loaded.state or {}).get("both") is True


def _courtesies(inbound: Inbound) -> list[Delivery]:
    """Return what tidies up at the channel: a message that was refused goes there as well."""
    if inbound.message_id is None or inbound.refusal is None:
        return []
    return [Delete((inbound.message_id,))]


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
