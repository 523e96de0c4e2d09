"""Fits a message to what a channel can show. No button and no word gets lost on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from bot.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.channels.base import Capabilities
    from bot.messages import Button, Say


RULE: Final = "────────"
"""The line between two languages."""


@dataclass(frozen=True)
class Page:
    """One message as a channel sends it.

    ``listed`` says that the buttons go into a list that opens, not below the text. ``beside``
    is the same in the second language of the message, for a channel with two columns.
    """

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    listed: bool = False
    beside: str = ""


def fit(say: Say, capabilities: Capabilities) -> tuple[Page, ...]:
    """Return the messages that show ``say`` on a channel, in order.

    - More choices than the channel has buttons become a list; more than a list holds
      become several messages. The ids say which button was pressed, so that no state
      is kept and an answer works on any of them.
    - A label that is too long stands numbered in the text; its button shows the number.
    - Where the message is ``numbered``, each button shows its number before its label.
    - A second language stands below a line of its own, its options behind the signs that are
      then on the buttons: numbers, and letters where a number may be an answer.
    - A text that is too long is split, between the languages first; the buttons are on its last part.

    Lengths are counted in UTF-16 units, as the providers do: never less than characters.
    """
    listed = len(say.buttons) > capabilities.buttons and capabilities.list_rows > 0
    size, width = (
        (capabilities.list_rows, capabilities.list_row_length)
        if listed
        else (capabilities.buttons, capabilities.button_length)
    )
    signed = list(zip(signs(say), say.buttons, strict=True))
    groups = [signed[start : start + size] for start in range(0, len(signed), size)] or [[]]
    shown = (say.numbered and not say.typed) or (say.beside is not None and bool(say.beside.options))
    pages: list[Page] = []
    for number, group in enumerate(groups, start=1):
        # A provider wants a text with every list; digits need no translation.
        text = say.text if number == 1 else f"{number}/{len(groups)}"
        buttons, lines = _labelled(group, width, shown=shown)
        if lines:
            text = "\n\n".join(filter(None, (text, "\n".join(lines))))
        second = beside(say) if number == 1 else ""
        if second and not capabilities.two_columns:
            *before, last = _below(text, f"{RULE}\n{_isolated(second, text)}", capabilities.text_length)
            second = ""
        else:
            *before, last = split(text, capabilities.text_length)
        pages += [Page(part, say.language) for part in before]
        pages.append(Page(last, say.language, buttons, listed, second))
    return tuple(pages)


def signs(say: Say) -> tuple[str, ...]:
    """Return what each button is called beside its label: a letter where she may type a number."""
    if say.typed and say.beside is not None:
        return tuple(ascii_uppercase[: len(say.buttons)])
    return tuple(str(place) for place in range(1, len(say.buttons) + 1))


def beside(say: Say) -> str:
    """Return what a message says in its second language, its options as lines; empty where it has none."""
    if say.beside is None:
        return ""
    options = "\n".join(
        f"{sign}. {label}" for sign, label in zip(signs(say), say.beside.options, strict=False)
    )
    return "\n\n".join(filter(None, (say.beside.text, options)))


def _below(text: str, second: str, limit: int) -> list[str]:
    """Put a second language below the first; where both are too long for one message, each in its own."""
    whole = f"{text}\n\n{second}"
    return [whole] if length(whole) <= limit else [*split(text, limit), *split(second, limit)]


def _isolated(second: str, first: str) -> str:
    """Keep each line of a language in order below one that is written from right to left."""
    if not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in first):
        return second
    return "\n".join(isolated(line) if line else "" for line in second.split("\n"))


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
    signed: Sequence[tuple[str, Button]], limit: int, *, shown: bool
) -> tuple[tuple[Button, ...], list[str]]:
    """Return the buttons with labels that fit, and the lines that explain the numbers.

    A sign belongs to the button's place in the message: a number that is typed means the same button.
    """
    fitting: list[Button] = []
    lines: list[str] = []
    for sign, button in signed:
        label = f"{sign} {button.label}" if shown else button.label
        if length(label) <= limit:
            fitting.append(replace(button, label=label))
        else:
            lines.append(f"{sign}. {button.label}")
            fitting.append(replace(button, label=sign))
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
