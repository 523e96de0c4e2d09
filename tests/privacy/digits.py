"""Numbers in other digits, for the tests of the gate."""

from __future__ import annotations

WESTERN = str
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
# Ge'ez has no zero: people write the Western one.
_GEEZ = str.maketrans("123456789", "፩፪፫፬፭፮፯፰፱")


def arabic(text: str) -> str:
    return text.translate(_ARABIC)


def persian(text: str) -> str:
    return text.translate(_PERSIAN)


def full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def geez(text: str) -> str:
    return text.translate(_GEEZ)


THREE_SYSTEMS = (WESTERN, arabic, geez)
ALL_SYSTEMS = (WESTERN, arabic, persian, geez, full_width)
