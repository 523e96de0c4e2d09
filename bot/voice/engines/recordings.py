"""Recordings by people: ``recordings/<language>/<message id>.ogg`` with a sidecar beside each.

A recording belongs to a message and to the wording that was recorded. When the text has
changed the recording is stale and is not played; when nobody has approved it neither.
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
    from pathlib import Path

    from bot.voice.base import Speech

_MESSAGE_ID: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
"""What can be the name of a file below the folder; two dots in a row lead nowhere else."""


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """What is known of a recording.

    ``of`` is the fingerprint of the text that was read, ``text`` that text; ``consent``
    says where the speaker's consent is kept; ``recorded`` is the date of the import;
    ``approved_by`` is empty until somebody listened to it and approved.
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


class Recordings:
    """The recordings below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, speech: Speech) -> Clip | None:
        """Return the approved recording of today's wording, None when there is none."""
        sidecar = self.sidecar(speech.language, speech.message_id or "") if speech.fixed else None
        if sidecar is None or not sidecar.approved_by or sidecar.of != fingerprint(speech.written):
            return None
        path = self._place(speech.language, sidecar.message_id, ".ogg")
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

    def stale(self, speech: Speech) -> bool:
        """Tell whether there is a recording of this message, but of another wording."""
        sidecar = self.sidecar(speech.language, speech.message_id or "")
        return sidecar is not None and sidecar.of != fingerprint(speech.written)

    def waiting(self, speech: Speech) -> bool:
        """Tell whether there is a recording of today's wording that nobody approved yet."""
        sidecar = self.sidecar(speech.language, speech.message_id or "")
        return sidecar is not None and sidecar.of == fingerprint(speech.written) and not sidecar.approved_by

    def sidecar(self, language: str, message_id: str) -> Sidecar | None:
        """Return what is known of the recording of a message; None when there is none or it is damaged."""
        if not _MESSAGE_ID.fullmatch(message_id):
            return None
        try:
            return Sidecar(**json.loads(self._place(language, message_id, ".json").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, data: bytes, sidecar: Sidecar) -> None:
        """Write a recording and its sidecar, over an older one; raise ``OSError`` when that fails."""
        if not _MESSAGE_ID.fullmatch(sidecar.message_id):
            raise ValueError(f"'{sidecar.message_id}' cannot be the name of a file")
        kept = replace(sidecar, key=sha256(data).hexdigest())
        # While one of the two is new the fingerprint would vouch for the wrong sound.
        self._place(kept.language, kept.message_id, ".json").unlink(missing_ok=True)
        write_whole(self._place(kept.language, kept.message_id, ".ogg"), data)
        self._write(kept)

    def approve(self, language: str, message_id: str, *, by: str) -> bool:
        """Note who listened to a recording and approved it; return False when there is none."""
        sidecar = self.sidecar(language, message_id)
        if sidecar is None:
            return False
        self._write(replace(sidecar, approved_by=by))
        return True

    def _write(self, sidecar: Sidecar) -> None:
        text = json.dumps(asdict(sidecar), ensure_ascii=False, indent=1)
        write_whole(self._place(sidecar.language, sidecar.message_id, ".json"), f"{text}\n".encode())

    def _place(self, language: str, message_id: str, ending: str) -> Path:
        # Not with_suffix(): what follows the last dot of a message id is not an ending.
        return self.folder / language / f"{message_id}{ending}"
