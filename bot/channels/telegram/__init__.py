"""Telegram, through python-telegram-bot's ``Bot`` and types and our own way in.

The library's ``Application``, update queue, ``Updater``, persistence and
``ConversationHandler`` are not used: they acknowledge an update before it is stored.
``send`` is the way out; ``parse``, ``intake`` and either ``polling`` or ``webhook``
the way in.
"""

from __future__ import annotations

from bot.channels.telegram import library  # noqa: F401  before all that imports ``telegram``
from bot.channels.telegram.commands import own_name, set_commands
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.polling import poll
from bot.channels.telegram.send import Telegram
from bot.channels.telegram.webhook import set_webhook, webhook_route

__all__ = ["Intake", "Telegram", "own_name", "poll", "set_commands", "set_webhook", "webhook_route"]
