"""The clips that were made, on disk, found by what decides how they sound.

``ab/abcd….ogg`` is a clip and ``ab/abcd….json`` beside it says what it is; the second is
written last, so a clip without it is not there yet. Clips with a resident's own values
lie in ``passing/`` until a sweep finds them an hour old. No text is written down, only its hash.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.voice.base import Clip, Kind
from bot.voice.files import write_whole
from bot.voice.silence import NoVoice, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSING: Final = timedelta(hours=1)
"""How long a clip with a resident's own values is kept: the channel has it long before that."""

ORPHAN: Final = timedelta(days=1)
"""A part of a file that is older was left by a process that was killed."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a sidecar says about a clip. ``seconds`` is its length."""

    language: str
    kind: Kind
    engine: str
    text: str
    seconds: float
    message_id: str | None


class Cache:
    """The clips below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, *, fixed: bool) -> Clip | None:
        """Return a clip that was made before, None when it was not or is damaged."""
        place = self._place(key, fixed=fixed)
        try:
            label = json.loads(place.with_suffix(".json").read_bytes())
            path = place.with_suffix(".ogg")
            if not path.stat().st_size:
                return None
            return Clip(
                path=path,
                key=key,
                language=label["language"],
                kind=Kind(label["kind"]),
                engine=label["engine"],
                seconds=float(label["seconds"]),
                fixed=fixed,
                speaker=None,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, data: bytes, label: Label, *, fixed: bool) -> Clip:
        """Keep a clip; raise ``NoVoice`` when the disk does not take it."""
        place = self._place(key, fixed=fixed)
        sidecar = {
            "language": label.language,
            "kind": label.kind.value,
            "engine": label.engine,
            "text_sha256": sha256(label.text.encode()).hexdigest(),
            "seconds": round(label.seconds, 3),
            "message_id": label.message_id,
        }
        try:
            write_whole(place.with_suffix(".ogg"), data)
            write_whole(place.with_suffix(".json"), (json.dumps(sidecar, indent=1) + "\n").encode())
        except OSError as error:
            raise NoVoice(Reason.DISK) from error
        return Clip(
            path=place.with_suffix(".ogg"),
            key=key,
            language=label.language,
            kind=label.kind,
            engine=label.engine,
            seconds=round(label.seconds, 3),
            fixed=fixed,
        )

    def media_id(self, key: str, *, channel: str, bot: str) -> str | None:
        """Return the provider's id of a clip for one bot of one channel."""
        try:
            noted = json.loads(self._media(key, channel, bot).read_bytes())
            media_id = noted["media_id"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return media_id if isinstance(media_id, str) else None

    def remember(self, key: str, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip; raise ``OSError`` when the disk does not take it."""
        noted = {"channel": channel, "bot": bot, "media_id": media_id}
        write_whole(self._media(key, channel, bot), (json.dumps(noted) + "\n").encode())

    def discard(self, key: str) -> None:
        """Delete a clip with a resident's own values; what the disk keeps, a sweep deletes later."""
        place = self._place(key, fixed=False)
        for path in (place.with_suffix(".json"), place):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def sweep(self, now: datetime) -> None:
        """Delete clips with a resident's own values that were made an hour ago, and parts of files."""
        for path in self._in(self.folder / "passing", "*"):
            _delete_older(path, now - PASSING)
        for path in self._in(self.folder, "*/.*.part"):
            _delete_older(path, now - ORPHAN)

    def _in(self, folder: Path, pattern: str) -> Iterator[Path]:
        with suppress(OSError):
            yield from folder.glob(pattern)

    def _place(self, key: str, *, fixed: bool) -> Path:
        return self.folder / (key[:2] if fixed else "passing") / f"{key}.ogg"

    def _media(self, key: str, channel: str, bot: str) -> Path:
        # One file for each bot: two processes that note an id at once do not lose one.
        who = sha256(f"{channel}\0{bot}".encode()).hexdigest()[:12]
        return self.folder / key[:2] / f"{key}.{who}.media"


def _delete_older(path: Path, moment: datetime) -> None:
    with suppress(OSError):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            path.unlink()
