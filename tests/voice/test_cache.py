from __future__ import annotations

import json
import os
import resource
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from bot.voice.base import Clip, Kind
from bot.voice.cache import Cache, Label
from bot.voice.silence import NoVoice, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = sha256(b"a clip").hexdigest()
DATA = b"OggS" + bytes(5000)
LABEL = Label(
    language="nl",
    kind=Kind.ESPEAK,
    engine="espeak-ng",
    text="U moet nu bellen.",
    seconds=1.5,
    message_id="core/danger.now",
)
NOON = datetime(2027, 4, 1, 12, tzinfo=UTC)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond 1000 bytes: the system then refuses the rest, as a full disk does."""
    _, hard = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_clip_is_found_again(tmp_path: Path) -> None:
    put = Cache(tmp_path).put(KEY, DATA, LABEL, fixed=True)

    got = Cache(tmp_path).get(KEY, fixed=True)

    assert put == got
    assert got == Clip(
        path=tmp_path / KEY[:2] / f"{KEY}.ogg",
        key=KEY,
        language="nl",
        kind=Kind.ESPEAK,
        engine="espeak-ng",
        seconds=1.5,
        fixed=True,
    )
    assert got.path.read_bytes() == DATA
    assert got.by_computer


def test_clip_that_was_not_made_is_not_found(tmp_path: Path) -> None:
    assert Cache(tmp_path).get(KEY, fixed=True) is None
    assert Cache(tmp_path / "nowhere").get(KEY, fixed=True) is None


def test_sidecar_holds_the_hash_of_the_text_and_not_the_text(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, DATA, LABEL, fixed=True)

    sidecar = json.loads((tmp_path / KEY[:2] / f"{KEY}.json").read_text(encoding="utf-8"))

    assert sidecar == {
        "language": "nl",
        "kind": "espeak",
        "engine": "espeak-ng",
        "text_sha256": sha256(b"U moet nu bellen.").hexdigest(),
        "seconds": 1.5,
        "message_id": "core/danger.now",
    }


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"language": "nl"}', '{"kind": "parrot"}'])
def test_damaged_sidecar_counts_as_no_clip(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, DATA, LABEL, fixed=True)
    (tmp_path / KEY[:2] / f"{KEY}.json").write_text(damage, encoding="utf-8")

    assert cache.get(KEY, fixed=True) is None


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_sidecar_without_its_sound_counts_as_no_clip(tmp_path: Path, left: bytes | None) -> None:
    cache = Cache(tmp_path)
    path = cache.put(KEY, DATA, LABEL, fixed=True).path
    path.unlink()
    if left is not None:
        path.write_bytes(left)

    assert cache.get(KEY, fixed=True) is None


def test_full_disk_gives_a_reason_and_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    with full_disk(), pytest.raises(NoVoice) as caught:
        cache.put(KEY, DATA, LABEL, fixed=True)

    assert caught.value.reason is Reason.DISK
    assert files(tmp_path) == []
    assert cache.get(KEY, fixed=True) is None


def test_folder_that_cannot_be_written_gives_a_reason(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(tmp_path / "voice")

    with pytest.raises(NoVoice) as caught:
        cache.put(KEY, DATA, LABEL, fixed=True)

    assert caught.value.reason is Reason.DISK
    assert cache.get(KEY, fixed=True) is None


def test_clip_with_own_values_is_deleted_an_hour_later(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    own = cache.put(KEY, DATA, LABEL, fixed=False)
    fixed = cache.put(sha256(b"fixed").hexdigest(), DATA, LABEL, fixed=True)
    for path in (own.path, own.path.with_suffix(".json"), fixed.path):
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))

    cache.sweep(NOON + timedelta(minutes=59))
    after_59_minutes = cache.get(KEY, fixed=False)
    cache.sweep(NOON + timedelta(minutes=61))

    assert after_59_minutes == own
    assert files(tmp_path / "passing") == []
    assert fixed.path.exists()


def test_clip_with_own_values_is_not_taken_for_a_fixed_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, DATA, LABEL, fixed=False)

    assert cache.get(KEY, fixed=True) is None


def test_part_of_a_file_that_a_kill_left_is_swept_after_a_day(tmp_path: Path) -> None:
    part = tmp_path / "ab" / ".left.part"
    part.parent.mkdir()
    part.write_bytes(b"half")
    os.utime(part, (NOON.timestamp(), NOON.timestamp()))

    Cache(tmp_path).sweep(NOON + timedelta(hours=23))
    after_23_hours = files(tmp_path)
    Cache(tmp_path).sweep(NOON + timedelta(hours=25))

    assert (after_23_hours, files(tmp_path)) == (["ab/.left.part"], [])


def test_id_of_the_provider_is_kept_for_each_bot_of_each_channel(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.remember(KEY, "file-1", channel="telegram", bot="11")
    cache.remember(KEY, "file-2", channel="telegram", bot="22")
    cache.remember(KEY, "file-3", channel="telegram", bot="11")

    known = [
        Cache(tmp_path).media_id(KEY, channel=channel, bot=bot)
        for channel, bot in (("telegram", "11"), ("telegram", "22"), ("whatsapp", "11"))
    ]

    assert known == ["file-3", "file-2", None]


@pytest.mark.parametrize("damage", ["", "[]", '{"media_id": 5}'])
def test_damaged_id_counts_as_none(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.remember(KEY, "file-1", channel="telegram", bot="11")
    (path,) = tmp_path.rglob("*.media")
    path.write_text(damage, encoding="utf-8")

    assert cache.media_id(KEY, channel="telegram", bot="11") is None
