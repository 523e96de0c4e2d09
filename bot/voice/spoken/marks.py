"""Everything that is no letter and no number: what is left of it is a pause."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.voice.spoken.scripts import APOSTROPHE, ENDS, HYPHEN, PUNCTUATION, SCRIPTS

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

TATWEEL = "\u0640"
"""Stretches an Arabic word for the eye."""

FASTENED = re.compile(f"{TATWEEL}[ \u2066-\u2069]*")
"""Before a name it fastens a preposition, which is then said with it."""

ARABIC_SIGNS = (
    (re.compile("\u066a"), "%"),
    (re.compile(r"(?<=\d)\u066b(?=\d)"), ","),
    (re.compile(r"(?<=\d)\u066c(?=\d)"), "."),
)
"""Percent, decimal and thousands as Arabic keyboards have them, and what Dutch letters have."""

NO_SOUND = frozenset(["Ps", "Pe", "Pi", "Pf", "Pc", "Pd", "Me", "Zs", "Zl", "Zp"])
"""Unicode's categories of brackets, quotes, dashes and spaces: what is around words and has no sound."""

SILENT = frozenset("\"'`´*/\\·•‧¡¿‼⁉፡፠፨")
"""Other marks that are seen and not said. Any other symbol says something: it stays for ``lint``."""

PICTURES = ((0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
"""Where Unicode has emoji and the marks of lists; signs such as "°" and "©" are elsewhere."""

_MARKS = re.escape("".join(sorted(PUNCTUATION)))
RUN = re.compile(rf" *[{_MARKS}](?: *[{_MARKS}])*")
SEPARATORS = re.compile(r" [-–—]+ |[–—]|[()\[\]{}]|-{2,}")
STRENGTH = "፦:፤؛;፣،,"
"""Pauses from strong to weak; what ends a sentence is stronger than any."""


def visible(text: str) -> str:
    """Return the text without what cannot be seen, its digits all as 0 to 9."""
    text = FASTENED.sub("", unicodedata.normalize("NFC", text))
    text = "".join(_visible(character) for character in text).replace("\r\n", "\n").replace("\r", "\n")
    for sign, written in ARABIC_SIGNS:
        text = sign.sub(written, text)
    return text


def marks(text: str, speech: Speech) -> str:
    """Return one line: symbols said, emoji gone, brackets and line breaks as pauses."""
    wording = speech.wording
    signs = {"@": wording.at, **wording.symbols}
    for symbol in sorted(signs, key=len, reverse=True):
        text = text.replace(symbol, f" {signs[symbol]} ")
    text = text.replace("’", "'").replace("…", ENDS[0])
    text = re.sub(r"(?m)^[ \t]*[-*•▫➖–—]+[ \t]+", "", text)
    text = SEPARATORS.sub(f"{wording.pause} ", text)
    either = re.escape(wording.either)
    text = re.sub(r"(?<=\w) */+ *(?=\w)", f" {wording.either} ", text)
    # "en/of": the slash has said it.
    text = re.sub(rf"(?<!\w){either}(?: +{either}(?!\w))+", wording.either, text)
    kept = {match.start() for match in APOSTROPHE.finditer(text)}
    if SCRIPTS[speech.language] == "LATIN":
        kept |= {match.start() for match in HYPHEN.finditer(text)}
    text = "".join(
        character if position in kept else _kept(character) for position, character in enumerate(text)
    )
    return settled(_one_line(text, wording.stop), wording.pause)


def settled(text: str, pause: str) -> str:
    """Return the text with one mark where several met, and one space where it needs one."""
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    text = RUN.sub(lambda match: f"{_strongest(match.group())} ", text)
    text = re.sub(r" +", " ", text).strip()
    text = text.lstrip("".join(PUNCTUATION) + " ")
    return text.rstrip(f" {pause}") if text.endswith(pause) else text


def _visible(character: str) -> str:
    if character in "\n\r":
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs" or character in "\t\v\f\x85\u2028\u2029":
        return "\n" if character in "\x85\u2028\u2029" else " "
    return "" if category in {"Cf", "Cc", "Cs", "Co", "Cn"} or character == TATWEEL else character


def _kept(character: str) -> str:
    """Return a character that has a sound, a space for one that has none."""
    if character in PUNCTUATION or character == "\n":
        return character
    if character in SILENT or unicodedata.category(character) in NO_SOUND or _is_picture(character):
        return " "
    return "" if "VARIATION SELECTOR" in unicodedata.name(character, "") else character


def _is_picture(character: str) -> bool:
    symbol = unicodedata.category(character).startswith("S")
    return symbol and any(first <= ord(character) <= last for first, last in PICTURES)


def _one_line(text: str, stop: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    *before, last = [line for line in lines if line.strip(f" {''.join(PUNCTUATION)}")] or [""]
    return " ".join([*(line if line[-1] in PUNCTUATION else line + stop for line in before), last])


def _strongest(run: str) -> str:
    ends = [mark for mark in run if mark in ENDS]
    if ends:
        return next((mark for mark in ends if mark in "?؟፧!"), ends[0])
    return min(run.replace(" ", ""), key=STRENGTH.index)
