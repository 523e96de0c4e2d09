"""A case for the systems of a municipality: Klantcontact and Interne taak, with metadata for the archive.

The fields are those of the Klantinteracties API as Open Klant 2 has it, and of MDTO 1.1. Which
field holds what stands in docs/handoff.md. The Klantcontact holds only what the resident sent or
was sent: she may read it. What is for colleagues is in the Interne taak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.handoff.base import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.handoff.base import Case, Entry, LogLine
    from bot.handoff.summaries import Summary
    from bot.messages import JSON

ISO_639_2: Final = {"nl": "nld", "ar": "ara", "ti": "tir"}

LONGEST_SUBJECT: Final = 200
LONGEST_CONTENT: Final = 1000
"""Characters that the API takes. What is longer is cut here, and is whole in ``gesprek``."""

WHO: Final = {"resident": "inwoner", "staff": "gemeente", "bot": "wegwijs", "note": "notitie"}


@dataclass(frozen=True, kw_only=True)
class Exported:
    """Everything of one case that leaves, under the name of its file."""

    name: str
    body: dict[str, JSON]


def exported(  # noqa: PLR0913  keyword only: what a case consists of
    case: Case,
    summary: Summary,
    entries: Sequence[Entry],
    log: Sequence[LogLine],
    *,
    municipality: str,
    now: datetime,
) -> Exported:
    """Return a case as one JSON object. ``now`` is when it is exported."""
    body: dict[str, JSON] = {
        "klantcontact": _contact(case, summary, entries),
        "interneTaak": _task(case, entries),
        "gesprek": [_said(entry) for entry in entries if entry.by != "note"],
        "samenvatting": summary.to_json(),
        "mdto": _archive(case, log, municipality=municipality, now=now),
    }
    return Exported(name=f"{case.id}.json", body=body)


def _contact(case: Case, summary: Summary, entries: Sequence[Entry]) -> dict[str, JSON]:
    answers = [entry.text for entry in entries if entry.by == "staff"]
    return {
        "kanaal": "chat",
        "onderwerp": _cut(case.about or "Vraag aan een klantmanager", LONGEST_SUBJECT),
        "inhoud": _cut("\n".join(line.nl for line in summary.lines), LONGEST_CONTENT),
        "reactie": _cut("\n".join(answers), LONGEST_CONTENT),
        "indicatieContactGelukt": case.answered_at is not None,
        "taal": ISO_639_2.get(case.language, "mis"),
        "vertrouwelijk": True,
        "plaatsgevondenOp": case.requested_at.isoformat(),
        "metadata": {"wegwijs": case.id, "identiteit": "niet vastgesteld"},
    }


def _task(case: Case, entries: Sequence[Entry]) -> dict[str, JSON]:
    notes = [entry.text for entry in entries if entry.by == "note"]
    closed = case.state is CaseState.CLOSED
    return {
        "gevraagdeHandeling": _cut(
            f"Beantwoord de vraag over: {case.about or 'zie klantcontact'}", LONGEST_SUBJECT
        ),
        "toelichting": _cut("\n".join(notes), LONGEST_CONTENT),
        "status": "verwerkt" if closed else "te_verwerken",
        "toegewezenAanActoren": [] if case.claimed_by is None else [{"naam": case.claimed_by}],
        "afgehandeldOp": _moment(case.closed_at),
        "uiterlijk": case.promised_at.isoformat(),
        "urgentie": case.urgency.value,
        "eersteDatum": None if case.deadline is None else case.deadline.isoformat(),
        "uitkomst": case.outcome,
    }


def _archive(case: Case, log: Sequence[LogLine], *, municipality: str, now: datetime) -> dict[str, JSON]:
    ends = case.closed_at or case.last_at
    events: list[JSON] = [
        {
            "eventType": {"begripLabel": line.what},
            "eventTijd": line.at.isoformat(),
            "eventVerantwoordelijkeActor": {"verwijzingNaam": line.staff or line.role},
        }
        for line in log
    ]
    events.append({"eventType": {"begripLabel": "exported"}, "eventTijd": now.isoformat()})
    return {
        "identificatie": {"identificatieKenmerk": case.id, "identificatieBron": "Wegwijs"},
        "naam": f"Vraag in de chat: {case.about or case.id}",
        "aggregatieniveau": {"begripLabel": "Dossier"},
        "classificatie": {"begripLabel": "Klantcontact"},
        "taal": "nl-NL",
        "dekkingInTijd": {
            "dekkingInTijdType": {"begripLabel": "Looptijd"},
            "dekkingInTijdBegindatum": case.requested_at.date().isoformat(),
            "dekkingInTijdEinddatum": ends.date().isoformat(),
        },
        "event": events,
        "archiefvormer": {"verwijzingNaam": f"Gemeente {municipality}"},
        "beperkingGebruik": {"beperkingGebruikType": {"begripLabel": "Persoonsgegevens"}},
        "waardering": {"begripLabel": "Te vernietigen"},
    }


def _said(entry: Entry) -> dict[str, JSON]:
    return {
        "op": entry.at.isoformat(),
        "wie": WHO[entry.by],
        "soort": entry.kind,
        "taal": entry.language,
        "tekst": entry.text,
        **({"bij": dict(entry.body)} if entry.body else {}),
    }


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
