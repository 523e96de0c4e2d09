"""People, times and messages that the tests of the store share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.messages import Address, Inbound, Say, Text

NOW = datetime(2026, 11, 21, 9, 30, 15, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
LEASE = timedelta(seconds=30)

ANNA = Address("telegram", "anna")
BILAL = Address("telegram", "bilal")


def inbound(provider_id: str = "1", address: Address = ANNA, text: str = "hallo") -> Inbound:
    return Inbound(address, provider_id, Text(text), NOW)


def says(*texts: str) -> list[Say]:
    return [Say(text, "nl") for text in texts]
