"""Numbers in running text, in digits or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.flows.answers.number_words import Sum, parts, said
from bot.flows.answers.spelling import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.lexicon import Lexicon

_TOKEN = re.compile(
    # A space groups digits only in threes: "1 420", but not "3 4".
    r"(?<![^\W_])(?P<sign>(?<![\d.,)])-)?(?P<digits>\d+(?:[.,']\d+| \d{3}(?!\d))*)"
    r"|(?P<word>[^\W\d_]+(?![^\W_]))"
    r"|(?P<other>[^\W_]+|[^\w\s])"
)
_SEPARATOR = re.compile(r"[.,' ]")
_GROUP = 3
_CENTS = 2


@dataclass(frozen=True)
class Numeral:
    """A number in a text. ``value`` is None for digits that form no number, as in 1.42.00."""

    value: Decimal | None


def numerals(text: str, lexicons: Sequence[Lexicon]) -> list[Numeral]:
    """Return the numbers of ``text`` in their order: "1.420,50", "2,5 duizend", "eenentwintig".

    When any is in digits only those count: in "een brief van 3 bladen" the letter does not.
    A number beside a word that denies it ("niet 3") or before a percent sign has no value.
    """
    tokens = list(_TOKEN.finditer(clean(text)))
    written = [_written(tokens, at, lexicons) for at, token in enumerate(tokens) if token["digits"]]
    if written:
        return written
    words = [token["word"] or "" for token in tokens]
    numbers = said(words, lexicons)
    denied = any(lexicon.denies(word) for lexicon in lexicons for word in words)
    return [Numeral(None if denied else Decimal(number)) for number in numbers]


def _written(tokens: Sequence[re.Match[str]], at: int, lexicons: Sequence[Lexicon]) -> Numeral:
    beside = [token[0] for token in (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])]
    if "%" in beside or any(lexicon.denies(word) for lexicon in lexicons for word in beside):
        return Numeral(None)
    value = _value(tokens[at]["digits"])
    if value is None:
        return Numeral(None)
    whole = Sum(value)
    for token in tokens[at + 1 : at + 2]:
        for part in next(parts([token["word"] or ""], lexicons), ()):
            if not whole.add(part):
                return Numeral(None)
    return Numeral(-whole.value if tokens[at]["sign"] else whole.value)


def _value(digits: str) -> Decimal | None:
    """Read digits with separators as Dutch people, Britons and Swiss write them."""
    first, *groups = _SEPARATOR.split(digits)
    signs = _SEPARATOR.findall(digits)
    cents = ""
    # The last group is cents if it is short, and if its sign differs from those before.
    if groups and 1 <= len(groups[-1]) <= _CENTS and signs[-1] in ".," and signs[-1] not in signs[:-1]:
        cents = groups.pop()
        signs.pop()
    in_threes = all(len(group) == _GROUP for group in groups) and len(set(signs)) <= 1
    if groups and not (in_threes and 1 <= len(first) <= _GROUP and not first.startswith("0")):
        return None
    return Decimal(f"{first}{''.join(groups)}.{cents or 0}")
