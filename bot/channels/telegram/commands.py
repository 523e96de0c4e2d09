"""What Telegram knows of the bot: its name, and the list of its commands in each language."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from telegram import BotCommand

from bot.channels.telegram.insist import insist

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from telegram import Bot


async def set_commands(
    bot: Bot,
    descriptions: Mapping[str, Mapping[str, str]],
    *,
    default: str = "nl",
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Set the commands: language -> command without slash -> description of 1-256 characters.

    Who has Telegram in none of these languages sees those of ``default``. Waits for
    Telegram to be reached; raises ``InvalidToken``, and ``BadRequest`` for a command or a
    description that Telegram does not take.
    """
    for language, commands in descriptions.items():
        listed = [BotCommand(command, text) for command, text in commands.items()]
        await insist(partial(bot.set_my_commands, listed, language_code=language), sleep=sleep)
        if language == default:
            await insist(partial(bot.set_my_commands, listed), sleep=sleep)


async def own_name(bot: Bot, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> str:
    """Return the name in the bot's links, without "@". Waits for Telegram; raises ``InvalidToken``."""
    return (await insist(bot.get_me, sleep=sleep)).name.removeprefix("@")
