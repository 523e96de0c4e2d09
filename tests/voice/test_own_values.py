"""What speaks a resident's own values: how soon it is gone, and what is known of it until then."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.voice.cache import Shelf
from tests.voice.test_cache import DATA, KEY, LABEL
from tests.voice.test_chain import HELLO, NOON, OWN, Stage

if TYPE_CHECKING:
    from pathlib import Path

LATER = replace(OWN, text="uiterlijk vier april")


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


async def test_a_clip_of_an_hour_ago_goes_when_another_is_made(stage: Stage) -> None:
    old = await stage.voice.clip(OWN)
    assert old is not None
    before = (NOON - timedelta(minutes=61)).timestamp()
    for path in old.path.parent.iterdir():
        os.utime(path, (before, before))

    new = await stage.voice.clip(LATER)

    assert new is not None
    assert sorted(new.path.parent.iterdir()) == sorted([new.path, new.path.with_suffix(".json")])


async def test_its_sidecar_does_not_tell_which_message_it_is(stage: Stage) -> None:
    own, fixed = await stage.voice.clip(OWN), await stage.voice.clip(HELLO)

    assert own is not None
    assert fixed is not None
    told = [json.loads(clip.path.with_suffix(".json").read_bytes())["message_id"] for clip in (own, fixed)]
    assert told == [None, "core/greeted"]


async def test_an_id_that_a_provider_gave_it_is_not_used(stage: Stage) -> None:
    clip = await stage.voice.clip(OWN)
    assert clip is not None
    stage.cache.remember(clip.key, "media-1", channel="telegram", bot="42")

    assert stage.voice.media_id(clip, channel="telegram", bot="42") is None


def test_a_clip_that_is_deleted_takes_the_id_along_that_was_asked_for_before(stage: Stage) -> None:
    stage.cache.put(KEY, DATA, LABEL, Shelf.AHEAD)
    stage.cache.remember(KEY, "media-1", channel="telegram", bot="42")
    asked = stage.cache.media_id(KEY, channel="telegram", bot="42")

    stage.cache.prune(set())

    assert (asked, stage.cache.media_id(KEY, channel="telegram", bot="42")) == ("media-1", None)
