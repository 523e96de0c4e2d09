"""From the files that a speaker sends to recordings: known by their code, trimmed, levelled, encoded."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.reading import LETTERS_A_DIGIT
from bot.translations import fingerprint
from bot.voice.audio import decode, finished
from bot.voice.engines.recordings import Sidecar, name_of
from bot.voice.microphone import fault
from bot.voice.sound import AudioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bot.voice.base import Speech
    from bot.voice.engines.recordings import Recordings

FORMATS: Final = (".wav", ".m4a", ".webm", ".mp3", ".ogg", ".oga", ".opus")

_CODE: Final = re.compile(r"[a-z]{2,3}-[a-z2-7]{8}(?![a-z0-9])", re.IGNORECASE)

LONGEST_LETTER: Final = 1.0
SHORTEST_LETTER: Final = 0.02
"""Seconds per letter. Outside of these it is another sentence that was read, or half of it."""

NO_CODE: Final = (
    "its name does not begin with a code of today's sheet; "
    "the text may have changed: see `wegwijs voice sheet`"
)

SEVERAL: Final = "more than one of these files has this code: leave only the one to use"

AGAIN: Final = "record it again"

SPARE: Final = 3.0
"""Seconds that any recording may take on top: a single word is read slowly."""


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Who spoke, where the consent is kept, on which day this came in, and who approved it, if anyone."""

    speaker: str
    consent: str
    day: date
    approved_by: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of one file. ``problem`` says what to do; None when it was taken in."""

    path: Path
    speech: Speech | None
    problem: str | None


def files_in(places: Iterable[Path]) -> Iterator[Path]:
    """Yield each file that was named, and in a folder that was named each sound file, in order.

    There a file is one by its ending or by the code that its name begins with.
    """
    for place in places:
        if place.is_dir():
            yield from sorted(filter(_is_sound, place.rglob("*")))
        else:
            yield place


def _is_sound(path: Path) -> bool:
    # What begins with a dot is a computer's own note about a file.
    named = path.suffix.lower() in FORMATS or _code(path) is not None
    return named and not path.name.startswith(".") and path.is_file()


def _code(path: Path) -> str | None:
    found = _CODE.match(path.name)
    return found.group().lower() if found else None


def take_in(
    paths: Iterable[Path], by_code: Mapping[str, Speech], recordings: Recordings, provenance: Provenance
) -> Iterator[Taken]:
    """Make each file the recording of the text whose code its name begins with.

    The very sound that was approved for a text stays approved; another one waits to be.
    """
    coded = [(path, _code(path)) for path in paths]
    times = Counter(code for _, code in coded)
    for path, code in coded:
        speech = by_code.get(code) if code else None
        if speech is not None and times[code] > 1:
            yield Taken(path, speech, SEVERAL)
        elif speech is not None:
            yield Taken(path, speech, _take(path, speech, recordings, provenance))
        elif path.exists():
            yield Taken(path, None, NO_CODE)
        else:
            yield Taken(path, None, "there is no such file or folder")


def _take(path: Path, speech: Speech, recordings: Recordings, provenance: Provenance) -> str | None:
    """Take one file in; return what is wrong with it."""
    try:
        sound = decode(path.read_bytes())
        data, seconds = finished(sound)
        letters = sum(
            LETTERS_A_DIGIT if letter.isdecimal() else letter.isalpha() for letter in speech.wording
        )
        if not SHORTEST_LETTER * letters <= seconds <= LONGEST_LETTER * letters + SPARE:
            return (
                f"{seconds:.1f} seconds for {letters} letters: is this the text that was read? Else {AGAIN}"
            )
        problem = fault(sound)
        if problem is not None:
            return problem
        before = recordings.sidecar(speech.language, name_of(speech))
        # A folder is taken in again when a few of it were recorded anew: the others were listened to.
        this = (fingerprint(speech.wording), sha256(data).hexdigest())
        same = before is not None and (before.of, before.key) == this
        recordings.keep(
            data,
            Sidecar(
                message_id=speech.message_id or "",
                language=speech.language,
                text=speech.wording,
                of=fingerprint(speech.wording),
                speaker=provenance.speaker,
                consent=provenance.consent,
                imported=provenance.day.isoformat(),
                approved_by=provenance.approved_by or (before.approved_by if before and same else ""),
                seconds=round(seconds, 3),
                key="",
                filled=bool(speech.filled),
                inside=" ".join(speech.inside),
            ),
        )
    except AudioError as error:
        return f"{error}: {AGAIN}"
    except OSError as error:
        return error.strerror or "the file cannot be read or written"
    return None
