"""One unit of work on a database."""

from __future__ import annotations

from bot.storage.contacts import Contacts
from bot.storage.forgetting import Forgetting
from bot.storage.inbox import Inbox
from bot.storage.misses import Misses
from bot.storage.outbox import Outbox
from bot.storage.timers import Timers


class DatabaseUnit(Inbox, Contacts, Timers, Outbox, Misses, Forgetting):
    """A ``Unit`` (see ``base``): all that a job may do inside its transaction."""
