"""Digits of other scripts, turned into 0–9."""

from __future__ import annotations

import re
import unicodedata

_FOREIGN_DIGIT = re.compile(r"[^\W\D0-9]")
_GEEZ_RUN = re.compile(r"[\u1369-\u137C]+")
# ፼ separates groups of four digits, ፻ the pairs within; a pair is a ten, a unit or both.
_GEEZ_PAIR = r"[\u1372-\u137A]?[\u1369-\u1371]?"
_GEEZ_GROUP = rf"{_GEEZ_PAIR}(?:\u137B{_GEEZ_PAIR})?"
_GEEZ_NUMBER = re.compile(rf"{_GEEZ_GROUP}(?:\u137C{_GEEZ_GROUP})?")
_ONE, _TEN, _HUNDRED, _TEN_THOUSAND = "\u1369", "\u1372", "\u137b", "\u137c"


def to_western(text: str) -> str:
    """Return ``text`` with every decimal digit and every Ge'ez number below 10⁸ in digits 0–9.

    Ge'ez numerals add and multiply: ፲፪ is 12, ፳፻፳፮ is 2026. A row of them that forms
    no number stays as it is, like everything else.
    """
    text = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return _GEEZ_RUN.sub(_from_geez, text)


def _from_geez(run: re.Match[str]) -> str:
    numeral = run[0]
    if not _GEEZ_NUMBER.fullmatch(numeral):
        return numeral
    higher, ten_thousand, lower = numeral.rpartition(_TEN_THOUSAND)
    # A sign that multiplies stands for itself when nothing stands before it.
    value = 10_000 * (_group(higher) or 1) if ten_thousand else 0
    return str(value + _group(lower))


def _group(numeral: str) -> int:
    higher, hundred, lower = numeral.rpartition(_HUNDRED)
    value = 100 * (_pair(higher) or 1) if hundred else 0
    return value + _pair(lower)


def _pair(numeral: str) -> int:
    return sum(map(_sign, numeral))


def _sign(sign: str) -> int:
    return ord(sign) - ord(_ONE) + 1 if sign < _TEN else 10 * (ord(sign) - ord(_TEN) + 1)
