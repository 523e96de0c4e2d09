"""Turns as residents cause them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import words
from bot.messages import Address, Command, Inbound, Interpretation, Press, Settle, Text
from tests.conversation.process import BSN, FATIMA, START, Bot, Clock, kept, screening, start

if TYPE_CHECKING:
    from bot.storage.base import Store


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


class DeafUnderstanding:
    """Answers nothing, as a server that is down."""

    async def interpret(self, text: str) -> Interpretation:
        raise RuntimeError(text)


async def test_without_understanding_she_is_answered_all_the_same(store: Store, clock: Clock) -> None:
    bot = start(store, clock, screening=screening(DeafUnderstanding()))
    await bot.hears(Command("start", "nl"))

    assert await bot.hears("iets") == [f"{words.STILL_UNSURE.source}\n\n{words.WHAT_HAPPENED.source}"]


async def test_a_refusal_is_told_in_every_language_while_hers_is_unknown(store: Store, clock: Clock) -> None:
    bot = start(store, clock, screening=screening(DeafUnderstanding()))

    said = await bot.hears(BSN)

    assert (said[0], said[1]) == ("delete f1", f"{words.REFUSED_BSN.source}\n{words.REFUSED_DELETE.source}")
    assert ["BSN" in text for text in said[1:]] == [True, True, True, False]  # nl, ar, ti, then the choice
