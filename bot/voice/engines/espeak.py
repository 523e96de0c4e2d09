"""espeak-ng: the computer voice that is always there, in a process of its own.

One process for each clip: its licence stays apart (see ``bot/voice/espeak_worker``), a
crash or a hang ends with it, and the same text always gives the same samples.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.voice.base import Kind
from bot.voice.engine import Order
from bot.voice.silence import NoVoice, Reason
from bot.voice.sound import AudioError
from bot.voice.studio import Here

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.voice.base import Speech
    from bot.voice.sound import Sound
    from bot.voice.studio import Studio
    from bot.voice.vowelled import VowelledTexts

WORKER: Final = Path(__file__).parent.parent / "espeak_worker" / "__main__.py"

LONGEST: Final = 10.0
"""Seconds a clip may take. It takes a tenth of a second; what takes this long hangs."""

VOWEL_AND_SHADDA: Final = re.compile("([\u064b-\u0650])\u0651")
"""The order of Unicode's normal form, in which espeak-ng leaves the vowel out: "kull" for "kulla"."""

_NO_LIBRARY: Final = 3
"""The worker's exit status when espeak-ng is not there."""


def worker_command(worker: Path = WORKER) -> tuple[str, ...]:
    """Return how the worker is started: without this program's folder on its path."""
    return (sys.executable, "-I", str(worker))


@dataclass(frozen=True)
class Manner:
    """How espeak-ng speaks one language: its own name for the voice, and words a minute."""

    voice: str
    speed: int


class Espeak:
    """Speaks the languages it has a manner for.

    A language in ``vowelled`` is only spoken from its vowelled texts. ``command`` starts
    the worker; ``longest`` is in seconds. ``studio`` reads what the worker writes.
    """

    kind = Kind.ESPEAK
    local = True

    def __init__(
        self,
        manners: Mapping[str, Manner],
        *,
        vowelled: Mapping[str, VowelledTexts],
        command: Sequence[str] | None = None,
        longest: float = LONGEST,
        studio: Studio | None = None,
    ) -> None:
        self._manners = manners
        self._vowelled = vowelled
        self._command = tuple(command or worker_command())
        self._longest = longest
        self._studio = studio or Here()
        self._name = _name()

    def order(self, speech: Speech) -> Order:
        """Return the text as it is read; raise ``NoVoice`` for Arabic that nobody vowelled."""
        manner = self._manners.get(speech.language)
        if manner is None:
            raise NoVoice(Reason.LANGUAGE)
        if self._name is None:
            raise NoVoice(Reason.NO_WORKER)
        texts = self._vowelled.get(speech.language)
        text = (texts.say(speech) if texts is not None else speech.text).strip()
        text = VOWEL_AND_SHADDA.sub("\u0651\\1", text)
        if not any(letter.isalpha() for letter in text):
            raise NoVoice(Reason.NOTHING)
        return Order(engine=self._name, voice=manner.voice, speed=manner.speed, text=text)

    def sound(self, order: Order) -> Sound:
        """Start a worker, give it the text, and decode what it writes."""
        try:
            done = subprocess.run(  # noqa: S603  our own program; the text is not on its command line
                [*self._command, order.voice, str(order.speed)],
                input=order.text.encode(),
                capture_output=True,
                timeout=self._longest,
                check=False,
            )
        except subprocess.TimeoutExpired as error:  # the worker was killed
            raise NoVoice(Reason.WORKER_FAILED) from error
        except OSError as error:
            raise NoVoice(Reason.NO_WORKER) from error
        if done.returncode == _NO_LIBRARY:
            raise NoVoice(Reason.NO_WORKER)
        if done.returncode:
            raise NoVoice(Reason.WORKER_FAILED)
        try:
            return self._studio.decode(done.stdout)
        except AudioError as error:
            raise NoVoice(Reason.BAD_SOUND) from error


def _name() -> str | None:
    """Return the name of this engine with its version; the library itself is not loaded here."""
    try:
        return f"espeak-ng, espeakng-loader {version('espeakng-loader')}"
    except PackageNotFoundError:
        return None
