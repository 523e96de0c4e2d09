"""A strict stand-in for Telegram's Bot API, over HTTP on this machine.

It takes what Telegram takes and refuses, in Telegram's words, what Telegram refuses; it
also refuses parameters that Telegram would silently ignore, because those are mistakes.
"""

from __future__ import annotations

from tests.botapi.resident import Resident
from tests.botapi.server import BotApi

__all__ = ["BotApi", "Resident"]
