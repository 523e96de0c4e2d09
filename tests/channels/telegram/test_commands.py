from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest

from bot.channels.telegram import Telegram, own_name, set_commands
from tests.botapi.methods import BOT

if TYPE_CHECKING:
    from tests.botapi import BotApi


async def test_set_commands_describes_them_in_each_language(api: BotApi, telegram: Telegram) -> None:
    await set_commands(
        telegram.bot,
        {
            "nl": {"menu": "Kies een onderwerp", "mens": "Praat met een mens"},
            "ar": {"menu": "اختر موضوعًا"},
            "ti": {"menu": "ኣርእስቲ ምረጹ"},
        },
    )

    dutch = [
        {"command": "menu", "description": "Kies een onderwerp"},
        {"command": "mens", "description": "Praat met een mens"},
    ]
    assert api.commands == {
        "": dutch,
        "nl": dutch,
        "ar": [{"command": "menu", "description": "اختر موضوعًا"}],
        "ti": [{"command": "menu", "description": "ኣርእስቲ ምረጹ"}],
    }
    assert [command.description for command in await telegram.bot.get_my_commands(language_code="ti")] == [
        "ኣርእስቲ ምረጹ"
    ]


@pytest.mark.parametrize(("command", "description"), [("Menu", "x"), ("menu", ""), ("menu", "x" * 257)])
async def test_set_commands_refuses_what_telegram_refuses(
    telegram: Telegram, command: str, description: str
) -> None:
    with pytest.raises(BadRequest):
        await set_commands(telegram.bot, {"nl": {command: description}})


async def test_own_name_is_that_of_the_links_to_the_bot(telegram: Telegram) -> None:
    assert await own_name(telegram.bot) == BOT["username"]
