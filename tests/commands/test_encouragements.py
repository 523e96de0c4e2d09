"""A helper's one-tap sentences can be heard without waiting, and promise nothing."""

from __future__ import annotations

import re

from bot.commands.voice import fixed_messages
from bot.config import ROOT, Settings
from bot.flows.content.load import load

LIBRARY = load(ROOT / "content")
RIGHTS = re.compile(r"\b(recht|zeker|belooft?|altijd|geld|bedrag)\b", re.IGNORECASE)


def test_encouragements_are_rendered_ahead_to_be_heard() -> None:
    ahead = fixed_messages(Settings.from_environment({}), "nl", only="encouragements/")

    assert [speech.message_id for speech in ahead] == [
        text.context for text in LIBRARY.encouragements.values()
    ]


def test_no_encouragement_promises_or_speaks_of_rights() -> None:
    promising = [
        text.source for text in LIBRARY.encouragements.values() if RIGHTS.search(text.source) is not None
    ]

    assert promising == []
