"""One case: its summary, the chat, and all that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.handoff.base import CaseState, Urgency
from bot.handoff.states import NotFound
from bot.web.desk import wording
from bot.web.desk.parts import actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import TypeVar

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.flows.definition import DeskQuestion, Phrase
    from bot.handoff.actors import CaseDetail
    from bot.handoff.base import Entry, LogLine
    from bot.handoff.summaries import Line
    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts

    Spoken = TypeVar("Spoken", Phrase, DeskQuestion)

SECTIONS: Final = {
    "question": "De vraag",
    "who": "Wie, en hoe te bereiken",
    "steps": "Stappen",
    "answers": "Antwoorden",
    "organisations": "Andere organisaties",
    "help": "Wat in de weg staat",
}
"""In the order in which a klantmanager needs them."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that was said, as it is shown. ``foreign``: in a language that is not Dutch."""

    id: int
    by: str
    who: str
    at: str
    iso: str
    text: str
    language: str
    direction: str
    foreign: bool
    note: bool
    delivered: str | None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What she was writing when something stopped it: it stands in its field again.

    ``form`` names the form; ``refusal`` says why, ``warn`` that Dutch goes to who reads none.
    """

    form: str
    refusal: str = ""
    warn: bool = False
    fields: Mapping[str, str] | None = None

    def field(self, name: str) -> str:
        """Return what stood in a field."""
        return (self.fields or {}).get(name, "")


NOTHING: Final = Draft(form="")


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page of a case, and the part of it that changes while it is open."""

    async def page(request: Request, member: Member) -> Response:
        return await case_page(parts, request, member)

    async def fragment(request: Request, member: Member) -> Response:
        found = await _found(parts, request, member, again=True)
        return parts.templates.page("desk/case-talk.html", **await view(parts, member, found))

    async def printed(request: Request, member: Member) -> Response:
        found = await _found(parts, request, member)
        return parts.templates.page("desk/case-print.html", **await view(parts, member, found))

    async def data(request: Request, member: Member) -> Response:
        found = await _found(parts, request, member)
        # The name of the file is ours: a case is letters only.
        name = f'attachment; filename="zaak-{found.case.id}.json"'
        return JSONResponse(as_data(found), headers={"Content-Disposition": name})

    return [
        Route("/desk/zaak/{case}/json", parts.admission.page(data)),
        Route("/desk/zaak/{case}", parts.admission.page(page)),
        Route("/desk/zaak/{case}/gesprek", parts.admission.page(fragment)),
        Route("/desk/zaak/{case}/print", parts.admission.page(printed)),
    ]


def as_data(found: CaseDetail) -> dict[str, Any]:
    """Return what was handed over and what was said, for who keeps a file of the case elsewhere."""
    case = found.case
    return {
        "case": case.id,
        "state": case.state.value,
        "about": case.about,
        "language": case.language,
        "urgency": case.urgency.value,
        "deadline": None if case.deadline is None else case.deadline.isoformat(),
        "requested_at": case.requested_at.isoformat(),
        "promised_at": case.promised_at.isoformat(),
        "identity": "not verified",
        "summary": found.summary.to_json(),
        "entries": [
            {
                "at": entry.at.isoformat(),
                "by": entry.by,
                "kind": entry.kind,
                "language": entry.language,
                "text": entry.text,
            }
            for entry in found.entries
        ],
    }


async def case_page(parts: DeskParts, request: Request, member: Member, draft: Draft = NOTHING) -> Response:
    """Return the page of a case; with a draft where something stopped what she sent."""
    found = await _found(parts, request, member)
    status = HTTPStatus.OK if draft is NOTHING else HTTPStatus.UNPROCESSABLE_ENTITY
    return parts.templates.page(
        "desk/case.html", status=status, **await view(parts, member, found), draft=draft
    )


async def view(parts: DeskParts, member: Member, found: CaseDetail) -> dict[str, Any]:
    """Return what the templates of a case show."""
    now = parts.now()
    colleagues = await parts.colleagues(member.account.team)
    names = {one.username: one.name for one in colleagues}
    case = found.case
    have = case.accompanied and (case.claimed_by == member.account.username)
    may = have or (case.accompanied and member.account.role.value == "coordinator")
    language = wording.LANGUAGES.get(case.language, case.language)
    return {
        "case": case,
        "about": case.about or "Geen onderwerp gekozen",
        "state": wording.STATES[case.state],
        "urgency": wording.URGENCY[case.urgency],
        "urgent": case.urgency is not Urgency.NORMAL,
        "language_name": language,
        "foreign": case.language != "nl",
        "deadline": None if case.deadline is None else wording.day(case.deadline),
        "requested": wording.moment(case.requested_at, now),
        "promised": wording.moment(case.promised_at, now),
        "overdue": case.state is CaseState.REQUESTED and case.promised_at < now,
        "consented": wording.moment(found.summary.consented_at, now),
        "sections": [
            (title, _lines(parts, found, section))
            for section, title in SECTIONS.items()
            if found.summary.of(section)
        ],
        "entries": [said(parts, one, names, now) for one in found.entries],
        "log": [logged(one, names, now) for one in found.log],
        "reachable": found.reachable,
        "have": have,
        "may": may,
        "can_claim": case.open and not have and (not case.accompanied or _meant_for(found, member)),
        "holder": names.get(case.offered_to or case.claimed_by or ""),
        "colleagues": [one for one in colleagues if one.username != member.account.username],
        "outcomes": wording.OUTCOMES,
        "outcome": wording.OUTCOMES.get(case.outcome or ""),
        "phrases": by_topic(parts.library.phrases.values()),
        "questions": by_topic(parts.library.questions.values()),
        "organisations": sorted(
            (one.name if isinstance(one.name, str) else one.name.source, one.id)
            for one in parts.library.organisations.values()
        ),
        "papers": [(key, text.source) for key, text in parts.library.papers.items()],
        **parts.nearby(member),
    }


def by_topic(book: Iterable[Spoken]) -> list[tuple[str, list[Spoken]]]:
    """Return phrases or questions under the names of their topics, in the order of the content."""
    topics: dict[str, list[Spoken]] = {}
    for one in book:
        topics.setdefault(wording.TOPICS[one.topic], []).append(one)
    return list(topics.items())


def said(parts: DeskParts, entry: Entry, names: Mapping[str, str], now: datetime) -> Said:
    """Return one thing that was said, as it is shown."""
    language = entry.language or "nl"
    known = parts.languages.by_code.get(language)
    who = {"resident": "Inwoner", "bot": "Gids", "note": "Notitie"}.get(entry.by, "")
    if entry.staff is not None:
        name = names.get(entry.staff, "een collega")
        who = f"Notitie van {name}" if entry.by == "note" else name
    return Said(
        id=entry.id,
        by=entry.by,
        who=who or "Medewerker",
        at=wording.moment(entry.at, now),
        iso=wording.iso(entry.at),
        text=entry.text,
        language=language,
        direction="ltr" if known is None else known.direction,
        foreign=language != "nl",
        note=entry.by == "note",
        delivered=None if entry.delivered is None else wording.DELIVERED[entry.delivered],
    )


def logged(line: LogLine, names: Mapping[str, str], now: datetime) -> str:
    """Return who did what, as a sentence."""
    who = names.get(line.staff or "") or wording.ROLES.get(line.role, line.role)
    return f"{wording.moment(line.at, now)} · {who} {wording.LOG.get(line.what, line.what)}"


def _lines(parts: DeskParts, found: CaseDetail, section: str) -> list[tuple[Line, str | None, str]]:
    """Return the lines of a section, each with her own words where they are in another language."""
    known = parts.languages.by_code.get(found.summary.language)
    direction = "ltr" if known is None else known.direction
    return [
        (line, line.own if line.own != line.nl and section == "question" else None, direction)
        for line in found.summary.of(section)
    ]


def _meant_for(found: CaseDetail, member: Member) -> bool:
    return found.case.offered_to == member.account.username or member.account.role.value == "coordinator"


async def _found(parts: DeskParts, request: Request, member: Member, *, again: bool = False) -> CaseDetail:
    """Return the case of the address; that somebody looked is logged once for each page, not for its news."""
    try:
        return await parts.desk.open(actor(member), request.path_params["case"], again=again)
    except NotFound:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
