"""Voice messages on their way out: behind their text, and never in its way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot import delivery as module
from bot.channels.base import VoiceMessage
from bot.channels.profiles import NARROW, TERMINAL
from bot.delivery import MOST_TRIES_ALOUD, Delivery
from bot.messages import Address, DeliveryError, ErrorKind, Part, Say, Speak
from bot.voice.speaker import MessageSpeaker
from tests.recording_channel import RecordingChannel, written
from tests.speaking_voice import WritingVoice
from tests.voice.test_speaker import forms, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.channels.base import Played
    from bot.messages import Delivery as Given
    from bot.messages import Outbound
    from bot.storage.base import Store, Unit
    from bot.voice.base import Clip, Speech

T = TypeVar("T")

FATIMA = Address("telegram", "fatima")
KARIM = Address("telegram", "karim")
CANNOT = "Dit kan ik niet voorlezen."
SPEAK = Speak((Part("nl", "Uw werk stopt.", "gids/begin.say"),), "nl", caption="Een computer.")
ASKED = replace(SPEAK, instead=CANNOT)
HERS = replace(ASKED, parts=(Part("nl", "Uiterlijk {until}.", "core/u", {"until": "morgen"}, own=True),))
RETRY, LIMITED, BLOCKED, REJECTED = ErrorKind


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Post:
    """What a turn does with the outbox, and what is found there afterwards."""

    def __init__(self, store: Store, voice: WritingVoice) -> None:
        self.store = store
        self.voice = voice
        self.clock = Clock()
        self.channel = RecordingChannel()
        speaker = MessageSpeaker(voice, forms(), number=numbered)
        self.delivery = Delivery(
            channels={self.channel.name: self.channel}, store=store, now=self.clock, speaker=speaker
        )

    async def takes(self, *deliveries: Given, to: Address = FATIMA) -> None:
        """Queue these in one transaction, and hand them over."""

        def job(unit: Unit) -> list[Outbound]:
            return unit.queue(unit.lock(to, self.clock.now).contact, to, deliveries, self.clock.now)

        self.delivery.hand_over(await self.store.run(job))

    async def delivers(self, *deliveries: Given) -> list[str]:
        """The same, and wait; return what the channel has taken until now."""
        await self.takes(*deliveries)
        await self.delivery.drain()
        return self.channel.texts

    async def tries_again(self) -> list[str]:
        self.clock.now += timedelta(seconds=10)
        await self.delivery.sweep()
        await self.delivery.drain()
        return self.channel.texts

    async def kept_ids(self) -> Sequence[str]:
        def job(unit: Unit) -> Sequence[str]:
            contact = unit.lock(FATIMA, self.clock.now).contact
            return unit.message_ids(contact, self.clock.now - timedelta(hours=48))

        return await self.store.run(job)


class CountingStore:
    """Counts the transactions that a store is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.jobs = 0

    async def run(self, job: Callable[[Unit], T]) -> T:
        self.jobs += 1
        return await self._store.run(job)

    async def close(self) -> None:
        await self._store.close()


@pytest.fixture
def post(store: Store, tmp_path: Path) -> Post:
    return Post(store, WritingVoice(tmp_path))


async def test_a_voice_message_goes_out_behind_its_text_and_can_be_deleted(post: Post) -> None:
    heard = await post.delivers(Say("Uw werk stopt.", "nl"), SPEAK)

    assert heard == ["Uw werk stopt.", "🔊 Uw werk stopt."]
    assert await post.kept_ids() == ["m1", "v1"]


async def test_a_sound_is_uploaded_once_for_each_account(post: Post) -> None:
    for account in ("42", "42", "43"):
        post.channel.account = account
        await post.delivers(SPEAK)

    first, again, other = post.channel.sounds
    assert first == VoiceMessage(first.path, 1.5, None, "Een computer.")
    assert again == replace(first, media_id=f"media-{first.path.stem}")
    assert other == first


async def test_what_is_hers_is_deleted_once_the_channel_has_it_and_no_id_is_kept(post: Post) -> None:
    await post.delivers(HERS)

    assert post.voice.discarded == ["nl: Uiterlijk morgen."]
    assert post.voice.media == {}


async def test_what_is_hers_stays_where_the_channel_keeps_nothing(post: Post) -> None:
    post.channel.capabilities = TERMINAL

    await post.delivers(HERS)

    assert (len(post.channel.sounds), post.voice.discarded) == (1, [])


async def test_a_recorded_voice_is_not_called_a_computer(post: Post) -> None:
    post.voice.recorded = frozenset({("nl", "gids/begin.say")})

    await post.delivers(SPEAK)

    assert [sound.caption for sound in post.channel.sounds] == [""]


@pytest.mark.parametrize(("speak", "heard"), [(SPEAK, ["Een."]), (ASKED, ["Een.", CANNOT])])
async def test_where_there_is_no_voice_the_text_is_out_and_who_asked_is_told(
    post: Post, speak: Speak, heard: list[str]
) -> None:
    post.voice.languages = frozenset()

    assert await post.delivers(Say("Een.", "nl"), speak) == heard
    assert await post.tries_again() == heard


async def test_a_channel_that_plays_nothing_is_told_so(post: Post) -> None:
    post.channel.capabilities = NARROW

    assert await post.delivers(ASKED) == [CANNOT]
    assert post.voice.said == []


async def test_without_a_speaker_rows_of_before_are_closed(post: Post) -> None:
    post.delivery = Delivery(channels={post.channel.name: post.channel}, store=post.store, now=post.clock)

    assert await post.delivers(SPEAK, ASKED, Say("Twee.", "nl")) == [CANNOT, "Twee."]


async def test_a_slow_clip_holds_nobody_else_up(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    made = asyncio.Event()
    joined = post.voice.joined

    async def slow(speeches: Sequence[Speech]) -> Clip | None:
        await made.wait()
        return await joined(speeches)

    monkeypatch.setattr(post.voice, "joined", slow)
    await post.takes(Say("Een.", "nl"), SPEAK)
    await post.takes(Say("Hallo.", "nl"), to=KARIM)
    while len(post.channel.taken) < 2:  # noqa: ASYNC110  nothing announces it
        await asyncio.sleep(0)
    before = sorted(post.channel.texts)
    made.set()
    await post.delivery.drain()

    assert before == ["Een.", "Hallo."]
    assert post.channel.texts[2:] == ["🔊 Uw werk stopt."]


async def test_a_clip_that_takes_too_long_is_given_up(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(speeches: Sequence[Speech]) -> Clip | None:
        await asyncio.Event().wait()
        return None

    monkeypatch.setattr(post.voice, "joined", never)
    monkeypatch.setattr(module, "LONGEST_CLIP", 0.01)

    assert await post.delivers(ASKED, Say("Twee.", "nl")) == [CANNOT, "Twee."]


@pytest.mark.parametrize("error", [DeliveryError(RETRY), DeliveryError(LIMITED, retry_after=7.0)])
async def test_a_sound_that_did_not_arrive_is_tried_again_in_order(post: Post, error: DeliveryError) -> None:
    post.channel.failures["🔊 Uw werk stopt."] = [error]

    assert await post.delivers(SPEAK, Say("Twee.", "nl")) == []
    assert await post.tries_again() == ["🔊 Uw werk stopt.", "Twee."]


@pytest.mark.parametrize(("speak", "heard"), [(SPEAK, ["Twee."]), (ASKED, [CANNOT, "Twee."])])
async def test_a_sound_that_never_arrives_does_not_hold_the_text_up_for_hours(
    post: Post, speak: Speak, heard: list[str]
) -> None:
    post.channel.failures["🔊 Uw werk stopt."] = [DeliveryError(RETRY) for _ in range(99)]

    await post.delivers(speak, Say("Twee.", "nl"))
    for _ in range(MOST_TRIES_ALOUD - 1):
        await post.tries_again()

    assert post.channel.texts == heard


@pytest.mark.parametrize(("speak", "heard"), [(SPEAK, ["Twee."]), (ASKED, [CANNOT, "Twee."])])
async def test_a_sound_that_is_refused_is_given_up_at_once(
    post: Post, speak: Speak, heard: list[str]
) -> None:
    post.channel.failures["🔊 Uw werk stopt."] = [DeliveryError(REJECTED)]

    assert await post.delivers(speak, Say("Twee.", "nl")) == heard


async def test_who_blocked_the_bot_is_told_nothing(post: Post) -> None:
    post.channel.failures["🔊 Uw werk stopt."] = [DeliveryError(BLOCKED)]

    assert await post.delivers(ASKED, Say("Twee.", "nl")) == []


# --- what makes sense only where she heard something -----------------------------

OFFER = (
    Say("Wilt u dat ik altijd voorlees?", "nl", if_heard=True),
    replace(SPEAK, parts=(Part("nl", "Wilt u dat?", "core/o"),), if_heard=True),
)


async def test_what_belongs_to_a_voice_message_follows_it(post: Post) -> None:
    assert await post.delivers(ASKED, *OFFER) == [
        "🔊 Uw werk stopt.",
        "Wilt u dat ik altijd voorlees?",
        "🔊 Wilt u dat?",
    ]


async def test_what_belongs_to_a_voice_message_stays_away_where_there_was_none(post: Post) -> None:
    post.voice.languages = frozenset()
    await post.delivers(ASKED, *OFFER)
    post.voice.languages = frozenset({"nl"})

    assert await post.delivers(Say("Twee.", "nl")) == [CANNOT, "Twee."]
    assert await post.tries_again() == [CANNOT, "Twee."]
    assert (await post.delivers(ASKED, *OFFER))[2:] == [
        "🔊 Uw werk stopt.",
        "Wilt u dat ik altijd voorlees?",
        "🔊 Wilt u dat?",
    ]


@pytest.mark.parametrize(
    ("fails", "heard"),
    [("Uw werk stopt.", [CANNOT, "Twee."]), ("Kies.", ["🔊 Uw werk stopt.", CANNOT, "Twee."])],
)
async def test_who_asked_is_told_once_whichever_part_has_no_voice(
    post: Post, fails: str, heard: list[str]
) -> None:
    second = replace(ASKED, parts=(Part("nl", "Kies.", "core/kies"),), if_heard=True)
    post.channel.failures[f"🔊 {fails}"] = [DeliveryError(REJECTED)]

    assert await post.delivers(ASKED, second, *OFFER, Say("Twee.", "nl")) == heard


async def test_what_belongs_to_a_voice_message_that_never_arrives_stays_away(post: Post) -> None:
    post.channel.failures["🔊 Uw werk stopt."] = [DeliveryError(RETRY) for _ in range(99)]

    await post.delivers(ASKED, *OFFER, Say("Twee.", "nl"))
    for _ in range(MOST_TRIES_ALOUD - 1):
        await post.tries_again()

    assert post.channel.texts == [CANNOT, "Twee."]


# --- one behind the other -----------------------------------------------------


async def counted(post: Post, *deliveries: Given) -> int:
    """Deliver these; return in how many transactions they were noted as sent."""
    rows = await post.store.run(
        lambda unit: unit.queue(unit.lock(FATIMA, post.clock.now).contact, FATIMA, deliveries, post.clock.now)
    )
    store = CountingStore(post.store)
    post.delivery = Delivery(
        channels={post.channel.name: post.channel},
        store=store,
        now=post.clock,
        speaker=MessageSpeaker(post.voice, forms(), number=numbered),
    )
    post.delivery.hand_over(rows)
    await post.delivery.drain()
    return store.jobs


async def test_voice_messages_one_behind_the_other_are_noted_at_once_and_their_text_before(
    post: Post,
) -> None:
    noted = await counted(post, Say("Kies een taal.", "nl"), SPEAK, SPEAK, SPEAK)

    assert noted == 2
    assert await post.kept_ids() == ["m1", "v1", "v2", "v3"]
    assert await post.tries_again() == ["Kies een taal.", *["🔊 Uw werk stopt."] * 3]


async def test_a_text_behind_voice_messages_goes_when_they_are_noted(post: Post) -> None:
    noted = await counted(post, SPEAK, SPEAK, Say("En nu?", "nl"), Say("Kies.", "nl"))

    assert noted == 3
    assert await post.kept_ids() == ["v1", "v2", "m1", "m2"]


async def test_a_voice_message_that_waited_a_second_is_noted_by_itself(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = post.channel.play

    async def slow(outbound: Outbound, sound: VoiceMessage) -> Played:
        post.clock.now += timedelta(seconds=0.6)
        return await play(outbound, sound)

    monkeypatch.setattr(post.channel, "play", slow)

    assert await counted(post, *[SPEAK] * 5) == 2  # three in 1.2 seconds, then two


async def test_what_was_heard_is_not_repeated_when_the_next_one_fails(post: Post) -> None:
    hers = "🔊 Uiterlijk {until}."
    post.channel.failures[hers] = [DeliveryError(RETRY)]
    await post.delivers(SPEAK, SPEAK, HERS, SPEAK)
    heard = "🔊 Uw werk stopt."
    before = list(post.channel.texts)

    assert (before, await post.tries_again()) == ([heard, heard], [heard, heard, hers, heard])


async def test_what_was_heard_is_not_repeated_when_the_next_one_breaks(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    hers = "🔊 Uiterlijk {until}."
    post.channel.failures[hers] = [RuntimeError("a fault of ours")]
    await post.delivers(SPEAK, HERS)
    post.clock.now += timedelta(seconds=30)  # the lease of what broke runs out

    assert await post.tries_again() == ["🔊 Uw werk stopt.", hers]
    assert [record.getMessage() for record in caplog.records] == ["delivery failed"]


@pytest.mark.parametrize("channel_refuses", [[], [DeliveryError(REJECTED)]])
async def test_voice_messages_on_their_way_when_she_erased_everything_are_taken_back(
    post: Post, monkeypatch: pytest.MonkeyPatch, channel_refuses: list[Exception]
) -> None:
    post.channel.failures["delete v1"] = channel_refuses
    play = post.channel.play

    async def erasing(outbound: Outbound, sound: VoiceMessage) -> Played:
        await post.store.run(lambda unit: unit.forget(unit.lock(FATIMA, post.clock.now).contact))
        return await play(outbound, sound)

    monkeypatch.setattr(post.channel, "play", erasing)
    await post.delivers(SPEAK, SPEAK)

    assert [written(one) for one in post.channel.begun][2:] == ["delete v1", "delete v2"]
