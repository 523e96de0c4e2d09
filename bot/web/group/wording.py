"""How the pages of a group say things, in Dutch: how long, how many, who, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.flows.screens.signal import Signal
from bot.groups.ending import NOWHERE
from bot.web.desk.wording import LANGUAGES, REFUSALS, day, iso, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

__all__ = ["REFUSALS", "day", "iso", "span"]

NO_GROUP: Final = (
    "Deze groep is er niet meer",
    "De groep is voorbij, of u doet er niet aan mee. U ziet niets meer van de deelnemers.",
)
NO_SEAT: Final = (
    "Deze deelnemer is er niet meer",
    "De deelnemer is weggegaan, of de groep is voorbij. U ziet niets meer van deze deelnemer.",
)
NOT_NOW: Final = "Dit kan nu niet. Kijk hoe het bord nu is."
TOO_SOON: Final[Mapping[str, str]] = {
    "zin": "Deze zin is net verstuurd. Wacht even, of kies een andere zin.",
    "punt": "Dit is net verstuurd. De deelnemer kiest zelf of het op de lijst komt.",
}
"""What is said of an action that was done a moment ago."""
TAKEN_ALREADY: Final = "Uw collega gaat daar al heen. Wilt u toch zelf? Kies dan Neem over."
UNTOLD: Final[Mapping[str, str]] = {
    "kom": "Loop naar de deelnemer toe. De deelnemer kreeg geen bericht.",
    "zin": "De zin is niet verstuurd. Loop naar de deelnemer toe en zeg het zelf.",
    "punt": "Dit is niet verstuurd. Loop naar de deelnemer toe en bespreek het samen.",
    "signaal": "De vraag is niet gesteld. Loop naar de deelnemer toe en vraag het zelf.",
}
"""What is said of an action where the bot can say nothing to a participant, and what to do instead."""
TELL_WHO_RUNS_IT: Final = "Wegwijs werkt nu niet voor deze deelnemer. Meld het bij de beheerder."
NO_PLACE: Final = "Schrijf waar u bent, bijvoorbeeld: bibliotheek. Hoogstens 60 tekens."
TOLD: Final[Mapping[str, str]] = {
    "zin": "Verstuurd. De deelnemer leest het in de eigen taal.",
    "punt": "Verstuurd. De deelnemer kiest zelf of het op de lijst komt.",
    "signaal": "Gevraagd. De deelnemer kiest zelf wat er gebeurt.",
}
"""What is said once an action is done whose result the card itself does not show."""

NO_LANGUAGE: Final = "Nog geen taal gekozen"

TIMES: Final[Mapping[str, str]] = {
    "0-30": "Korter dan een half uur",
    "30-60": "Een half uur tot 1 uur",
    "60-120": "1 uur tot 2 uur",
    "120+": "2 uur of langer",
}
"""How long somebody took part."""

SIGNALS: Final[Mapping[Signal, str]] = {
    Signal.DIGITAL: "Digitale hulp blijft nodig",
    Signal.OTHER: "Er is iets anders aan de hand",
}
FULL: Final = "Er zijn al 2 begeleiders in deze groep."


def left(passed: timedelta) -> str:
    """Return how long something still lasts, as "25 minuten" or "1 uur en 5 minuten", rounded up."""
    minutes = max(-(-passed // timedelta(minutes=1)), 0)
    hours, rest = divmod(minutes, 60)
    some = f"{rest} {'minuut' if rest == 1 else 'minuten'}"
    if hours == 0:
        return some
    return f"{hours} uur" if rest == 0 else f"{hours} uur en {some}"


@dataclass(frozen=True)
class Ago:
    """How long ago something was, as a card says it; the browser counts on with the same words."""

    at: datetime
    now: datetime
    just: str
    then: str

    @property
    def iso(self) -> str:
        """The moment itself, as it is written in ``<time>``."""
        return iso(self.at)

    @property
    def said(self) -> str:
        """What it says: ``just`` in the first minute, then ``then`` with "12 min" or "3 uur" in it."""
        passed = max(self.now - self.at, timedelta())
        return self.just if passed < timedelta(minutes=1) else self.then.format(ago=span(passed))


def waits(at: datetime, now: datetime) -> Ago:
    """Return how long a hand has been up."""
    return Ago(at, now, "zojuist", "wacht {ago}")


def idle(at: datetime, now: datetime) -> Ago:
    """Return how long ago somebody did something."""
    return Ago(at, now, "net nog bezig", "laatst bezig {ago} geleden")


def language(code: str) -> str:
    """Return the name of a language; of who chose none yet, that she did not."""
    return NO_LANGUAGE if code in {"", NOWHERE} else LANGUAGES.get(code, code)


def people(count: int) -> str:
    """Return how many take part."""
    if count == 0:
        return "Nog geen deelnemers"
    return "1 deelnemer" if count == 1 else f"{count} deelnemers"


def helpers(names: Sequence[str]) -> str:
    """Return who helps, by name."""
    label = "Begeleider" if len(names) == 1 else "Begeleiders"
    return f"{label}: {' en '.join(names)}"


def actions(done: int, left_to_do: int) -> str:
    """Return what is done of her list and what is not; "" where it is empty."""
    return f"{done} gedaan, {left_to_do} te doen" if done or left_to_do else ""
