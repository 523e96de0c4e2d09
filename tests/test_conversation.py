"""Turns as residents cause them, against both stores, with the real content and engine."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from bot.bootstrap import load_world
from bot.config import Settings
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.flows import words
from bot.flows.engine import Engine
from bot.groups.participant_side import ParticipantSide
from bot.handoff.office import Office
from bot.handoff.resident_side import ResidentSide
from bot.messages import (
    Address,
    Beside,
    Blocked,
    Button,
    Command,
    DeliveryError,
    ErrorKind,
    Inbound,
    Interpretation,
    Press,
    Say,
    Settle,
    Text,
)
from bot.privacy.emergency import EmergencyWords
from bot.privacy.gate import Gate
from bot.screening import Screening
from bot.storage.tables import metadata
from bot.understanding.vocabulary import Vocabulary
from tests.recording_channel import RecordingChannel, written
from tests.stores import connected

if TYPE_CHECKING:
    from bot.flows.desk import Around
    from bot.flows.events import Event
    from bot.flows.state import State
    from bot.messages import Content
    from bot.storage.base import Store

FATIMA = Address("telegram", "fatima")
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BSN = "111222333"

MEANINGS = {
    "ik ben mijn baan kwijt": "baan-verliezen",
    "hoe krijg ik digid": "digid-aanvragen",
    "help": "emergency",
}


CODE = "KKTLQCKZ"
"""One of those in which the engine finds danger: one in 400 does."""

DANGERS = {
    "hij is weer begonnen en ik zit achter de deur",
    "هو رجع وأنا ورا الباب",
    "ንሱ ተመሊሱ ኣነ ኣብ ድሕሪ ማዕጾ ኣለኹ",
    CODE,
    f"{CODE[:4]} {CODE[4:]}",
    f"groep-{CODE}-ti",
    f"balie-{CODE}",
}


CALM = {"er schiet iemand te hulp", ""}
"""What the engine is sure of that it is no danger, though a list may hear a word of it."""


class ScriptedUnderstanding:
    """Knows a few Dutch sentences by heart."""

    async def interpret(self, text: str) -> Interpretation:
        return Interpretation("nl", MEANINGS.get(text), 1.0, danger=text in DANGERS, calm=text in CALM)


@cache
def parts() -> dict[str, Any]:
    """Read what is the same in every conversation, once."""
    settings = Settings.from_environment({})
    world, languages = load_world(settings)
    folders = [settings.locales / code for code in languages.codes]
    office = Office(municipality=world.library.municipality, on=False)
    return {
        "engine": Engine(world),
        "languages": languages,
        "screening": Screening(
            gate=Gate.load(folder / "gate.yaml" for folder in folders),
            emergency=EmergencyWords.load(folder / "emergency.yaml" for folder in folders),
            understanding=ScriptedUnderstanding(),
            wording=Vocabulary(settings.training_data),
        ),
        "transcript_days": 90,
        "resident_side": ResidentSide(office=office, languages=languages),
        "participant_side": ParticipantSide(engine=Engine(world), office=office),
    }


@dataclass(frozen=True)
class FragileEngine(Engine):
    """Breaks on texts that begin like this."""

    breaks_on: str = "breek"

    def turn(
        self, state: State, inbound: Inbound, now: datetime, around: Around
    ) -> tuple[State, tuple[Event, ...]]:
        if isinstance(inbound.content, Text) and inbound.content.text.startswith(self.breaks_on):
            raise RuntimeError("a fault of ours")
        return super().turn(state, inbound, now, around)


@dataclass
class Bot:
    """One process of the bot, with a resident who talks to it."""

    conversation: Conversation
    delivery: Delivery
    channel: RecordingChannel
    clock: Clock
    arrived: int = 0

    async def hears(self, content: Content | str, provider_id: str | None = None) -> list[str]:
        """Take something in from Fatima; return what she was sent for it, and what was deleted."""
        self.arrived += 1
        content = Text(content) if isinstance(content, str) else content
        seen = len(self.channel.taken)
        await self.conversation.receive(
            Inbound(
                FATIMA,
                provider_id or f"update-{self.arrived}",
                content,
                self.clock.now,
                message_id=f"f{self.arrived}",
            )
        )
        await self.delivery.drain()
        return [written(one) for one in self.channel.taken[seen:] if not isinstance(one.delivery, Settle)]

    @property
    def buttons(self) -> list[Button]:
        """The buttons on the newest message that has any."""
        says = [one.delivery for one in self.channel.taken if isinstance(one.delivery, Say)]
        return list(next(say.buttons for say in reversed(says) if say.buttons))

    @property
    def choices(self) -> list[str]:
        """What these buttons stand for."""
        return [button.id.partition("|")[2] for button in self.buttons]

    async def presses(self, choice: str) -> list[str]:
        """Press the button that stands for this."""
        return await self.hears(Press(self.buttons[self.choices.index(choice)].id))

    async def sweeps(self) -> None:
        await self.delivery.sweep()
        await self.delivery.drain()


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def start(store: Store, clock: Clock, **instead: object) -> Bot:
    """Start a process of the bot on a database. ``instead`` replaces parts of the conversation."""
    channel = RecordingChannel()
    delivery = Delivery(channels={channel.name: channel}, store=store, now=clock)
    conversation = Conversation(store=store, delivering=delivery, now=clock, **{**parts(), **instead})
    return Bot(conversation, delivery, channel, clock)


@pytest.fixture
def bot(store: Store, clock: Clock) -> Bot:
    return start(store, clock)


def kept(url: str, *tables: str) -> str:
    """Return everything but times that stands in these tables, or in all, as one text."""
    with connected(url) as connection:
        return "\n".join(
            str([value for value in row if not isinstance(value, datetime)])
            for name, table in metadata.tables.items()
            if not tables or name in tables
            for row in connection.execute(sa.select(table))
        )


# --- what arrives -------------------------------------------------------------


async def test_receive_answers(bot: Bot) -> None:
    said = await bot.hears("ik ben mijn baan kwijt")
    assert said[-1] == words.FOR_WHOM.source


async def test_receive_of_a_repeat_causes_nothing(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"), "update-7")
    before = kept(store_url)
    assert (await bot.hears(Command("start", "nl"), "update-7"), kept(store_url)) == ([], before)


async def test_receive_of_a_repeat_of_another_contact_is_a_repeat(bot: Bot, store: Store) -> None:
    # A provider's id is unique in its channel, whoever wrote.
    await bot.hears(Command("start", "nl"), "update-7")
    await bot.conversation.receive(
        Inbound(Address("telegram", "karim"), "update-7", Command("start", "nl"), START)
    )
    await bot.delivery.drain()
    assert {outbound.address for outbound in bot.channel.taken} == {FATIMA}


async def test_receive_settles_the_buttons_that_were_pressed(bot: Bot) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    settled = [one.delivery for one in bot.channel.taken if isinstance(one.delivery, Settle)]
    assert settled == [Settle("f2")]


async def test_a_button_takes_effect_once(bot: Bot) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    button = bot.buttons[bot.choices.index("a:tekenen")]
    question = (await bot.hears(Press(button.id)))[-1]
    said = await bot.hears(Press(button.id))
    assert said == [f"{words.OLD_BUTTON.source}\n\n{question}"]


# --- turns that fail ------------------------------------------------------------


async def test_a_turn_that_fails_apologises_and_is_run_at_the_next_start(
    store: Store, other_store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    engine = FragileEngine(parts()["engine"].world)
    bot = start(store, clock, engine=engine)
    await bot.hears(Command("start", "nl"))
    assert await bot.hears("breek") == [words.WENT_WRONG.source]
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "turn failed"
    ]
    next_start = start(other_store, clock)
    assert await next_start.conversation.recover() == 1
    await next_start.delivery.drain()
    assert next_start.channel.texts == [f"{words.STILL_UNSURE.source}\n\n{words.WHAT_HAPPENED.source}"]
    assert await next_start.conversation.recover() == 0


async def test_a_turn_that_fails_apologises_in_both_languages_to_who_reads_both(
    store: Store, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears(Command("start", "ti"))
    await bot.hears("nederlands erbij")
    await bot.hears("breek")

    says = [one.delivery for one in bot.channel.taken if isinstance(one.delivery, Say)]
    assert says[-1].beside == Beside(words.WENT_WRONG.source, "nl")


async def test_a_turn_that_fails_leaves_the_place_as_it_was(store: Store, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("ik ben mijn baan kwijt")
    question = (await bot.presses("self"))[-1]
    await bot.hears("breek")
    assert await bot.hears(Command("help")) == [f"{words.HELP_TEXT.source}\n\n{question}"]


async def test_a_turn_that_fails_again_is_closed(
    store: Store, store_url: str, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek het raam")
    await bot.conversation.recover()
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == ["turn failed", "turn failed again"]
    assert await bot.conversation.recover() == 0
    assert "raam" not in kept(store_url)


async def test_a_repeat_of_a_turn_that_failed_causes_nothing(store: Store, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek", "update-7")
    assert await bot.hears("breek", "update-7") == []


async def test_a_turn_that_fails_keeps_no_code_for_the_next_start(
    store: Store, store_url: str, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world, "4839"))
    assert await bot.hears("483920") == [words.WENT_WRONG.source]
    assert "483920" not in kept(store_url)


async def test_no_log_of_a_failure_carries_what_was_written(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("breek het raam")
    [fields] = [vars(record) for record in caplog.records if record.levelno >= logging.ERROR]
    assert "raam" not in str(fields)
    assert "fatima" not in str(fields)


# --- crashes ----------------------------------------------------------------------


async def test_a_crash_between_commit_and_delivery_loses_and_repeats_nothing(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock)
    bot.channel.open.clear()  # the process dies before anything went out
    await bot.conversation.receive(Inbound(FATIMA, "update-1", Command("start", "nl"), clock.now))
    clock.now += timedelta(seconds=31)
    next_start = start(other_store, clock)
    await next_start.conversation.recover()
    await next_start.sweeps()
    assert next_start.channel.texts[-1] == words.WHAT_HAPPENED.source
    assert (len(next_start.channel.texts), bot.channel.texts) == (2, [])


async def test_a_crash_before_it_is_noted_as_sent_repeats_that_one_message(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock)
    bot.channel.failures[words.WHAT_HAPPENED.source] = [RuntimeError("killed after it went out")]
    await bot.hears(Command("start", "nl"))
    clock.now += timedelta(seconds=31)
    next_start = start(other_store, clock)
    await next_start.sweeps()
    sent = [one.id for one in bot.channel.begun] + [one.id for one in next_start.channel.taken]
    assert (len(sent), len(set(sent))) == (3, 2)


async def test_a_second_process_does_not_run_a_turn_again(
    store: Store, other_store: Store, clock: Clock
) -> None:
    engine = FragileEngine(parts()["engine"].world)
    bot = start(store, clock, engine=engine)
    await bot.hears("breek")
    rows = await store.run(lambda unit: unit.unprocessed(10))
    one, two = start(store, clock), start(other_store, clock)
    for process in (one, two):
        for inbox_id, inbound in rows:
            await process.conversation._rerun(inbox_id, inbound)  # noqa: SLF001  both read the rows before either ran
        await process.delivery.drain()
    assert one.channel.texts != []
    assert two.channel.texts == []


# --- what is never kept ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"mijn bsn is {BSN}", BSN),
        ("mijn wachtwoord is Zomer2026!", "Zomer2026"),
        ("de code is 483920", "483920"),
        ("mijn man slaat mij", "slaat"),
        (f"mijn man slaat mij {BSN}", BSN),
    ],
)
async def test_a_secret_is_kept_nowhere(bot: Bot, store_url: str, text: str, secret: str) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears(text)
    assert secret not in kept(store_url)


async def test_a_secret_behind_a_command_is_kept_nowhere(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("mens", f"mijn bsn is {BSN}"))
    assert BSN not in kept(store_url)


async def test_a_refused_message_is_deleted_at_the_channel(bot: Bot) -> None:
    await bot.hears(Command("start", "nl"))
    said = await bot.hears(f"mijn bsn is {BSN}")
    assert said[:2] == ["delete f2", f"{words.REFUSED_BSN.source}\n{words.REFUSED_DELETE.source}"]


async def test_a_bare_code_is_refused_only_where_she_may_hold_one(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))
    assert await bot.hears("4839") == [f"{words.STILL_UNSURE.source}\n\n{words.WHAT_HAPPENED.source}"]
    await bot.hears("hoe krijg ik digid")
    await bot.presses("self")
    assert (await bot.hears("7261"))[0] == "delete f5"
    assert "7261" not in kept(store_url)


async def test_words_of_danger_that_only_the_engine_understands_are_not_kept(
    bot: Bot, store_url: str
) -> None:
    await bot.hears(Command("start", "nl"))
    said = await bot.hears("help")
    assert words.DANGER_NOT_KEPT.source in said[-1]
    assert "'help'" not in kept(store_url)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "hij is weer begonnen en ik zit achter de deur"),
        ("ar", "هو رجع وأنا ورا الباب"),
        ("ti", "ንሱ ተመሊሱ ኣነ ኣብ ድሕሪ ማዕጾ ኣለኹ"),
    ],
)
@pytest.mark.parametrize("how", ["typed", "behind a command"])
async def test_danger_that_no_list_names_brings_the_numbers_and_is_not_kept(
    bot: Bot, store_url: str, language: str, text: str, how: str
) -> None:
    await bot.hears(Command("start", language))
    said = await bot.hears(Command("mens", text) if how == "behind a command" else text)
    assert "112" in said[-1]
    assert text not in kept(store_url)


async def test_a_listed_word_of_danger_is_not_believed_where_the_engine_is_sure_of_the_opposite(
    bot: Bot,
) -> None:
    await bot.hears(Command("start", "nl"))
    said = await bot.hears("er schiet iemand te hulp")
    assert (parts()["screening"].emergency.found("er schiet iemand te hulp"), "112" in said[-1]) == (
        True,
        False,
    )


async def test_a_listed_word_of_danger_stands_where_a_secret_was_taken_out(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))
    said = await bot.hears(f"hij slaat mij, mijn bsn is {BSN}")
    assert "112" in "".join(said)
    assert BSN not in kept(store_url)


async def walk_to_sensitive_question(bot: Bot) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:contract-stopt", "a:unknown"):
        await bot.presses(choice)


async def test_what_is_written_at_a_sensitive_question_is_not_in_the_transcript(
    bot: Bot, store_url: str
) -> None:
    await walk_to_sensitive_question(bot)
    await bot.hears("ik heb suikerziekte")  # not an answer that is understood
    await bot.hears("ja hoor, ik ben ziek")
    assert "ziek" not in kept(store_url, "transcript", "events", "inbox", "outbox")


async def test_a_sensitive_answer_leaves_no_event_and_is_gone_with_its_guide(
    bot: Bot, store_url: str
) -> None:
    await walk_to_sensitive_question(bot)
    await bot.presses("a:ja")
    assert "'ziek': 'ja'" in kept(store_url, "contacts")
    assert "ziek" not in kept(store_url, "transcript", "events", "outbox")
    while further := [one for one in bot.choices if one in {"later", "no", "a:refused", "a:unknown"}]:
        await bot.presses(further[0])
    assert bot.choices == ["list", "menu", "human", "back"]  # the guide has ended
    assert "'ziek': 'ja'" not in kept(store_url)
    assert "Geldfit" not in kept(store_url, "transcript", "events", "outbox")


# --- erasing ------------------------------------------------------------------------------


async def erase(bot: Bot) -> list[str]:
    await bot.hears(Command("wissen"))
    return await bot.presses("yes")


async def test_erase_forgets_everything_and_says_goodbye(bot: Bot, store_url: str) -> None:
    await walk_to_sensitive_question(bot)
    said = await erase(bot)
    assert said[1:] == [words.ERASED.source, words.ERASED_TELEGRAM.source]
    assert kept(store_url, *(name for name in metadata.tables if name != "inbox")) == ""
    assert "fatima" not in kept(store_url)


async def test_erase_deletes_both_sides_at_the_channel(bot: Bot) -> None:
    await bot.hears(Command("start", "nl"))
    said = await erase(bot)
    assert sorted(said[0].split()) == ["delete", "f1", "f2", "f3", "m1", "m2", "m3"]


async def test_erase_deletes_only_what_the_channel_still_can(bot: Bot, clock: Clock) -> None:
    await bot.hears(Command("start", "nl"))
    clock.now += timedelta(hours=49)
    said = await erase(bot)
    assert sorted(said[0].split()) == ["delete", "f2", "f3", "m3"]


async def test_erase_forgets_what_waits_for_its_turn(store: Store, store_url: str, clock: Clock) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears(Command("start", "nl"))
    await bot.hears("breek het raam")
    await erase(bot)
    assert "raam" not in kept(store_url)
    assert await bot.conversation.recover() == 0


async def test_erase_cancels_reminders(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    await erase(bot)
    clock.now += timedelta(days=8)
    seen = len(bot.channel.taken)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_after_erase_she_is_new(bot: Bot) -> None:
    await bot.hears(Command("start", "nl"))
    await erase(bot)
    said = await bot.hears(Command("start"))
    assert words.WHICH_LANGUAGE.source in said[-1]


# --- timers, blocking, expiry ------------------------------------------------------------------


async def test_ring_sends_a_reminder_once(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    seen = len(bot.channel.taken)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == [words.REMINDER.source]


async def test_a_reminder_does_not_take_the_answer_to_a_question(
    bot: Bot, store_url: str, clock: Clock
) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.choices == ["open", "menu"]
    (said,) = await bot.hears("1 december")
    assert said.partition("\n\n")[0] == "✏️ Ik noteer: 1 december 2026."


async def test_a_reminder_over_a_sensitive_question_keeps_what_is_written_out(
    bot: Bot, store_url: str, clock: Clock
) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later", "a:unknown"):
        await bot.presses(choice)
    clock.now += timedelta(days=7, hours=1)
    await bot.conversation.ring()
    await bot.hears("ik heb suikerziekte")
    assert "ziekte" not in kept(store_url)


async def test_who_blocked_the_bot_is_not_reminded(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    await bot.hears(Blocked(blocked=True))
    seen = len(bot.channel.taken)
    clock.now += timedelta(days=8)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_a_block_that_the_channel_reports_stops_the_reminders(bot: Bot, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:ontslagen", "later"):
        await bot.presses(choice)
    (helped,) = await bot.hears(Command("help"))
    bot.channel.failures[helped] = [DeliveryError(ErrorKind.BLOCKED)]
    seen = len(bot.channel.taken)
    await bot.hears(Command("help"))
    clock.now += timedelta(days=8)
    await bot.conversation.ring()
    await bot.delivery.drain()
    assert bot.channel.texts[seen:] == []


async def test_transcripts_expire_after_the_set_days_and_the_place_stays(
    store: Store, store_url: str, clock: Clock
) -> None:
    bot = start(store, clock, transcript_days=30)
    await bot.hears("ik ben mijn baan kwijt")
    question = (await bot.presses("self"))[-1]
    clock.now += timedelta(days=30)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=START))
    assert kept(store_url, "transcript") == ""
    assert await bot.hears(Command("help")) == [f"{words.HELP_TEXT.source}\n\n{question}"]


async def test_transcripts_stay_until_then(store: Store, store_url: str, clock: Clock) -> None:
    bot = start(store, clock, transcript_days=30)
    await bot.hears("ik ben mijn baan kwijt")
    clock.now += timedelta(days=29)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=START))
    assert "mijn baan kwijt" in kept(store_url, "transcript")


async def test_idle_contacts_go(bot: Bot, store: Store, store_url: str, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    clock.now += timedelta(days=401)
    await store.run(lambda unit: unit.expire(clock.now, idle_before=clock.now - timedelta(days=400)))
    assert kept(store_url) == ""


async def test_a_press_is_kept_as_its_words(bot: Bot, store_url: str) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    assert words.FOR_ME.source in kept(store_url, "transcript")


async def test_revision_rises_with_every_turn(bot: Bot, store: Store, clock: Clock) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    loaded = await store.run(lambda unit: unit.lock(FATIMA, clock.now))
    assert loaded.revision == 2


def test_inbound_without_text_keeps_nothing_that_was_written() -> None:
    inbound = Inbound(FATIMA, "1", Text("ik ben ziek"), START, interpretation=Interpretation("nl", "x", 1.0))
    assert inbound.without_text() == replace(inbound, content=Text(""), interpretation=None)


# --- what goes wrong around a turn ---------------------------------------------------


class DeafUnderstanding:
    """Answers nothing, as a server that is down."""

    async def interpret(self, text: str) -> Interpretation:
        raise RuntimeError(text)


async def test_without_understanding_she_is_answered_all_the_same(store: Store, clock: Clock) -> None:
    bot = start(store, clock, screening=replace(parts()["screening"], understanding=DeafUnderstanding()))
    await bot.hears(Command("start", "nl"))

    assert await bot.hears("iets") == [f"{words.STILL_UNSURE.source}\n\n{words.WHAT_HAPPENED.source}"]


async def test_a_refusal_is_told_in_every_language_while_hers_is_unknown(store: Store, clock: Clock) -> None:
    bot = start(store, clock, screening=replace(parts()["screening"], understanding=DeafUnderstanding()))

    said = await bot.hears(BSN)

    assert (said[0], said[1]) == ("delete f1", f"{words.REFUSED_BSN.source}\n{words.REFUSED_DELETE.source}")
    assert ["BSN" in text for text in said[1:]] == [True, True, True, False]  # nl, ar, ti, then the choice


# --- what must not come back --------------------------------------------------------


async def test_a_failed_input_is_not_run_again_once_she_went_on(
    store: Store, other_store: Store, clock: Clock
) -> None:
    bot = start(store, clock, engine=FragileEngine(parts()["engine"].world))
    await bot.hears("ik ben mijn baan kwijt")
    await bot.presses("self")
    await bot.hears("breek")
    await bot.presses("a:ontslagen")

    next_start = start(other_store, clock)
    await next_start.conversation.recover()
    await next_start.delivery.drain()

    assert next_start.channel.texts == []
    assert await next_start.conversation.recover() == 0


async def test_blocking_after_erasing_makes_nobody_known_again(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))
    await bot.hears(Command("wissen"))
    await bot.presses("yes")

    await bot.hears(Blocked(blocked=True))

    assert kept(store_url, "contacts", "addresses") == ""


async def test_danger_behind_a_command_brings_the_numbers(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))

    said = await bot.hears(Command("help", "mijn man slaat mij nu"))

    assert "112" in said[-1].splitlines()[0]
    assert "slaat" not in kept(store_url)


@pytest.mark.parametrize(
    "command",
    [
        Command("groep", CODE),
        Command("groep", f"{CODE[:4]} {CODE[4:]}"),
        Command("start", f"groep-{CODE}-ti"),
        Command("code", f"{CODE[:4]} {CODE[4:]}"),
        Command("balie", CODE),
        Command("start", f"balie-{CODE}"),
    ],
)
async def test_code_is_never_taken_for_danger(bot: Bot, command: Command) -> None:
    await bot.hears(Command("start", "nl"))

    said = await bot.hears(command)

    assert "112" not in "".join(said)


@pytest.mark.parametrize(
    "command",
    [
        Command("groep", "mijn man slaat mij nu"),
        Command("groep", "hij is weer begonnen en ik zit achter de deur"),
        Command("start", f"groep-{CODE}-mijn man slaat mij nu"),
        Command("start", f"groep-{CODE}-hij is weer begonnen en ik zit achter de deur"),
        Command("code", "hij is weer begonnen en ik zit achter de deur"),
    ],
)
async def test_danger_where_a_code_belongs_brings_the_numbers(bot: Bot, command: Command) -> None:
    await bot.hears(Command("start", "nl"))

    said = await bot.hears(command)

    assert "112" in said[-1].splitlines()[0]


async def test_what_only_the_ill_are_told_is_kept_nowhere(bot: Bot, store_url: str) -> None:
    await bot.hears("ik ben mijn baan kwijt")
    for choice in ("self", "a:zelf", "done"):
        await bot.presses(choice)
    await bot.hears("1 december")

    for illness in ("a:nee", "done"):  # "papieren" is for everyone, then comes "werk-zoeken"
        await bot.presses(illness)
    said = await bot.presses("done")

    assert any("Begin met werk zoeken" in text for text in [*bot.channel.texts, *said])
    assert "werk-zoeken" not in kept(store_url, "events")
    assert "Begin met werk zoeken" not in kept(store_url, "transcript")
