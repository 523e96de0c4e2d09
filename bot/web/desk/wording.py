"""How the desk says things, in Dutch: states, urgency, the log, times, and why something is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.flows.engine import AMSTERDAM
from bot.handoff.base import CaseState, Delivered, Urgency
from bot.messages import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

STATES: Final[Mapping[CaseState, str]] = {
    CaseState.REQUESTED: "nieuw",
    CaseState.CLAIMED: "in gesprek",
    CaseState.TRANSFERRED: "doorgegeven",
    CaseState.WAITING: "wacht op de inwoner",
    CaseState.RELEASED: "terug bij de gids",
    CaseState.CLOSED: "gesloten",
}
URGENCY: Final[Mapping[Urgency, str]] = {
    Urgency.NOW: "Spoed",
    Urgency.SOON: "Snel: een laatste dag komt voor het antwoord",
    Urgency.NORMAL: "Gewoon",
}
DELIVERED: Final[Mapping[Delivered, str]] = {
    Delivered.WAITING: "onderweg",
    Delivered.SENT: "verstuurd",
    Delivered.UNKNOWN: "niet bekend of het is aangekomen",
}
LOG: Final[Mapping[str, str]] = {
    "requested": "vroeg om een mens",
    "opened": "bekeek de zaak",
    "claimed": "nam de zaak",
    "transferred": "gaf de zaak door",
    "waiting": "wacht op de inwoner",
    "released": "gaf het gesprek terug aan de gids",
    "silent": "hoorde 72 uur niets: het gesprek ging terug naar de gids",
    "overdue": "meldde dat het antwoord later komt",
    "wrote": "schreef de inwoner",
    "answered": "antwoordde en sloot de zaak",
    "noted": "maakte een notitie",
    "pointed": "zette een actiepunt klaar",
    "closed": "sloot de zaak",
    "exported": "gaf de zaak aan het archief",
    "withdrawn": "trok de vraag in",
    "erased": "wiste de eigen gegevens",
    "emergency": "schreef woorden van gevaar",
}
OUTCOMES: Final[Mapping[str, str]] = {
    "answered": "Vraag beantwoord",
    "helped": "Geholpen in het gesprek",
    "referred": "Verwezen naar een andere organisatie",
    "appointment": "Afspraak gemaakt",
    "unreachable": "Niet meer bereikt",
    "erased": "De inwoner wiste de eigen gegevens",
    "asked-anew": "De inwoner vroeg opnieuw",
}
ROLES: Final[Mapping[str, str]] = {
    "klantmanager": "klantmanager",
    "coordinator": "coördinator",
    "resident": "inwoner",
    "wegwijs": "Wegwijs",
}
LANGUAGES: Final[Mapping[str, str]] = {"nl": "Nederlands", "ar": "Arabisch", "ti": "Tigrinya"}
REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.BSN: "Hier staat een nummer dat op een BSN lijkt. Dat mag niet in de chat. Haal het weg. "
    "Is het een telefoonnummer? Begin met 0.",
    Refusal.CODE: "Hier staat een code. Die mag niet in de chat. Haal hem weg.",
    Refusal.PASSWORD: "Hier staat een wachtwoord. Dat mag niet in de chat. Haal het weg.",
}
TOPICS: Final[Mapping[str, str]] = {
    "contact": "Contact",
    "bellen": "Bellen",
    "afspraak": "Afspraak",
    "papieren": "Papieren",
    "uitleg": "Uitleg",
    "situatie": "Situatie",
    "einde": "Einde",
}


def day(at: date) -> str:
    """Return a day as "ma 23 november"."""
    from babel.dates import format_date  # noqa: PLC0415  it takes memory that a bot without a desk need not have

    return format_date(at, "EEE d MMMM", locale="nl")


def moment(at: datetime, now: datetime) -> str:
    """Return a time as "10.30" today, and with its day before or after."""
    local, today = at.astimezone(AMSTERDAM), now.astimezone(AMSTERDAM).date()
    clock = f"{local:%H.%M}"
    return clock if local.date() == today else f"{day(local.date())} {clock}"


def since(at: datetime, now: datetime) -> str:
    """Return how long ago something was, as "12 min", "3 uur" or "2 dagen"."""
    return span(max(now - at, timedelta()))


def span(passed: timedelta) -> str:
    """Return a length of time in the same words."""
    minutes = passed // timedelta(minutes=1)
    if minutes < 60:  # noqa: PLR2004  of an hour
        return f"{minutes} min"
    hours = minutes // 60
    if hours < 48:  # noqa: PLR2004  up to two days hours say more
        return f"{hours} uur"
    return f"{hours // 24} dagen"


def iso(at: datetime) -> str:
    """Return a time for the ``datetime`` of a ``<time>``."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
