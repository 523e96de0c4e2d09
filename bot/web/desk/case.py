"""The page of one case: its summary, the chat, and all that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.flows.engine import AMSTERDAM
from bot.handoff import changes
from bot.handoff.base import CaseState, Urgency
from bot.handoff.changes import ANSWERED, OUTCOMES
from bot.handoff.states import NotFound
from bot.web.desk import wording
from bot.web.desk.book import book
from bot.web.desk.parts import actor
from bot.web.desk.talk import direction, logged, said
from bot.web.points import point_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.handoff.actors import CaseDetail, Preview
    from bot.handoff.summaries import Line
    from bot.web.desk.admission import Member
    from bot.web.desk.parts import DeskParts

SECTIONS: Final = {
    "question": "De vraag",
    "who": "Wie, en hoe te bereiken",
    "steps": "Stappen",
    "answers": "Antwoorden",
    "organisations": "Andere organisaties",
    "help": "Wat in de weg staat",
}
"""In the order in which a klantmanager needs them."""

CHOSEN_OUTCOMES: Final = OUTCOMES - {ANSWERED}
"""What she who closes a case can say of it. Answering without a claim says the other by itself."""

MOST_TRANSLATED: Final = 20
"""Messages, the last ones, of which a machine is asked for a translation."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What she was writing when something stopped it: it stands in its field again.

    ``form`` names the form; ``refusal`` says why, ``warn`` that Dutch goes to who reads none;
    ``preview`` is how a phrase would be read.
    """

    form: str
    refusal: str = ""
    warn: bool = False
    fields: Mapping[str, str] | None = None
    papers: tuple[str, ...] = ()
    preview: Preview | None = None

    def field(self, name: str) -> str:
        """Return what stood in a field."""
        return (self.fields or {}).get(name, "")


NOTHING: Final = Draft(form="")

POINT: Final = "actiepunt"
"""The form of an action point: the last part of its address."""


def routes(parts: DeskParts) -> list[BaseRoute]:
    """Return the page of a case, and the part of it that changes while it is open."""

    async def page(request: Request, member: Member) -> Response:
        return await case_page(parts, request, member)

    async def fragment(request: Request, member: Member) -> Response:
        found = await _found(parts, request, member, again=True)
        return parts.templates.page("desk/case-talk.html", **await talk(parts, member, found))

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
    after = await parts.feed.end()  # before the rest: what happens meanwhile is told again
    found = await _found(parts, request, member)
    shown = draft is NOTHING or draft.preview is not None
    status = HTTPStatus.OK if shown else HTTPStatus.UNPROCESSABLE_ENTITY
    shows = await view(parts, member, found)
    typed = draft.fields if draft.form == POINT else None
    foreign = shows["language_name"] if draft.warn and draft.form == POINT else ""
    address = f"/desk/zaak/{found.case.id}/{POINT}#gesprek"
    point = point_form(parts.library, address, typed, foreign=foreign)
    return parts.templates.page(
        "desk/case.html", status=status, **shows, draft=draft, after=after, point=point
    )


async def talk(parts: DeskParts, member: Member, found: CaseDetail) -> dict[str, Any]:
    """Return what the part of the page that changes shows."""
    now, case = parts.now(), found.case
    names = {one.username: one.name for one in await parts.colleagues(member.account.team)}
    translated = await _translated(parts, found)
    return {
        "state": wording.STATES[case.state],
        "outcome": wording.OUTCOMES.get(case.outcome or ""),
        "entries": [said(one, parts.languages, names, now, translated.get(one.id)) for one in found.entries],
    }


async def view(parts: DeskParts, member: Member, found: CaseDetail) -> dict[str, Any]:
    """Return what the templates of a case show."""
    now = parts.now()
    colleagues = await parts.colleagues(member.account.team)
    names = {one.username: one.name for one in colleagues}
    case = found.case
    who = actor(member)
    have = case.accompanied and case.claimed_by == who.id
    may = changes.has(case, who)
    today = now.astimezone(AMSTERDAM).date()
    return {
        "case": case,
        "about": case.about or "Geen onderwerp gekozen",
        "urgency": wording.URGENCY[case.urgency],
        "urgent": case.urgency is not Urgency.NORMAL,
        "language_name": wording.LANGUAGES.get(case.language, case.language),
        "direction_of_hers": direction(parts.languages, case.language),
        "foreign": case.language != "nl",
        "deadline": None if case.deadline is None else wording.day(case.deadline),
        "requested": wording.moment(case.requested_at, now),
        "promised": wording.moment(case.promised_at, now),
        "overdue": case.state is CaseState.REQUESTED and case.promised_at < now,
        "consented": wording.moment(found.summary.consented_at, now),
        "sections": [
            (title, _lines(found, section))
            for section, title in SECTIONS.items()
            if found.summary.of(section)
        ],
        "log": [logged(one, names, now) for one in found.log],
        "reachable": found.reachable,
        "may": may,
        "can_claim": not have and changes.may_claim(case, who),
        "holder": names.get(case.offered_to or case.claimed_by or ""),
        "colleagues": [one for one in colleagues if one.username != member.account.username],
        "outcomes": [(key, title) for key, title in wording.OUTCOMES.items() if key in CHOSEN_OUTCOMES],
        "book": book(parts.library, parts.languages, case.language, today) if may else (),
        "organisations": sorted(
            (one.name if isinstance(one.name, str) else one.name.source, one.id)
            for one in parts.library.organisations.values()
        ),
        "papers": [(key, text.source) for key, text in parts.library.papers.items()],
        **await talk(parts, member, found),
        **parts.nearby(member),
    }


def _lines(found: CaseDetail, section: str) -> list[tuple[Line, str, str | None]]:
    """Return the lines of a section: in Dutch, what of it are her own words stands apart."""
    return [(line, *_apart(line)) for line in found.summary.of(section)]


def _apart(line: Line) -> tuple[str, str | None]:
    if line.id != "question" and not line.id.startswith("added"):
        return line.nl, None
    label, colon, own = line.nl.partition(": ")
    if line.id == "question" and colon:
        return "", own  # the heading says what it is
    return (f"{label}:", own) if colon else (line.nl, None)


async def _translated(parts: DeskParts, found: CaseDetail) -> dict[int, str | None]:
    """Return what a translation server makes of what she wrote last, by entry."""
    language = found.case.language
    asked = [one for one in found.entries if one.by == "resident" and one.language == language != "nl"]
    asked = asked[-MOST_TRANSLATED:]
    given = await parts.translator.translate([one.text for one in asked], language, "nl")
    return {one.id: text for one, text in zip(asked, given, strict=True)}


async def _found(parts: DeskParts, request: Request, member: Member, *, again: bool = False) -> CaseDetail:
    """Return the case of the address; that somebody looked is logged once for each page, not for its news."""
    try:
        return await parts.desk.open(actor(member), request.path_params["case"], again=again)
    except NotFound:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
