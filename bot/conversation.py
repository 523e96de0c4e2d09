"""One turn: from something that arrived to a state that was saved and messages that wait.

Everything of a turn is one transaction: the inbox row, the state, the transcript, the
events, the timers and the outbox. A channel acknowledges after it; delivery follows it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from bot import devices, missed, reading
from bot.cancellation import to_the_end
from bot.codes import beside_code
from bot.devices import LeadsTo, Refused
from bot.elsewhere import TAKE, Elsewhere
from bot.flows import listening, reminders, words
from bot.flows.engine import AMSTERDAM, expects_code
from bot.flows.events import (
    ButtonPressed,
    EmergencyAnswered,
    Erased,
    Latin,
    LimitReached,
    Line,
    Message,
    MessageSent,
    PaperAsked,
    ReminderCancelled,
    ReminderSet,
    SaidToPerson,
)
from bot.flows.state import State
from bot.groups import joining, moving
from bot.groups.joining import Joining
from bot.groups.moving import Moving
from bot.messages import (
    Blocked,
    Command,
    Delete,
    Due,
    Echo,
    Inbound,
    Interpretation,
    Press,
    Say,
    Settle,
    Text,
)
from bot.privacy.gate import Expecting
from bot.recorded import recorded
from bot.staff import notices
from bot.storage import base as storage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.flows.engine import Engine
    from bot.flows.events import Event
    from bot.groups.participant_side import ParticipantSide
    from bot.handoff.resident_side import ResidentSide
    from bot.locale import Languages
    from bot.messages import Address, Content, Delivery, Outbound
    from bot.missed import Wording
    from bot.privacy.emergency import EmergencyWords
    from bot.privacy.gate import Gate
    from bot.storage.base import Loaded, Store, Unit
    from bot.understanding.base import Understanding

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
    gate: Gate
    emergency: EmergencyWords
    understanding: Understanding
    wording: Wording
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
        cleaned = await self._cleaned(inbound)
        # What was committed is handed over, also when the process is told to stop in between.
        await to_the_end(self._receive(cleaned))

    async def _receive(self, cleaned: Inbound) -> None:
        try:
            outbounds = await self.store.run(lambda unit: self._arrive(unit, cleaned))
        except Exception:
            log.exception("turn failed", extra={"channel": cleaned.address.channel})
            self.delivering.hand_over(await self.store.run(lambda unit: self._apologise(unit, cleaned)))
            return
        self.delivering.hand_over(outbounds)
        if cleaned.message_id is not None and _leaves_question(cleaned.content):
            self.delivering.tidy(cleaned.address, Settle(cleaned.message_id))

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

    # --- before the store ---------------------------------------------------

    async def _cleaned(self, inbound: Inbound) -> Inbound:
        """Look for danger, take secrets out, and find out what was meant; in memory only."""
        match inbound.content:
            case Text(text):
                listed = self.emergency.found(text)
                kept = self.gate.clean(text)
                meaning = await self._meaning(kept.text)
                if meaning.intent is None:
                    await self.wording.prepare()
                if meaning.danger or (listed and not meaning.calm):
                    # The words themselves are not kept; the language is, to answer in it.
                    language_only = Interpretation(meaning.language, None, 0.0)
                    return replace(
                        inbound,
                        content=Text(""),
                        emergency=True,
                        interpretation=language_only,
                        refusal=kept.refusal,
                    )
                return replace(inbound, content=Text(kept.text), refusal=kept.refusal, interpretation=meaning)
            case Command(name, argument):
                allowed = self.gate.clean(argument)
                danger = self.emergency.found(argument)
                kept_of_it = replace(inbound, content=Command(name, allowed.text), refusal=allowed.refusal)
                said = beside_code(kept_of_it)
                if said and not danger:
                    danger = (await self._meaning(said)).danger
                if danger:
                    return replace(inbound, content=Text(""), emergency=True, refusal=allowed.refusal)
                return kept_of_it
            case _:
                return inbound

    async def _meaning(self, text: str) -> Interpretation:
        """Interpret a text; without an engine that answers, buttons and answers work all the same."""
        try:
            return await self.understanding.interpret(text)
        except Exception:
            log.exception("not interpreted")
            return Interpretation(None, None, 0.0)

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
            inbound = self._without_code(inbound)
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
        match inbound.content:
            case Command("apparaat"):
                code = devices.new_code()
                devices.offer(unit, code, address, now)
                return unit.queue(loaded.contact, address, [said.code(code)], now)
            case Command("code", typed):
                found = devices.look_up(unit, typed, address, now)
                sure = said.refused(found) if isinstance(found, Refused) else said.sure(typed)
                return unit.queue(loaded.contact, address, [sure], now)
            case Press(button) if button.startswith(TAKE):
                moved = devices.take(
                    unit,
                    button.removeprefix(TAKE),
                    address,
                    now,
                    farewell=said.farewell,
                    replacing=Moving(self.engine),
                )
                if isinstance(moved, Refused):
                    return unit.queue(loaded.contact, address, [said.refused(moved)], now)
                # Now it is hers here: she is told how it works, and shown where she was.
                begins = replace(inbound, content=moving.shows(moved), message_id=None)
                shown = self._turn(unit, moved.loaded, _state(moved.loaded), begins)
                return [*moved.outbounds, *shown]
            case _:
                return None

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
        inbox_id = unit.accept(replace(self._without_code(inbound), revision=loaded.revision))
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
        heard = self._heard(before, inbound, events, language, now)
        echoed = heard if inbound.address.channel in self.echoing else []
        shown = reading.goes_out(events, self.languages, language, both=after.both)
        deliveries = [*echoed, *_courtesies(inbound), *shown]
        if any(isinstance(event, Erased) for event in events):
            return self._erase(unit, loaded, deliveries, now)
        after = missed.keep(unit, inbound, after, events, wording=self.wording, now=now)
        unit.save(loaded.contact, loaded.revision, after.to_json(), now)
        lines = [*_kept(heard), *_said(events, deliveries)]
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

    def _without_code(self, inbound: Inbound) -> Inbound:
        """Refuse a bare code where the guide may just have made her hold one."""
        if not isinstance(inbound.content, Text) or inbound.refusal is not None or inbound.emergency:
            return inbound
        kept = self.gate.clean(inbound.content.text, expecting=Expecting.CODE)
        if kept.refusal is None:
            return inbound
        return replace(inbound.without_text(), refusal=kept.refusal)

    def _heard(
        self, before: State, inbound: Inbound, events: Sequence[Event], language: str, now: datetime
    ) -> list[Echo]:
        """Return what she wrote or chose: no word of danger, and what is sensitive marked as such."""
        match inbound.content:
            case Text(text) if text:
                if any(isinstance(event, EmergencyAnswered) for event in events):
                    return []
                # At a sensitive question what she writes may be sensitive, understood or not.
                private = self.engine.shows_sensitive(before, inbound, now)
                # What is for a person is kept in the case, and not in the transcript as well.
                private = private or any(isinstance(event, SaidToPerson) for event in events)
                return [Echo(text, before.language or language, private)]
            case Press():
                pressed = [event for event in events if isinstance(event, ButtonPressed)]
                return [
                    Echo(
                        event.label.text
                        if isinstance(event.label, Latin)
                        else self.languages.translate(event.label, language),
                        language,
                        event.sensitive,
                    )
                    for event in pressed
                ]
            case _:
                return []


def _kept(heard: Sequence[Echo]) -> list[storage.Line]:
    """Return what the transcript keeps of the resident: nothing sensitive."""
    return [storage.Line("resident", echo.text, echo.language) for echo in heard if not echo.sensitive]


def _said(events: Sequence[Event], deliveries: Sequence[Delivery]) -> list[storage.Line]:
    """Return what the transcript keeps of the bot."""
    said = [delivery for delivery in deliveries if isinstance(delivery, Say)]
    sent = [event for event in events if isinstance(event, MessageSent)]
    return [
        storage.Line("bot", say.text, say.language)
        for say, event in zip(said, sent, strict=True)
        if not event.message.sensitive
    ]


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
