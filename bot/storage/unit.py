"""One unit of work on a database."""

from __future__ import annotations

from bot.storage.accounts import StoredAccounts
from bot.storage.attempts import Attempts
from bot.storage.cases import Cases
from bot.storage.groups import Groups
from bot.storage.inbox import Inbox
from bot.storage.misses import Misses
from bot.storage.outbox import Outbox
from bot.storage.pages import Pages
from bot.storage.talk import Talk
from bot.storage.timers import Timers


class DatabaseUnit(Inbox, Cases, Groups, Talk, Timers, Outbox, Misses, Pages, StoredAccounts, Attempts):
    """A ``Unit`` (see ``base``): all that a job may do inside its transaction."""
