"""What is kept nowhere, and danger that is answered all the same."""

from __future__ import annotations

import pytest

from bot.flows import words
from bot.messages import Command
from tests.conversation.process import BSN, CODE, Bot, kept, parts, walk_to_sensitive_question


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
    text = "er schiet iemand te hulp"
    await bot.hears(Command("start", "nl"))
    said = await bot.hears(text)
    assert parts()["screening"].emergency.found(text)
    assert ("112" in said[0], "112" in said[-1]) == (True, False)  # she is asked, and answered


async def test_what_may_be_danger_brings_whom_to_call_and_the_answer(bot: Bot, store_url: str) -> None:
    text = "ik ben mijn baan kwijt en hij wacht weer voor mijn deur"
    await bot.hears(Command("start", "nl"))
    said = await bot.hears(text)
    assert ("112" in said[0], said[1:]) == (True, ["Is dit voor u of voor iemand anders?"])
    assert text not in kept(store_url, "transcript")


async def test_a_listed_word_of_danger_stands_where_a_secret_was_taken_out(bot: Bot, store_url: str) -> None:
    await bot.hears(Command("start", "nl"))
    said = await bot.hears(f"hij slaat mij, mijn bsn is {BSN}")
    assert "112" in "".join(said)
    assert BSN not in kept(store_url)


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
