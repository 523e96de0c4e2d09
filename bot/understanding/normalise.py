"""One spelling for the many that people use. For matching only, never for showing.

Arabic keeps its letters, with the variants of alef, ya, hamza and ta marbuta made one,
without marks and elongation. Ge'ez is written out in Latin letters: homophones become
one, consonant and vowel become separate letters, and Tigrinya typed in Latin letters
meets the same sentence in Ge'ez.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 500
"""Characters that are read. A question is told in fewer; the rest costs only time."""

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ء": None,
        "ـ": None,  # tatweel only stretches a word
        "ک": "ك",  # Persian and Iraqi keyboards
        "گ": "ق",  # Iraqi and Moroccan g, where standard spelling has qaf
        "ڨ": "ق",
        "چ": "ك",  # Iraqi ch, where standard spelling has kaf
        "پ": "ب",
        "ڤ": "ف",
    }
)

_CONSONANTS = {
    0x1200: "h", 0x1208: "l", 0x1210: "h", 0x1218: "m", 0x1220: "s", 0x1228: "r", 0x1230: "s",
    0x1238: "sh", 0x1240: "k", 0x1248: "k", 0x1250: "k", 0x1258: "k", 0x1260: "b", 0x1268: "v",
    0x1270: "t", 0x1278: "ch", 0x1280: "h", 0x1288: "h", 0x1290: "n", 0x1298: "ny", 0x12A0: "",
    0x12A8: "k", 0x12B0: "k", 0x12B8: "k", 0x12C0: "k", 0x12C8: "w", 0x12D0: "", 0x12D8: "z",
    0x12E0: "j", 0x12E8: "y", 0x12F0: "d", 0x12F8: "d", 0x1300: "j", 0x1308: "g", 0x1310: "g",
    0x1318: "g", 0x1320: "t", 0x1328: "ch", 0x1330: "p", 0x1338: "ts", 0x1340: "ts", 0x1348: "f",
    0x1350: "p",
}  # fmt: skip
"""The first code point of each row of eight in the Ethiopic block, and its sound."""

_VOWELS = ("e", "u", "i", "a", "e", "", "o", "a")
"""The eight orders. The sixth has a vowel so short that Latin spellings leave it out."""

_GUTTURAL = frozenset({0x1200, 0x1210, 0x1280, 0x12A0, 0x12D0})
"""Rows in which people write the first and the fourth order for the same sound."""

_NUMERALS = range(0x1369, 0x137D)


def _geez() -> dict[int, str]:
    table = {}
    for row, consonant in _CONSONANTS.items():
        for order, vowel in enumerate(_VOWELS):
            heard = "a" if order == 0 and row in _GUTTURAL else vowel
            table[row + order] = consonant + heard
    return table | dict.fromkeys(_NUMERALS, "0")


_GEEZ = _geez()
_APOSTROPHE = re.compile(r"(?<=\w)['’`ʼ](?=\w)")
_ELONGATION = re.compile(r"([^\W\d])\1+")
_NUMBER = re.compile(r"\b(?!112\b)\d+\b")


def normalise(text: str) -> str:
    """Return the words of a text in one spelling, separated by single spaces.

    Numbers that stand alone become "0", but for 112: which other number it is says
    nothing of the intent.
    Digits inside words stay, because in Latin-letter Arabic they are letters.
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].casefold().translate(_ARABIC)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter)
    )
    joined = _APOSTROPHE.sub("", bare)
    words = "".join(letter if letter.isalnum() else " " for letter in joined)
    written_out = _ELONGATION.sub(r"\1", words.translate(_GEEZ))
    return " ".join(_NUMBER.sub("0", written_out).split())
