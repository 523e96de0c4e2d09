"""The clips that were made, on disk, found by what decides how they sound.

``ab/abcd….ogg`` is a clip and ``ab/abcd….json`` beside it says what it is; the second is
written last, so a clip without it is not there yet. No text is written down, only its hash.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeVar

from bot.voice.base import Clip, Kind
from bot.voice.files import write_whole
from bot.voice.silence import NoVoice, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

PASSING: Final = timedelta(hours=1)
"""How long a clip with a resident's own values is kept: the channel has it long before that."""

ORPHAN: Final = timedelta(days=1)
"""A part of a file that is older was left by a process that was killed."""


MOST_ASKED: Final = 500_000_000
"""Bytes on the shelves of what was asked for: about four thousand whole messages."""

REMEMBERED: Final = 4096
"""Of how many clips it is known without reading their sidecar what they are; a few hundred bytes each."""

K = TypeVar("K")
V = TypeVar("V")


class Shelf(Enum):
    """Where a clip lies, and so how long.

    ``AHEAD``: what is rendered ahead, until its text changes and ``prune`` is called.
    ``ASKED``: anything else that is the same for everybody, such as a whole message; the one
    that was not heard the longest goes when there are too many. ``PASSING``: a resident's own
    values are in it; until a sweep finds it an hour old.
    """

    AHEAD = ""
    ASKED = "asked"
    PASSING = "passing"


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
    """The clips below one folder. ``most`` is how many bytes of them may be ``ASKED`` or ``PASSING``."""

    def __init__(self, folder: Path, *, most: int = MOST_ASKED) -> None:
        self.folder = folder
        self._most = most
        self._clips: dict[tuple[str, Shelf], Clip] = {}
        self._media_ids: dict[str, dict[tuple[str, str], str]] = {}

    def get(self, key: str, shelf: Shelf) -> Clip | None:
        """Return a clip that was made before, None when it was not or is damaged."""
        known = self._clips.get((key, shelf))
        try:
            # A key has one sound and one sidecar for ever; only whether they are still there may change.
            clip = self._read(key, shelf) if known is None else known
            if not clip.path.stat().st_size:
                return None
            if shelf is Shelf.ASKED:
                os.utime(clip.path)  # heard now: not every disk notes when a file was read
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if known is None and shelf is not Shelf.PASSING:
            _remember(self._clips, (key, shelf), clip)
        return clip

    def _read(self, key: str, shelf: Shelf) -> Clip:
        place = self._place(key, shelf)
        label = json.loads(place.with_suffix(".json").read_bytes())
        return Clip(
            path=place,
            key=key,
            language=label["language"],
            kind=Kind(label["kind"]),
            engine=label["engine"],
            seconds=float(label["seconds"]),
            fixed=shelf is not Shelf.PASSING,
            speaker=None,
        )

    def put(self, key: str, data: bytes, label: Label, shelf: Shelf) -> Clip:
        """Keep a clip; raise ``NoVoice`` when the disk does not take it."""
        place = self._place(key, shelf)
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
            fixed=shelf is not Shelf.PASSING,
        )

    def media_id(self, key: str, *, channel: str, bot: str) -> str | None:
        """Return the provider's id of a clip for one bot of one channel."""
        known = self._media_ids.get(key, {})
        if (channel, bot) in known:
            return known[channel, bot]
        try:
            noted = json.loads(self._media(key, channel, bot).read_bytes())
            media_id = noted["media_id"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not isinstance(media_id, str):
            return None
        _remember(self._media_ids, key, {**known, (channel, bot): media_id})
        return media_id

    def remember(self, key: str, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip; raise ``OSError`` when the disk does not take it."""
        noted = {"channel": channel, "bot": bot, "media_id": media_id}
        write_whole(self._media(key, channel, bot), (json.dumps(noted) + "\n").encode())
        self._media_ids.pop(key, None)

    def discard(self, key: str) -> None:
        """Delete a clip with a resident's own values; what the disk keeps, a sweep deletes later."""
        self._delete(self._place(key, Shelf.PASSING))

    def sweep(self, now: datetime) -> None:
        """Delete what has had its time.

        Clips with a resident's own values that were made an hour ago, parts of files, and where
        there are too many clips those with own values and then those not heard the longest.
        """
        for path in self._in(self.folder / Shelf.PASSING.value, "*"):
            _delete_older(path, now - PASSING)
        for path in self._in(self.folder, "*/.*.part"):
            _delete_older(path, now - ORPHAN)
        clips = [
            (shelf is Shelf.ASKED, *_used(path), path)
            for shelf in (Shelf.PASSING, Shelf.ASKED)
            for path in self._in(self.folder / shelf.value, "*.ogg")
        ]
        excess = sum(size for _, _, size, _ in clips) - self._most
        for _, _, size, path in sorted(clips):
            if excess <= 0:
                break
            self._delete(path)
            excess -= size

    def prune(self, keep: Collection[str]) -> int:
        """Delete clips that were rendered ahead and speak nothing of today, ``keep`` being the keys that do.

        Returns how many. What was asked for goes when it is in the way, see ``sweep``.
        """
        gone = [path for path in self._in(self.folder, "??/*.ogg") if path.stem not in keep]
        for path in gone:
            self._delete(path)
        return len(gone)

    def _in(self, folder: Path, pattern: str) -> Iterator[Path]:
        with suppress(OSError):
            yield from folder.glob(pattern)

    def _delete(self, path: Path) -> None:
        """Delete a clip with its sidecar, which goes first, and the ids that providers gave it."""
        for shelf in Shelf:
            self._clips.pop((path.stem, shelf), None)
        self._media_ids.pop(path.stem, None)
        ids = self._in(self.folder / path.stem[:2], f"{path.stem}.*.media")
        for one in (path.with_suffix(".json"), path, *ids):
            with suppress(OSError):
                one.unlink(missing_ok=True)

    def _place(self, key: str, shelf: Shelf) -> Path:
        return self.folder / (shelf.value or key[:2]) / f"{key}.ogg"

    def _media(self, key: str, channel: str, bot: str) -> Path:
        # One file for each bot: two processes that note an id at once do not lose one.
        who = sha256(f"{channel}\0{bot}".encode()).hexdigest()[:12]
        return self.folder / key[:2] / f"{key}.{who}.media"


def _remember(known: dict[K, V], key: K, value: V) -> None:
    if len(known) >= REMEMBERED:
        known.pop(next(iter(known)))
    known[key] = value


def _used(path: Path) -> tuple[float, int]:
    """Return when a clip was last used and its bytes."""
    try:
        status = path.stat()
    except OSError:  # another process swept it
        return 0.0, 0
    return status.st_mtime, status.st_size


def _delete_older(path: Path, moment: datetime) -> None:
    with suppress(OSError):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
            path.unlink()
