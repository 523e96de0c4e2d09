"""Which language a text is in, as far as its letters tell.

Arabic and Ge'ez letters settle it, however many Dutch words stand between them: people
write "ontslag" and "UWV" in the middle of their own language. Latin letters settle
nothing, because Arabic and Tigrinya are typed in them too: there the embedded engine
asks what it learnt.
"""

from __future__ import annotations

from bot.understanding.script import Script, letters_by_script

NATIVE = {Script.ARABIC: "ar", Script.ETHIOPIC: "ti"}

_STRAY_LETTERS = 1
"""A single foreign letter is a slip of the keyboard or an ornament, not a language."""


def language_by_script(text: str) -> str | None:
    """Return "ar" or "ti" when the script tells, else None."""
    letters = letters_by_script(text)
    latin = letters.pop(Script.LATIN, 0)
    if not letters:
        return None
    script, count = letters.most_common(1)[0]
    return NATIVE[script] if count > _STRAY_LETTERS or latin == 0 else None


def has_latin_words(text: str) -> bool:
    """Tell whether a text holds letters from which a language could be learnt."""
    return letters_by_script(text)[Script.LATIN] > _STRAY_LETTERS
