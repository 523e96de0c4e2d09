"""One spelling for the many ways in which people write the same."""

from __future__ import annotations

import re
import unicodedata

from bot.flows.answers.digits import to_western

_SAME_LETTER = str.maketrans(
    # Arabic: forms of alif, ya and kaf that people and keyboards mix up; the stretching sign.
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ـ": ""}
    # Ge'ez: letters that sound the same in Tigrinya. Each has seven or more orders side by side.
    | {chr(ord("ሠ") + order): chr(ord("ሰ") + order) for order in range(8)}
    | {chr(ord("ፀ") + order): chr(ord("ጸ") + order) for order in range(8)}
    | {chr(ord("ኀ") + order): chr(ord("ሐ") + order) for order in range(7)}
    | {"አ": "ኣ", "ዐ": "ዓ"}
)
_FIRST_ORDER_HA = str.maketrans({"ሐ": "ሓ", "ሀ": "ሃ"})
_SAME_SIGN = str.maketrans(
    dict.fromkeys("‘’‛`´ʼ′", "'") | dict.fromkeys("‐‒–—−", "-") | {"٫": ",", "،": ",", "٬": "."}
)
_SILENT = frozenset({"Mn", "Me", "Cf"})
_BLANK = frozenset({"So", "Sk", "Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Return ``text`` in one spelling: digits 0–9, small letters, no accents, single spaces.

    Marks of direction, zero-width signs and emoji go; punctuation stays. Letters that
    people mix up (أ and ا, ፀ and ጸ) become one. Only for comparing, never for showing.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_SAME_SIGN)
    folded = unicodedata.normalize("NFD", to_western(folded).casefold())
    kept = (
        " " if unicodedata.category(sign) in _BLANK else sign
        for sign in folded
        if unicodedata.category(sign) not in _SILENT
    )
    letters = unicodedata.normalize("NFC", "".join(kept)).translate(_SAME_LETTER).translate(_FIRST_ORDER_HA)
    return " ".join(letters.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in the spelling of ``clean``, without punctuation."""
    return tuple(_WORD.findall(clean(text).replace("'", "")))
