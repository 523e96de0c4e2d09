"""Which letters each language is written in, and what no engine of that language can read."""

from __future__ import annotations

import re
import unicodedata

SCRIPTS = {"nl": "LATIN", "ar": "ARABIC", "ti": "ETHIOPIC"}
"""Per language the word with which Unicode begins the names of its letters."""

PAUSES = ",،፣;؛፤:፦"
ENDS = ".!?؟።፧"
PUNCTUATION = frozenset(PAUSES + ENDS)
"""Marks that engines take as a pause; nothing else that is not a letter is left."""

APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<!\w)'(?=[stnm]\b)")
"""As in "foto's" and "'s avonds"."""

VOWEL_MARKS = re.compile("[\u064b-\u0652\u0670]")
"""Of Arabic, with shadda, sukun and the small alif; a text may carry them or not."""

SHORT_STOP = r"(?:\.(?=,|[ \t]+[a-z\d(]))?"
"""The dot of an abbreviation where the sentence goes on; before a capital it ends the sentence."""

HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def script(character: str) -> str:
    """Return the script of a letter, such as "LATIN"; what it is called where it has none."""
    return unicodedata.name(character, "UNNAMED").split(maxsplit=1)[0]


def bare(text: str) -> str:
    """Return Arabic without its vowel marks."""
    return VOWEL_MARKS.sub("", text)


def lint(spoken: str, language: str) -> list[str]:
    """Return what an engine of this language could not read, each once, in order.

    A digit, a currency or percent sign, a letter of another script, an emoji, an isolate,
    a mark of a web address: as they stand, or as "U+2068" where they cannot be seen. Letters
    that stand together are one item, so that a name without an entry is found as a name.
    """
    own = SCRIPTS[language]
    rest = APOSTROPHE.sub("", HYPHEN.sub("", spoken)) if own == "LATIN" else spoken
    found: dict[str, None] = {}
    word = ""
    for character in [*rest, " "]:
        foreign = character.isalpha() and script(character) != own
        if foreign:
            word += character
            continue
        if word:
            found[word] = None
            word = ""
        if not _readable(character, own):
            found[_shown(character)] = None
    return list(found)


def _readable(character: str, own: str) -> bool:
    if character == " " or character in PUNCTUATION:
        return True
    if character.isalpha():
        return script(character) == own
    return unicodedata.category(character) == "Mn" and script(character) in {own, "COMBINING"}


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"
