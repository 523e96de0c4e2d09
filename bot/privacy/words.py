"""Words as low-literate writers spell them, folded until spelling no longer matters.

The same folding runs over the word lists and over what a resident writes, so it may
be coarse: it must bring spellings together, not be correct.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.privacy.characters import Reading

_WORD_OR_BREAK = re.compile(r"[^\W_]+(?:['\u2019`][^\W_]+)*|[.!?;\n\u061f\u061b\u1362\u1367]")
_APOSTROPHES = str.maketrans("", "", "'\u2019`\u02bc")

_ARABIC = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ک": "ك", "گ": "ك", "ـ": "", "ء": "", "ظ": "ض", "ذ": "د", "ث": "ت",
    }
)  # fmt: skip

# Letters that sound alike, by the first character of each series of eight.
_GEEZ_SERIES = {0x1210: 0x1200, 0x1280: 0x1200, 0x12B8: 0x12A8, 0x1220: 0x1230, 0x12D0: 0x12A0,
                0x1340: 0x1338, 0x1250: 0x1240, 0x1238: 0x1230}  # fmt: skip
_GEEZ_LETTERS = (0x1200, 0x135A)
_FOURTH_ORDER = 3  # ኣ, counted from 0
_GEEZ_GUTTURALS = frozenset({0x1200, 0x12A0})

_LATIN_VOWELS = str.maketrans("", "", "aeiou")
_ARABIZI = str.maketrans({"2": "a", "3": "a", "5": "kh", "6": "t", "7": "h", "8": "gh", "9": "q"})
_LATIN = (
    (re.compile(r"ij|ei|ey|y"), "ei"),
    (re.compile(r"ou|au"), "au"),
    (re.compile(r"sch"), "sg"),
    (re.compile(r"ch"), "g"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"dt|d$"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands in the reading. A break has an empty ``form``."""

    form: str
    start: int
    end: int


def words(reading: Reading) -> tuple[Word, ...]:
    """Split a reading into folded words, with a break at the end of every sentence."""
    return tuple(
        Word(fold(found.group()), found.start(), found.end())
        for found in _WORD_OR_BREAK.finditer(reading.text)
    )


def fold(word: str) -> str:
    """Bring spellings of one word together; punctuation becomes the empty string."""
    form = unicodedata.normalize("NFKD", word.casefold().translate(_APOSTROPHES))
    form = "".join(letter for letter in form if letter.isalnum()).translate(_ARABIC)
    if not form or form.isdigit():
        return form
    if form.isascii():
        return _fold_latin(form)
    return "".join(map(_fold_geez, _shorten(form)))


def folded(words: Iterable[str]) -> frozenset[str]:
    """Return words as they stand in a passage."""
    return frozenset(map(fold, words))


def consonants(form: str) -> str:
    """Leave the vowels out of a folded word; what is left of Ge'ez is each first letter of a series."""
    if form.isascii():
        return form.translate(_LATIN_VOWELS)
    return "".join(map(_without_vowel, form))


def _without_vowel(letter: str) -> str:
    code = ord(letter)
    return chr(code & ~7) if _GEEZ_LETTERS[0] <= code <= _GEEZ_LETTERS[1] else letter


def _fold_latin(form: str) -> str:
    if not form.isalpha():
        form = form.translate(_ARABIZI)
    for pattern, replacement in _LATIN:
        form = pattern.sub(replacement, form)
    return form


def _shorten(form: str) -> str:
    """Undo stretching ("لااااا"): three or more of a letter become one."""
    return re.sub(r"(.)\1{2,}", r"\1", form)


def _fold_geez(letter: str) -> str:
    code = ord(letter)
    if not _GEEZ_LETTERS[0] <= code <= _GEEZ_LETTERS[1]:
        return letter
    series, order = code & ~7, code & 7
    series = _GEEZ_SERIES.get(series, series)
    if series in _GEEZ_GUTTURALS and order == _FOURTH_ORDER:
        order = 0
    return chr(series | order)
