"""The queue: every open case of the team, what cannot wait first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.handoff.base import CaseState, Urgency
from bot.web.desk import wording
from bot.web.desk.parts import actor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.handoff.actors import CaseRow
    from bot.handoff.base import Case
    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line as it is shown; ``who`` has the case, or it is meant for."""

    id: str
    urgent: bool
    urgency: str
    about: str
    language: str
    state: str
    deadline: str | None
    waits: str
    promised: str | None
    overdue: bool
    who: str | None
    mine: bool
    offered: bool


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page and the part of it that changes while it is open."""

    async def shown(member: Member, template: str) -> Response:
        after = await parts.feed.end()  # before the rest: what happens meanwhile is told again
        found = await parts.desk.queue(actor(member))
        names = {one.username: one.name for one in await parts.colleagues(member.account.team)}
        now = parts.now()
        rows = [row(one, names, now) for one in found]
        return parts.templates.page(
            template,
            after=after,
            mine=[one for one in rows if one.mine or one.offered],
            new=[one for one, case in zip(rows, found, strict=True) if _is_new(case)],
            others=[
                one
                for one, case in zip(rows, found, strict=True)
                if not (one.mine or one.offered or _is_new(case))
            ],
            closed=[ended(one, names, now) for one in await parts.desk.closed(actor(member))],
            **parts.nearby(member),
        )

    async def page(_request: Request, member: Member) -> Response:
        return await shown(member, "desk/queue.html")

    async def fragment(_request: Request, member: Member) -> Response:
        return await shown(member, "desk/queue-rows.html")

    return [
        Route("/desk", parts.admission.page(page)),
        Route("/desk/rijen", parts.admission.page(fragment)),
    ]


def row(found: CaseRow, names: Mapping[str, str], now: datetime) -> Row:
    """Return one case as a line of the queue."""
    case = found.case
    holder = case.offered_to or case.claimed_by
    waiting = case.state is CaseState.REQUESTED
    return Row(
        id=case.id,
        urgent=case.urgency is not Urgency.NORMAL,
        urgency=wording.URGENCY[case.urgency],
        about=case.about or "Geen onderwerp gekozen",
        language=wording.LANGUAGES.get(case.language, case.language),
        state=wording.STATES[case.state],
        deadline=None if case.deadline is None else wording.day(case.deadline),
        waits=wording.since(case.requested_at if waiting else case.last_at, now),
        promised=wording.moment(case.promised_at, now) if waiting else None,
        overdue=waiting and case.promised_at < now,
        who=None if holder is None else names.get(holder, "een collega"),
        mine=found.mine,
        offered=found.offered,
    )


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A case that was closed lately, as it is shown."""

    id: str
    about: str
    language: str
    outcome: str
    at: str
    who: str | None


def ended(case: Case, names: Mapping[str, str], now: datetime) -> Ended:
    """Return a closed case as a line below the queue."""
    return Ended(
        id=case.id,
        about=case.about or "Geen onderwerp gekozen",
        language=wording.LANGUAGES.get(case.language, case.language),
        outcome=wording.OUTCOMES.get(case.outcome or "", ""),
        at=wording.moment(case.closed_at or case.last_at, now),
        who=None if case.claimed_by is None else names.get(case.claimed_by, "een collega"),
    )


def _is_new(found: CaseRow) -> bool:
    return found.case.state is CaseState.REQUESTED and not (found.mine or found.offered)
