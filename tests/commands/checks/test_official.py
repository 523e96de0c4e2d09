from __future__ import annotations

from dataclasses import replace

from bot.commands.checks.official import unexplained
from bot.flows.definition import GlossaryEntry
from bot.flows.text import Text
from tests.commands.checks.catalogs import texts
from tests.flows.walker import real_library

ENTRY = GlossaryEntry(
    "vonnis", "vonnis", ("vonnissen",), Text("glossary/vonnis.text", "Wat de rechter besluit.")
)
LIBRARY = replace(real_library(), glossary={"vonnis": ENTRY})


def test_an_official_word_without_an_entry_is_named() -> None:
    messages = texts(
        gids__een_say="Er is een vonnis.", gids__twee_say="U krijgt een Beschikking, of een beslag."
    )

    assert list(unexplained(LIBRARY, messages, {"vonnis", "beschikking", "beslag"})) == [
        f"gids/twee.say: '{word}' needs an entry in content/glossary.yaml, or a plainer word"
        for word in ("beschikking", "beslag")
    ]
