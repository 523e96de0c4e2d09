"""Fits a message to what a channel can show. No button and no word gets lost on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import chain, repeat
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from bot.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.channels.base import Capabilities
    from bot.messages import Button, Say


RULE: Final = "────────"
"""The line between two languages."""

BETWEEN: Final = " · "
"""Between the two languages on one button."""


@dataclass(frozen=True)
class Page:
    """One message as a channel sends it.

    ``listed`` says that the buttons go into a list that opens, not below the text. ``beside``
    is the same in the second language of the message, and ``options`` the label of each button
    in it ("" where that is no other), for a channel with two columns.
    """

    text: str
    language: str
    buttons: tuple[Button, ...] = ()
    listed: bool = False
    beside: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Labelled:
    """Buttons with labels that fit, and the lines that say the rest, in each of the two languages.

    ``options`` are the labels that the channel itself shows in the second language.
    """

    buttons: tuple[Button, ...]
    own: tuple[str, ...]
    second: tuple[str, ...]
    options: tuple[str, ...]


def fit(say: Say, capabilities: Capabilities) -> tuple[Page, ...]:
    """Return the messages that show ``say`` on a channel, in order.

    - More choices than the channel has buttons become a list; more than a list holds
      become several messages. The ids say which button was pressed, so that no state
      is kept and an answer works on any of them.
    - A label that is too long stands numbered in the text; its button shows the number.
    - Where the message is ``numbered``, each button shows its number before its label.
    - A second language stands below a line of its own. Its label stands on the button, behind
      her own, so that two who look at one button read the same; where both are too long for it,
      in the text behind the sign of the button: a number, or a letter where a number may be an
      answer.
    - A text that is too long is split, between the languages first; the buttons are on its last part.

    Lengths are counted in UTF-16 units, as the providers do: never less than characters.
    """
    listed = len(say.buttons) > capabilities.buttons and capabilities.list_rows > 0
    size, width = (
        (capabilities.list_rows, capabilities.list_row_length)
        if listed
        else (capabilities.buttons, capabilities.button_length)
    )
    signed = list(zip(signs(say), say.buttons, _second_labels(say), strict=True))
    groups = [signed[start : start + size] for start in range(0, len(signed), size)] or [[]]
    shown = (say.numbered and not say.typed) or (say.beside is not None and bool(say.beside.options))
    labelled = [_labelled(group, width, shown=shown, apart=capabilities.two_columns) for group in groups]
    below = "\n".join(line for labels in labelled for line in labels.second)
    second = "" if say.beside is None else "\n\n".join(filter(None, (say.beside.text, below)))
    pages: list[Page] = []
    for number, labels in enumerate(labelled, start=1):
        # A provider wants a text with every list; digits need no translation.
        text = say.text if number == 1 else f"{number}/{len(groups)}"
        if labels.own:
            text = "\n\n".join(filter(None, (text, "\n".join(labels.own))))
        beside_it = second if number == 1 else ""
        if beside_it and not capabilities.two_columns:
            *before, last = _below(text, f"{RULE}\n{_isolated(beside_it, text)}", capabilities.text_length)
            beside_it = ""
        else:
            *before, last = split(text, capabilities.text_length)
        pages += [Page(part, say.language) for part in before]
        pages.append(Page(last, say.language, labels.buttons, listed, beside_it, labels.options))
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


def _second_labels(say: Say) -> tuple[str, ...]:
    """Return what each button is called in the second language; "" where that is no other name."""
    options = () if say.beside is None else say.beside.options
    return tuple(
        "" if option == button.label else option
        for button, option in zip(say.buttons, chain(options, repeat("")), strict=False)
    )


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
    signed: Sequence[tuple[str, Button, str]], limit: int, *, shown: bool, apart: bool
) -> _Labelled:
    """Return the buttons with labels that fit, and the lines that explain the signs.

    A sign belongs to the button's place in the message: a number that is typed means the same button.
    ``apart``: the channel itself shows the second language of a button.
    """
    fitting: list[Button] = []
    own: list[str] = []
    second: list[str] = []
    for sign, button, other in signed:
        label = f"{sign} {button.label}" if shown else button.label
        if other and not apart:
            both = f"{label}{BETWEEN}{_isolated(other, label)}"
            if length(both) <= limit:
                label = both
            else:
                second.append(f"{sign}. {other}")
        if length(label) > limit:
            own.append(f"{sign}. {button.label}")
            label = sign
        fitting.append(replace(button, label=label))
    others = tuple(other for _, _, other in signed)
    return _Labelled(tuple(fitting), tuple(own), tuple(second), others if apart and any(others) else ())


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
