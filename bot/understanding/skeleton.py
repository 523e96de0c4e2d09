"""The consonants of a word, as all three scripts would write them.

"uitkering", "اويتكيرينغ" and "ኡይትከሪንግ" have the skeleton "tkrng" in common, and so do
"khsert" and "خسرت": vowels are what writers leave out, mistake or spell their own way.
"""

from __future__ import annotations

import re

_ARABIC = str.maketrans(
    dict(zip("خشغحهقكصضطظذثجبتدرزسفلمن", "gSghhkksdtzdtgbtdrzsflmn", strict=True)) | dict.fromkeys("اويع")
)

_LATIN = (
    (re.compile(r"sch"), "sg"),
    (re.compile(r"kh|ch|gh"), "g"),  # Dutch g and ch, Arabic خ and غ: one throat
    (re.compile(r"sh"), "S"),
    (re.compile(r"ij(?![aeiou])|ei"), ""),  # a Dutch vowel; in "dijidi" (Ge'ez ዲጂዲ) the j is heard
    (re.compile(r"ck|[q9]"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[ei])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"7"), "h"),
    (re.compile(r"5"), "g"),
    (re.compile(r"[238]"), ""),  # hamza and ayn in Latin-letter Arabic
    (re.compile(r"j"), "g"),
    (re.compile(r"v"), "f"),
    (re.compile(r"p"), "b"),  # Arabic writes no p
    (re.compile(r"d$"), "t"),  # Dutch hears no d at the end of a word
    (re.compile(r"[aeiouyw]"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """Return the consonants of one normalised word; empty when there are none."""
    if not word.isascii():
        return _DOUBLED.sub(r"\1", word.translate(_ARABIC))
    for pattern, sound in _LATIN:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)
