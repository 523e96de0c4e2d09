"""gTTS: Google Translate's voice over the network. Rendered ahead, never while a resident waits.

An operator switches it on. It gets fixed texts only, for the library does not check who
answers: certificates are not verified. The service promises nothing and blocks an address
that asks often, so a request goes out once a second at most, and after "too many
requests", or after a few failures in a row, none for an hour.

What the library lets pass is caught here: a text goes out in parts of our own, one
request each, so that a part that is missing is seen; and each part is decoded by itself,
so that a page of HTML or half a file is no clip.
"""

from __future__ import annotations

import re
import textwrap
from datetime import datetime, timedelta
from http import HTTPStatus
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from bot.voice.base import Kind
from bot.voice.deadline import within
from bot.voice.engine import Order
from bot.voice.files import write_whole
from bot.voice.silence import NoVoice, Reason
from bot.voice.sound import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.voice.base import Speech
    from bot.voice.sound import Sound

NAME: Final = "gTTS 1"
"""The service names no version of its voices. Raise the number to have every clip made again."""

TIMEOUTS: Final = (3.0, 8.0)
"""Seconds to connect, and without a byte."""

LONGEST: Final = 20.0
"""Seconds one request may take from its begin to its last byte, however the bytes drip in."""

PACE: Final = 1.0
"""Seconds between two requests."""

REST: Final = timedelta(hours=1)
MOST_FAILURES: Final = 3
LONGEST_PART: Final = 100
"""Characters the service takes at a time."""

# fmt: off
LANGUAGES: Final = frozenset({
    "af", "am", "ar", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi",
    "fr", "fr-CA", "gl", "gu", "ha", "hi", "hr", "hu", "id", "is", "it", "iw", "ja", "jw", "km", "kn", "ko",
    "la", "lt", "lv", "ml", "mr", "ms", "my", "ne", "nl", "no", "pa", "pl", "pt", "pt-PT", "ro", "ru", "si",
    "sk", "sq", "sr", "su", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "yue", "zh", "zh-CN",
    "zh-TW",
})
# fmt: on
"""What the library lists. Written down, for loading it takes longer than all the rest of the voice."""

PAUSE: Final = 0.25
"""Seconds between two parts: they end where a sentence or a phrase does."""

_PHRASE_END: Final = re.compile(r"(?<=[.!?؟።:;,،፣])\s+")


class Breaker:
    """Remembers in a file until when nothing may be asked, so that the next run knows it too."""

    def __init__(self, path: Path, *, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._failures = 0

    @property
    def open(self) -> bool:
        """Tell whether nothing may be asked now."""
        try:
            return self._now() < datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip())
        except (OSError, ValueError, TypeError):
            return False

    def trip(self) -> None:
        """Ask nothing for an hour."""
        self._failures = 0
        try:
            write_whole(self._path, f"{(self._now() + REST).isoformat()}\n".encode())
        except OSError as error:
            raise NoVoice(Reason.DISK) from error

    def failed(self) -> None:
        """Note a failure; a few in a row mean that the service is not there."""
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self.trip()

    def succeeded(self) -> None:
        """Note that the service answered."""
        self._failures = 0


class GoogleSpeech:
    """Asks the service, one part of a text after another.

    ``tld`` is the end of the service's host name. ``longest`` is how long one request may take;
    it, ``clock`` and ``pause`` are in seconds.
    """

    kind = Kind.GTTS
    local = False

    def __init__(  # noqa: PLR0913  what a test replaces stands apart from what an operator sets
        self,
        *,
        enabled: bool,
        breaker: Breaker,
        tld: str = "com",
        timeouts: tuple[float, float] = TIMEOUTS,
        longest: float = LONGEST,
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._enabled = enabled
        self._breaker = breaker
        self._tld = tld
        self._timeouts = timeouts
        self._longest = longest
        self._clock = clock
        self._pause = pause
        self._free_at = float("-inf")

    def order(self, speech: Speech) -> Order:
        """Return the text as it is sent; raise ``NoVoice`` for a resident's own values."""
        if speech.language not in LANGUAGES:
            raise NoVoice(Reason.LANGUAGE)
        if not speech.fixed:
            raise NoVoice(Reason.PERSONAL)
        if not any(letter.isalpha() for letter in speech.text):
            raise NoVoice(Reason.NOTHING)
        return Order(engine=NAME, voice=speech.language, speed=0, text=speech.text.strip())

    def sound(self, order: Order) -> Sound:
        """Ask for each part; raise ``NoVoice`` when one of them gives no sound."""
        if not self._enabled:
            raise NoVoice(Reason.SWITCHED_OFF)
        from bot.voice.audio import joined  # noqa: PLC0415  as below

        return joined([self._part(part, order.voice) for part in parts(order.text)], pause=PAUSE)

    def _part(self, text: str, language: str) -> Sound:
        import gtts  # noqa: PLC0415  loaded only where clips are rendered, never where residents are served

        from bot.voice.audio import decode, trimmed  # noqa: PLC0415  as above

        if self._breaker.open:
            raise NoVoice(Reason.BLOCKED)
        self._wait()
        request = gtts.gTTS(
            text,
            lang=language,
            tld=self._tld,
            timeout=self._timeouts,
            # The library's own are for English, and may make the text longer than one request takes.
            pre_processor_funcs=[],
        )
        try:
            sound = trimmed(decode(within(self._longest, lambda: b"".join(request.stream()))))
        except gtts.gTTSError as error:
            if error.rsp is not None and error.rsp.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                self._breaker.trip()
                raise NoVoice(Reason.BLOCKED) from error
            self._breaker.failed()
            raise NoVoice(Reason.SERVICE) from error
        except (TimeoutError, AudioError, AssertionError, ValueError) as error:
            # Respectively: not done in time; no sound or half of it; nothing left to say; not base64
            # or not UTF-8.
            self._breaker.failed()
            raise NoVoice(Reason.SERVICE) from error
        self._breaker.succeeded()
        return sound

    def _wait(self) -> None:
        early = self._free_at - self._clock()
        if early > 0:
            self._pause(early)
        self._free_at = self._clock() + PACE


def parts(text: str) -> list[str]:
    """Cut a text into parts that the service takes, at the end of a phrase where that can be."""
    found: list[str] = []
    for phrase in _PHRASE_END.split(" ".join(text.split())):
        for piece in textwrap.wrap(phrase, LONGEST_PART):
            if found and len(found[-1]) + 1 + len(piece) <= LONGEST_PART:
                found[-1] += f" {piece}"
            else:
                found.append(piece)
    return found
