"""Puts the voice together from what stands in ``locales/languages.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.flows.content.document import ContentError, read
from bot.voice.base import Kind
from bot.voice.beside import Beside
from bot.voice.cache import MOST_ASKED, Cache
from bot.voice.chain import Chain
from bot.voice.engines.espeak import Espeak, Manner
from bot.voice.engines.gtts import Breaker, GoogleSpeech
from bot.voice.engines.recordings import Recordings
from bot.voice.studio import Here
from bot.voice.vowelled import VowelledTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.flows.content.document import Document, Mistake
    from bot.voice.studio import Studio

SPEEDS: Final = range(80, 451)
"""Words a minute that espeak-ng takes."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the voice finds its things.

    ``gtts`` lets the network voice be asked when rendering; ``most`` is the bytes of clips that
    were asked for, beside what is rendered ahead. ``compiled`` is where texts with their vowels
    are kept, so that they need not be read and checked again. ``beside`` has sound made in a
    process beside this one.
    """

    locales: Path
    cache: Path
    recordings: Path
    gtts: bool = False
    most: int = MOST_ASKED
    compiled: Path | None = None
    beside: bool = False


def open_voice(places: Places, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Chain:
    """Return the voice of every language; raise ``ContentError`` for what an editor must mend."""
    settings = _settings(read(places.locales / "languages.yaml", places.locales.parent))
    vowelled = {
        language: VowelledTexts.load(places.locales, language, places.compiled)
        for language, one in settings.items()
        if one.vowelled
    }
    manners = {language: one.manner for language, one in settings.items() if one.manner is not None}
    studio: Studio = Beside() if places.beside else Here()
    breaker = Breaker(places.cache / "gtts-not-before", now=now)
    return Chain(
        {language: one.chain for language, one in settings.items()},
        recordings=Recordings(places.recordings),
        engines={
            Kind.GTTS: GoogleSpeech(enabled=places.gtts, breaker=breaker),
            Kind.ESPEAK: Espeak(manners, vowelled=vowelled, studio=studio),
        },
        cache=Cache(places.cache, most=places.most),
        now=now,
        studio=studio,
    )


@dataclass(frozen=True)
class _Settings:
    chain: tuple[Kind, ...]
    manner: Manner | None
    vowelled: bool


def _settings(document: Document) -> Mapping[str, _Settings]:
    data = document.data
    if not isinstance(data, dict):
        raise ContentError([document.mistake((), "this file holds languages")])
    found: dict[str, _Settings] = {}
    mistakes: list[Mistake] = []
    for language, fields in data.items():
        one = _language(document, language, fields if isinstance(fields, dict) else {})
        if isinstance(one, _Settings):
            found[language] = one
        else:
            mistakes.append(one)
    if mistakes:
        raise ContentError(mistakes)
    return found


def _language(document: Document, language: str, fields: Mapping[str, object]) -> _Settings | Mistake:
    chain = fields.get("voice", [])
    if not isinstance(chain, list) or not set(chain) <= {kind.value for kind in Kind}:
        return document.mistake((language, "voice"), f"voice is a list of {', '.join(Kind)}")
    match fields.get("espeak"):
        case None if Kind.ESPEAK not in chain:
            manner, vowelled = None, False
        case {"voice": str(voice), "speed": int(speed), **rest} if (
            speed in SPEEDS and rest.keys() <= {"vowelled"} and isinstance(rest.get("vowelled", False), bool)
        ):
            manner, vowelled = Manner(voice, speed), bool(rest.get("vowelled", False))
        case _:
            return document.mistake(
                (language, "espeak"), "espeak has voice, speed (80 to 450) and, if need be, vowelled: true"
            )
    return _Settings(tuple(Kind(one) for one in chain), manner, vowelled)
