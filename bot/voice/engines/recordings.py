"""Recordings by people: ``recordings/<language>/<message id>.ogg`` with a sidecar beside each.

A recording belongs to a message and to the wording that was recorded. When the text has
changed the recording is stale and is not played; when nobody has approved it neither. A text
that content fills has one recording for each filling, ``<message id>@<fingerprint>.ogg``.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.translations import fingerprint
from bot.voice.base import Clip, Kind
from bot.voice.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.voice.base import Speech

_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*(?:@[0-9a-f]{16})?")
"""What can be the name of a file below the folder; two dots in a row lead nowhere else."""

_FILLING: Final = "@"
"""Stands in no message id."""


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """What is known of a recording.

    ``of`` is the fingerprint of the text that was read, ``text`` that text; ``consent``
    says where the speaker's consent is kept; ``imported`` is the date of the import;
    ``approved_by`` is empty until somebody listened to it and approved. ``filled`` says that
    content filled the text, and ``inside`` holds the ids of the messages that it put there, with
    a space between two.
    """

    message_id: str
    language: str
    text: str
    of: str
    speaker: str
    consent: str
    imported: str
    approved_by: str
    seconds: float
    key: str
    filled: bool = False
    inside: str = ""

    @property
    def name(self) -> str:
        """Return the name of the recording below the folder of its language, without ending."""
        return f"{self.message_id}{_FILLING}{self.of}" if self.filled else self.message_id


def name_of(speech: Speech) -> str:
    """Return the name that the recording of a text has below the folder of its language."""
    message_id = speech.message_id or ""
    return f"{message_id}{_FILLING}{fingerprint(speech.filled)}" if speech.filled else message_id


class Recordings:
    """The recordings below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, speech: Speech) -> Clip | None:
        """Return the approved recording of today's wording, None when there is none."""
        sidecar = self._current(speech) if speech.fixed else None
        if sidecar is None or not sidecar.approved_by:
            return None
        path = self._place(speech.language, name_of(speech), ".ogg")
        if not path.is_file():
            return None
        return Clip(
            path=path,
            key=sidecar.key,
            language=speech.language,
            kind=Kind.RECORDING,
            engine="recording",
            seconds=sidecar.seconds,
            fixed=True,
            speaker=sidecar.speaker,
        )

    def stale(self, speeches: Iterable[Speech]) -> set[tuple[str, str]]:
        """Return language and name of each text that has no recording of its wording, but of another.

        ``speeches`` hold every filling of the messages among them: a recording of one that is not
        there is of a wording that nobody says any more.
        """
        today = {(speech.language, name_of(speech)): speech for speech in speeches if speech.message_id}
        old: set[tuple[str, str, str]] = set()
        current: set[tuple[str, str]] = set()
        for language in {language for language, _ in today}:
            for name, sidecar in self._all(language):
                speech = today.get((language, name))
                if speech is not None and sidecar.of == fingerprint(speech.wording):
                    current.add((language, name))
                else:
                    old.add((language, name.partition(_FILLING)[0], sidecar.inside))
        return {
            place
            for place, speech in today.items()
            if place not in current and (place[0], speech.message_id or "", " ".join(speech.inside)) in old
        }

    def waiting(self, speech: Speech) -> bool:
        """Tell whether there is a recording of today's wording that nobody approved yet."""
        sidecar = self._current(speech)
        return sidecar is not None and not sidecar.approved_by

    def sidecar(self, language: str, name: str) -> Sidecar | None:
        """Return what is known of a recording, see ``name_of``; None when there is none or it is damaged."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return Sidecar(**json.loads(self._place(language, name, ".json").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, data: bytes, sidecar: Sidecar) -> None:
        """Write a recording and its sidecar, over an older one; raise ``OSError`` when that fails."""
        if not _NAME.fullmatch(sidecar.name):
            raise ValueError(f"'{sidecar.name}' cannot be the name of a file")
        kept = replace(sidecar, key=sha256(data).hexdigest())
        # While one of the two is new the fingerprint would vouch for the wrong sound.
        self._place(kept.language, kept.name, ".json").unlink(missing_ok=True)
        write_whole(self._place(kept.language, kept.name, ".ogg"), data)
        self._write(kept)

    def approve(self, language: str, name: str, *, by: str) -> bool:
        """Note who listened to a recording and approved it; return False when there is none."""
        sidecar = self.sidecar(language, name)
        if sidecar is None:
            return False
        self._write(replace(sidecar, approved_by=by))
        return True

    def _current(self, speech: Speech) -> Sidecar | None:
        sidecar = self.sidecar(speech.language, name_of(speech))
        return sidecar if sidecar is not None and sidecar.of == fingerprint(speech.wording) else None

    def _all(self, language: str) -> Iterator[tuple[str, Sidecar]]:
        folder = self.folder / language
        for path in folder.rglob("*.json"):
            name = path.relative_to(folder).as_posix().removesuffix(".json")
            sidecar = self.sidecar(language, name)
            if sidecar is not None:
                yield name, sidecar

    def _write(self, sidecar: Sidecar) -> None:
        text = json.dumps(asdict(sidecar), ensure_ascii=False, indent=1)
        write_whole(self._place(sidecar.language, sidecar.name, ".json"), f"{text}\n".encode())

    def _place(self, language: str, name: str, ending: str) -> Path:
        # Not with_suffix(): what follows the last dot of a message id is not an ending.
        return self.folder / language / f"{name}{ending}"
