"""The desk's own actions. Each is one transaction: the case, what was said, the log, the notice.

Every action on a case raises ``NotFound`` for one that is not there or is another team's,
``NotAllowed`` for what cannot be done with it as it is, and ``Stale`` where ``seen`` is given
and is no longer its revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flows.engine import AMSTERDAM
from bot.flows.subject import PointBy
from bot.handoff import changes, notices, phrases, points
from bot.handoff.acting import of_team
from bot.handoff.actors import CaseDetail, CaseRow, NotConfirmed, Preview
from bot.handoff.base import Case, LogLine, Urgency
from bot.handoff.cleaning import cleaned, filled
from bot.handoff.coordinating import Coordinating
from bot.handoff.questions import own_question, question_of
from bot.handoff.states import NotAllowed
from bot.handoff.summaries import Summary
from bot.handoff.timekeeping import Timekeeping

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.flows.message import Message
    from bot.flows.points import PointDraft
    from bot.handoff.actors import Actor
    from bot.handoff.changes import Change
    from bot.staff.base import FeedItem
    from bot.storage.base import Unit

LATELY = timedelta(days=14)
"""How long a closed case stands on the page of the queue."""

BY_URGENCY = {urgency: place for place, urgency in enumerate(Urgency)}


@dataclass(frozen=True, kw_only=True)
class Desk(Timekeeping, Coordinating):
    """What staff can do."""

    # --- looking ------------------------------------------------------------

    async def queue(self, actor: Actor) -> list[CaseRow]:
        """Return the open cases of the team: the most urgent first, then what is meant for this person."""
        cases = await self.store.run(lambda unit: unit.open_cases(actor.team))
        rows = [
            CaseRow(case=case, mine=case.claimed_by == actor.id, offered=case.offered_to == actor.id)
            for case in cases
        ]
        return sorted(
            rows, key=lambda row: (BY_URGENCY[row.case.urgency], not row.offered, row.case.requested_at)
        )

    async def closed(self, actor: Actor) -> Sequence[Case]:
        """Return what the team closed lately, the last first."""
        since = self.now() - LATELY
        return await self.store.run(lambda unit: unit.closed_cases(actor.team, since))

    async def open(self, actor: Actor, case_id: str, *, again: bool = False) -> CaseDetail:
        """Return all of a case, and log who saw it: the resident sees the role and the day.

        ``again``: only what changed on a page that is open, which was logged when it opened.
        """
        now = self.now()

        def job(unit: Unit) -> CaseDetail:
            case = of_team(unit.case(case_id), actor)
            if not again:
                unit.log_case(case_id, LogLine(at=now, staff=actor.id, role=actor.role, what="opened"))
            return CaseDetail(
                case=case,
                summary=Summary.from_json(unit.case_summary(case_id) or {}),
                entries=tuple(unit.entries(case_id)),
                log=tuple(unit.case_log(case_id)),
                reachable=case.contact is not None,
            )

        return await self.store.run(job)

    async def feed(self, after: int, limit: int = 500) -> Sequence[FeedItem]:
        """Return what happened since, for one poller in each process."""
        return await self.store.run(lambda unit: unit.feed(after, limit))

    async def feed_end(self) -> int:
        """Return where the feed is now."""
        return await self.store.run(lambda unit: unit.feed_end())

    # --- having a case ----------------------------------------------------------

    async def claim(self, actor: Actor, case_id: str, *, seen: int | None = None) -> Case:
        """Take the conversation; from now on the bot is silent."""
        return await self._act(actor, case_id, lambda case, now: changes.claim(case, actor, now), seen)

    async def transfer(
        self, actor: Actor, case_id: str, to: str, note: str = "", *, seen: int | None = None
    ) -> Case:
        """Pass it on to a colleague (the id of staff), who has all that was said."""
        clean = cleaned(self.gate, note)
        return await self._act(actor, case_id, lambda case, _: changes.transfer(case, actor, to, clean), seen)

    async def wait(self, actor: Actor, case_id: str, *, seen: int | None = None) -> Case:
        """Wait until the resident writes; after 72 hours without a word the bot takes over again."""
        return await self._act(actor, case_id, lambda case, _: changes.wait(case, actor), seen)

    async def release(self, actor: Actor, case_id: str, note: str = "", *, seen: int | None = None) -> Case:
        """Give the conversation back to the bot."""
        clean = cleaned(self.gate, note)
        return await self._act(actor, case_id, lambda case, _: changes.release(case, actor, clean), seen)

    async def close(  # noqa: PLR0913  keyword only: how it is written
        self,
        actor: Actor,
        case_id: str,
        outcome: str,
        text: str = "",
        *,
        dutch_confirmed: bool = False,
        seen: int | None = None,
    ) -> Case:
        """End the case, with last words if there are any. ``outcome`` is one of ``OUTCOMES``."""
        clean, kept = cleaned(self.gate, text), timedelta(days=self.office.case_days)

        def change(case: Case, now: datetime) -> Change:
            _confirm(case, confirmed=dutch_confirmed or not clean)
            return changes.close(case, actor, now, outcome=outcome, text=clean, kept=kept)

        return await self._act(actor, case_id, change, seen)

    # --- saying something ------------------------------------------------------------

    async def answer(
        self, actor: Actor, case_id: str, text: str, *, dutch_confirmed: bool = False, seen: int | None = None
    ) -> Case:
        """Answer without taking the conversation, and end the case."""
        clean, kept = filled(self.gate, text), timedelta(days=self.office.case_days)

        def change(case: Case, now: datetime) -> Change:
            _confirm(case, confirmed=dutch_confirmed)
            return changes.answer(case, actor, now, text=clean, kept=kept)

        return await self._act(actor, case_id, change, seen)

    async def say(
        self, actor: Actor, case_id: str, text: str, *, dutch_confirmed: bool = False, seen: int | None = None
    ) -> Case:
        """Write to the resident, as it is. Raises ``NotConfirmed`` where she does not read Dutch."""
        clean = filled(self.gate, text)

        def change(case: Case, now: datetime) -> Change:
            _confirm(case, confirmed=dutch_confirmed)
            return changes.say(case, actor, now, clean)

        return await self._act(actor, case_id, change, seen)

    async def phrase(  # noqa: PLR0913  the papers of a phrase are optional
        self,
        actor: Actor,
        case_id: str,
        phrase_id: str,
        values: Mapping[str, str],
        papers: Collection[str] = (),
        *,
        seen: int | None = None,
    ) -> Case:
        """Say a fixed sentence in her language; raise ``Unfilled`` for a value that cannot be."""
        message = self._message(phrase_id, values, papers)
        dutch = self.telling.dutch(message)
        written = changes.Written(by="staff", kind="phrase", text=dutch, body={"phrase": phrase_id})
        speak = notices.phrase(message)
        return await self._act(
            actor, case_id, lambda case, now: changes.phrase(case, actor, now, speak, written), seen
        )

    async def preview(
        self,
        actor: Actor,
        case_id: str,
        phrase_id: str,
        values: Mapping[str, str],
        papers: Collection[str] = (),
    ) -> Preview:
        """Return what a phrase would say to this resident; nothing is sent or kept."""
        case = of_team(await self.store.run(lambda unit: unit.case(case_id)), actor)
        message = self._message(phrase_id, values, papers)
        own = self.telling.languages.render(message, case.language)
        return Preview(nl=self.telling.dutch(message), own=own.text, language=own.language)

    def _message(self, phrase_id: str, values: Mapping[str, str], papers: Collection[str]) -> Message:
        library = self.telling.world.library
        found = library.phrases.get(phrase_id)
        if found is None:
            raise NotAllowed(f"there is no phrase '{phrase_id}'")
        given = {name: cleaned(self.gate, value) for name, value in values.items()}
        return phrases.message(found, given, papers, library, self.now().astimezone(AMSTERDAM).date())

    async def ask(self, actor: Actor, case_id: str, question_id: str, *, seen: int | None = None) -> Case:
        """Ask a question of the content, with buttons in her language; the answer comes back in Dutch."""
        data, dutch = question_of(self.telling.world.library, question_id)
        written = changes.Written(by="staff", kind="question", text=dutch, body={"question": question_id})
        speak = notices.question(data)
        return await self._act(
            actor, case_id, lambda case, now: changes.phrase(case, actor, now, speak, written), seen
        )

    async def ask_own(  # noqa: PLR0913  keyword only: what a question needs
        self,
        actor: Actor,
        case_id: str,
        text: str,
        kind: str,
        *,
        dutch_confirmed: bool = False,
        seen: int | None = None,
    ) -> Case:
        """Ask in one's own Dutch, answered by yes or no, a date or an amount (``AskKind``)."""
        data, dutch = own_question(filled(self.gate, text), kind)
        written = changes.Written(by="staff", kind="question", text=dutch, body={"kind": kind})

        def change(case: Case, now: datetime) -> Change:
            _confirm(case, confirmed=dutch_confirmed)
            return changes.phrase(case, actor, now, notices.question(data), written)

        return await self._act(actor, case_id, change, seen)

    async def offer_point(
        self,
        actor: Actor,
        case_id: str,
        draft: PointDraft,
        *,
        dutch_confirmed: bool = False,
        seen: int | None = None,
    ) -> Case:
        """Put an action point before her, that she may refuse; what she chooses comes back in Dutch.

        Raises ``Unfilled`` for a draft that cannot be and where too many wait already, and
        ``NotConfirmed`` for one's own words where she does not read Dutch.
        """
        library = self.telling.world.library
        today = self.now().astimezone(AMSTERDAM).date()
        clean = points.checked(draft, library=library, gate=self.gate, today=today)
        speak = points.offering(clean, PointBy.KLANTMANAGER)
        text = points.as_written(clean, library)
        written = changes.Written(by="staff", kind="question", text=text, body={"kind": "point"})

        def change(case: Case, now: datetime) -> Change:
            _confirm(case, confirmed=dutch_confirmed or clean.known is not None)
            return changes.point(case, actor, now, speak, written)

        return await self._act(actor, case_id, change, seen)

    async def note(self, actor: Actor, case_id: str, text: str, *, seen: int | None = None) -> Case:
        """Keep a note for colleagues."""
        clean = filled(self.gate, text)
        return await self._act(actor, case_id, lambda case, _: changes.note(case, clean), seen)


def _confirm(case: Case, *, confirmed: bool) -> None:
    if case.language != "nl" and not confirmed:
        raise NotConfirmed("she does not read Dutch here: use a phrase, or send it all the same")
