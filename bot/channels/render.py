"""Fits a message to what a channel can show. No button and no word gets lost on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.channels.base import Capabilities
    from bot.messages import Button, Say


@dataclass(frozen=True)
class Page:
    """One message as a channel sends it.

    ``listed`` says that the buttons go into a list that opens, not below the text.
    """

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    listed: bool = False


def fit(say: Say, capabilities: Capabilities) -> tuple[Page, ...]:
    """Return the messages that show ``say`` on a channel, in order.

    - More choices than the channel has buttons become a list; more than a list holds
      become several messages. The ids say which button was pressed, so that no state
      is kept and an answer works on any of them.
    - A label that is too long stands numbered in the text; its button shows the number.
    - Where the message is ``numbered``, each button shows its number before its label.
    - A text that is too long is split; the buttons are on its last part.

    Lengths are counted in UTF-16 units, as the providers do: never less than characters.
    """
    listed = len(say.buttons) > capabilities.buttons and capabilities.list_rows > 0
    size, width = (
        (capabilities.list_rows, capabilities.list_row_length)
        if listed
        else (capabilities.buttons, capabilities.button_length)
    )
    places = list(enumerate(say.buttons, start=1))
    groups = [places[start : start + size] for start in range(0, len(places), size)] or [[]]
    pages: list[Page] = []
    for number, group in enumerate(groups, start=1):
        # A provider wants a text with every list; digits need no translation.
        text = say.text if number == 1 else f"{number}/{len(groups)}"
        buttons, lines = _labelled(group, width, numbered=say.numbered and not say.typed)
        if lines:
            text = "\n\n".join(filter(None, (text, "\n".join(lines))))
        *before, last = split(text, capabilities.text_length)
        pages += [Page(part, say.language) for part in before]
        pages.append(Page(last, say.language, buttons, listed))
    return tuple(pages)


def split(text: str, limit: int) -> list[str]:
    """Cut a text into parts of at most ``limit`` UTF-16 units (at least 2).

    Cuts where a reader would pause: between paragraphs, lines, sentences, words, and
    only without any of those inside a word. White space at a cut is dropped.
    """
    parts = list(_parts(text, limit))
    return parts or [text]


def length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _labelled(
    places: Sequence[tuple[int, Button]], limit: int, *, numbered: bool
) -> tuple[tuple[Button, ...], list[str]]:
    """Return the buttons with labels that fit, and the lines that explain the numbers.

    The number is the button's place in the message: typed, it means the same button.
    """
    fitting: list[Button] = []
    lines: list[str] = []
    for place, button in places:
        label = f"{place} {button.label}" if numbered else button.label
        if length(label) <= limit:
            fitting.append(replace(button, label=label))
        else:
            lines.append(f"{place}. {button.label}")
            fitting.append(replace(button, label=str(place)))
    return tuple(fitting), lines


# From the best place to cut to the least good one. The full stops of Dutch, Arabic and Ge'ez.
_PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?؟…።፧])\s+"), re.compile(r"\s+"))


def _parts(text: str, limit: int) -> Iterator[str]:
    rest = text
    while length(rest) > limit:
        cut = _cut(rest, limit)
        part, rest = rest[:cut].rstrip(), rest[cut:].lstrip()
        if part:
            yield part
    if rest.strip():
        yield rest


def _cut(text: str, limit: int) -> int:
    """Return where the first part ends: more than 0, at most ``limit`` units in."""
    most = _reach(text, limit)
    # One character more: white space just behind the limit is a place to cut as well.
    window = text[: most + 1]
    for pause in _PAUSES:
        ends = [match.start() for match in pause.finditer(window) if 0 < match.start() <= most]
        if ends:
            return ends[-1]
    cut = most
    while cut > 0 and unicodedata.category(text[cut]) in {"Mn", "Me", "Cf"}:
        cut -= 1  # an accent or a joiner belongs to the letter before it
    return cut or most


def _reach(text: str, limit: int) -> int:
    """Return how many characters of a text fit into ``limit`` UTF-16 units."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return index
    return len(text)
