from __future__ import annotations

import json
import os
import resource
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from bot.voice import cache as module
from bot.voice.base import Clip, Kind
from bot.voice.cache import Cache, Label, Shelf
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
    put = Cache(tmp_path).put(KEY, DATA, LABEL, Shelf.AHEAD)

    got = Cache(tmp_path).get(KEY, Shelf.AHEAD)

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
    assert Cache(tmp_path).get(KEY, Shelf.AHEAD) is None
    assert Cache(tmp_path / "nowhere").get(KEY, Shelf.AHEAD) is None


def test_sidecar_holds_the_hash_of_the_text_and_not_the_text(tmp_path: Path) -> None:
    Cache(tmp_path).put(KEY, DATA, LABEL, Shelf.AHEAD)

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
    cache.put(KEY, DATA, LABEL, Shelf.AHEAD)
    (tmp_path / KEY[:2] / f"{KEY}.json").write_text(damage, encoding="utf-8")

    assert cache.get(KEY, Shelf.AHEAD) is None


@pytest.mark.parametrize("left", [None, b""], ids=["gone", "empty"])
def test_sidecar_without_its_sound_counts_as_no_clip(tmp_path: Path, left: bytes | None) -> None:
    cache = Cache(tmp_path)
    path = cache.put(KEY, DATA, LABEL, Shelf.AHEAD).path
    path.unlink()
    if left is not None:
        path.write_bytes(left)

    assert cache.get(KEY, Shelf.AHEAD) is None


def test_full_disk_gives_a_reason_and_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    with full_disk(), pytest.raises(NoVoice) as caught:
        cache.put(KEY, DATA, LABEL, Shelf.AHEAD)

    assert caught.value.reason is Reason.DISK
    assert files(tmp_path) == []
    assert cache.get(KEY, Shelf.AHEAD) is None


def test_folder_that_cannot_be_written_gives_a_reason(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(tmp_path / "voice")

    with pytest.raises(NoVoice) as caught:
        cache.put(KEY, DATA, LABEL, Shelf.AHEAD)

    assert caught.value.reason is Reason.DISK
    assert cache.get(KEY, Shelf.AHEAD) is None


def test_clip_with_own_values_is_deleted_an_hour_later(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    own = cache.put(KEY, DATA, LABEL, Shelf.PASSING)
    fixed = cache.put(sha256(b"fixed").hexdigest(), DATA, LABEL, Shelf.AHEAD)
    for path in (own.path, own.path.with_suffix(".json"), fixed.path):
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))

    cache.sweep(NOON + timedelta(minutes=59))
    after_59_minutes = cache.get(KEY, Shelf.PASSING)
    cache.sweep(NOON + timedelta(minutes=61))

    assert after_59_minutes == own
    assert files(tmp_path / "passing") == []
    assert fixed.path.exists()


def test_clip_with_own_values_is_not_taken_for_a_fixed_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, DATA, LABEL, Shelf.PASSING)

    assert cache.get(KEY, Shelf.AHEAD) is None


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


# --- what stays, and what goes ----------------------------------------------------


def shelved(cache: Cache, name: str, shelf: Shelf, minutes: int) -> Path:
    """Put a clip of 5004 bytes away that was used so many minutes after noon."""
    path = cache.put(sha256(name.encode()).hexdigest(), DATA, LABEL, shelf).path
    used = NOON.timestamp() + 60 * minutes
    os.utime(path, (used, used))
    return path


def test_each_shelf_keeps_its_own(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    put = [cache.put(KEY, DATA, LABEL, shelf) for shelf in Shelf]

    assert [cache.get(KEY, shelf) for shelf in Shelf] == put
    assert [clip.path.parent.name for clip in put] == [KEY[:2], "asked", "passing"]
    assert [clip.fixed for clip in put] == [True, True, False]


def test_too_many_clips_go_own_values_first_and_then_those_not_heard_the_longest(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=2 * len(DATA))
    ahead = shelved(cache, "ahead", Shelf.AHEAD, 0)
    oldest, newest, middle = (
        shelved(cache, f"asked {minutes}", Shelf.ASKED, minutes) for minutes in (1, 9, 5)
    )
    own = shelved(cache, "own", Shelf.PASSING, 10)

    cache.sweep(NOON + timedelta(minutes=11))

    assert [path.exists() for path in (ahead, oldest, newest, middle, own)] == [
        True,
        False,
        True,
        True,
        False,
    ]
    assert sorted(path.stem for path in tmp_path.rglob("*.json")) == sorted(
        path.stem for path in (ahead, newest, middle)
    )


def test_clip_that_is_heard_again_outlives_one_that_is_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=len(DATA))
    long_ago = -(10**7)
    heard, other = (
        shelved(cache, name, Shelf.ASKED, minutes) for name, minutes in (("a", long_ago), ("b", long_ago + 5))
    )

    cache.get(heard.stem, Shelf.ASKED)
    cache.sweep(NOON)

    assert [path.exists() for path in (heard, other)] == [True, False]


def test_clips_go_with_the_ids_that_providers_gave_them(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=0)
    path = shelved(cache, "asked", Shelf.ASKED, 0)
    cache.remember(path.stem, "file-1", channel="telegram", bot="11")

    cache.sweep(NOON)

    assert files(tmp_path) == []


def test_prune_deletes_what_was_rendered_ahead_of_another_text(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    today, gone = (shelved(cache, name, Shelf.AHEAD, 0) for name in ("today", "gone"))
    asked = shelved(cache, "asked", Shelf.ASKED, 0)
    for path in (today, gone):
        cache.remember(path.stem, f"id of {path.stem}", channel="telegram", bot="11")

    pruned = cache.prune({today.stem})

    assert pruned == 1
    assert [path.exists() for path in (today, gone, asked)] == [True, False, True]
    assert cache.media_id(today.stem, channel="telegram", bot="11") == f"id of {today.stem}"
    assert cache.media_id(gone.stem, channel="telegram", bot="11") is None


@pytest.mark.parametrize("gone", [".ogg", None], ids=["another process", "this one"])
def test_clip_that_was_found_and_is_gone_since_is_not_found(tmp_path: Path, gone: str | None) -> None:
    cache = Cache(tmp_path)
    clip = cache.put(KEY, DATA, LABEL, Shelf.AHEAD)
    cache.remember(KEY, "file-1", channel="telegram", bot="11")
    before = (cache.get(KEY, Shelf.AHEAD), cache.media_id(KEY, channel="telegram", bot="11"))

    if gone is None:
        cache.prune([])
    else:
        clip.path.with_suffix(gone).unlink()

    assert before == (clip, "file-1")
    assert cache.get(KEY, Shelf.AHEAD) is None


def test_id_of_the_provider_that_is_noted_anew_is_the_one_that_holds(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    found = []
    for media_id in ("file-1", "file-2"):
        cache.remember(KEY, media_id, channel="telegram", bot="11")
        found.append(cache.media_id(KEY, channel="telegram", bot="11"))

    assert found == ["file-1", "file-2"]


def test_most_clips_that_are_remembered_stay_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    cache = Cache(tmp_path)
    keys = [sha256(name.encode()).hexdigest() for name in "abc"]
    put = [cache.put(key, DATA, LABEL, Shelf.AHEAD) for key in keys]

    assert [cache.get(key, Shelf.AHEAD) for key in (*keys, *keys)] == [*put, *put]
