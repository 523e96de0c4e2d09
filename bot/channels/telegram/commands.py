"""The list of commands that Telegram shows, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot


async def set_commands(
    bot: Bot, descriptions: Mapping[str, Mapping[str, str]], *, default: str = "nl"
) -> None:
    """Set the commands: language -> command without slash -> description of 1-256 characters.

    Who has Telegram in none of these languages sees those of ``default``. Raises
    ``telegram.error.TelegramError``.
    """
    for language, commands in descriptions.items():
        listed = [BotCommand(command, text) for command, text in commands.items()]
        await bot.set_my_commands(listed, language_code=language)
        if language == default:
            await bot.set_my_commands(listed)
