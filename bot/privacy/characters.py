"""What a reader sees in a text, whatever characters it was typed with.

A BSN in Arabic-Indic digits, in Ge'ez numerals, in full-width forms or with
zero-width characters inside is still a BSN. Everything here is linear in the length.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Shown as nothing, though Unicode calls them letters.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me"})

_GEEZ_FIRST, _GEEZ_LAST = "\u1369", "\u137c"
_GEEZ_HUNDRED, _GEEZ_MYRIAD = "\u137b", "\u137c"
# 999,999,999 is the longest Ge'ez numeral of nine digits: ፱፼፺፱፻፺፱፼፺፱፻፺፱.
_LONGEST_GEEZ_NUMERAL = 13


@dataclass(frozen=True)
class Reading:
    """A text as it is seen: ASCII digits, no invisible characters.

    ``at[i]`` is the index in the original of character ``i`` of ``text``.
    """

    text: str
    at: tuple[int, ...]


def read(text: str) -> Reading:
    """Return what a reader sees in ``text``. Accepts every string, lone surrogates too."""
    seen: list[str] = []
    at: list[int] = []
    index = 0
    while index < len(text):
        end = index + 1
        if _GEEZ_FIRST <= text[index] <= _GEEZ_LAST:
            while end < len(text) and _GEEZ_FIRST <= text[end] <= _GEEZ_LAST:
                end += 1
            shown = _geez_digits(text[index:end])
        else:
            shown = _shown(text[index])
        seen.append(shown)
        at.extend([index] * len(shown))
        index = end
    return Reading("".join(seen), tuple(at))


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    if character.isspace():
        return character
    if character in _BLANK_LETTERS or unicodedata.category(character) in _UNSEEN:
        return ""
    return "".join(
        str(unicodedata.digit(part, part))
        for part in unicodedata.normalize("NFKC", character)
        if unicodedata.category(part) not in _UNSEEN
    )


def _geez_digits(numeral: str) -> str:
    """Return the digits of a run of Ge'ez numerals.

    With a hundred or a myriad in it the run is one number, written the traditional
    way. Without, it is read in pieces: ፩፪፫ as 123 and ፲፪፴፬ as 1234, as people type
    a number that they copy.
    """
    traditional = _GEEZ_HUNDRED in numeral or _GEEZ_MYRIAD in numeral
    if traditional and len(numeral) <= _LONGEST_GEEZ_NUMERAL:
        return str(_geez_value(numeral))
    digits: list[str] = []
    for before, sign in pairwise("\0" + numeral):
        value = int(unicodedata.numeric(sign))
        if _is_ten(before) and not _is_ten(sign):
            digits[-1] = digits[-1][:-1] + str(value)
        else:
            digits.append(str(value))
    return "".join(digits)


def _is_ten(sign: str) -> bool:
    return "\u1372" <= sign <= "\u137a"


def _geez_value(numeral: str) -> int:
    """Read groups of up to 9999 before each myriad; an absent unit before a sign is one."""
    total = group = part = 0
    for sign in numeral:
        if sign == _GEEZ_HUNDRED:
            group += max(part, 1) * 100
            part = 0
        elif sign == _GEEZ_MYRIAD:
            total = max(total + group + part, 1) * 10_000
            group = part = 0
        else:
            part += int(unicodedata.numeric(sign))
    return total + group + part
