"""The bot's words in each language, from the catalogs, so that a better translation breaks no test."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.config import ROOT
from bot.flows.content.load import load as load_content
from bot.flows.lines import Latin, Line
from bot.flows.message import Message
from bot.locale import SECOND_READ, Languages

if TYPE_CHECKING:
    from bot.flows.definition import Library
    from bot.flows.text import Text

LANGUAGES = ("nl", "ar", "ti")


@cache
def _languages() -> Languages:
    # As the service shows them: what nobody read a second time is said in Dutch.
    publishes = library().municipality.publishes
    return Languages.load(
        ROOT / "locales",
        publishes=publishes,
        otherwise=SECOND_READ,
        kept=ROOT / "var" / "compiled",
    )


@cache
def library() -> Library:
    return load_content(ROOT / "content")


def label(text: Text, language: str) -> str:
    """Return how a button, or a command in the list, is called."""
    return _languages().translate(text, language)


def said(language: str, *texts: Text, **values: Text | str) -> str:
    """Return how a message of these lines reads, with the values filled in."""
    filled = {name: Latin(value) if isinstance(value, str) else value for name, value in values.items()}
    lines = tuple(Line(text, filled) for text in texts)
    return _languages().render(Message(lines), language).text
