"""What is still to be recorded: a list to read from, the most important first."""

from __future__ import annotations

import csv
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Final

from bot.flows import words
from bot.flows.listening import PRESS
from bot.isolation import isolated_runs
from bot.parts import SPARE
from bot.voice.engines.recordings import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.voice.base import Speech
    from bot.voice.chain import Chain

ONE_LANGUAGE: Final = {text.context: language for language, text in PRESS.items()}
"""What is said in one language only, although it is translated into others."""

FIRST: Final = (
    tuple(ONE_LANGUAGE),
    ("page/",),
    ("core/welcome",),
    ("core/which-language", "core/language-changed", "core/button.language"),
    (
        "core/danger.",
        "core/button.danger",
        words.ERASE_THIS.context,
        words.NO_MESSAGES.context,
        words.MESSAGES_AGAIN.context,
        words.SHOW_DUTCH.context,
        words.GO_ON.context,
        words.PERSON.context,
    ),
    ("core/number.",),
    ("core/person.", "core/button.yes-person"),
)
"""What comes before the guides, by the beginning of its id.

What is said to who cannot read, whose device it is, the opening, the language, danger and its buttons,
the number that is said before every button, a person.
"""

AROUND: Final = {
    text.context
    for text in (
        words.ACTION_WHY,
        words.ACTION_PROOF,
        words.EXPLAINED,
        words.PERSON_HOURS,
        words.PERSON_DESK,
    )
}
"""A message that stands inside one of these is heard there alone."""

TITLE: Final = ".title"
"""Ends the id of the title of a guide."""

WAITING: Final = "waiting"
"""The state of a recording of today's text that nobody approved yet."""

COLUMNS: Final = ("code", "language", "state", "text", "message_id")


@dataclass(frozen=True)
class Row:
    """One text to read. ``state``: "new", "stale" (another wording), "waiting" (to approve) or "recorded"."""

    code: str
    state: str
    speech: Speech


def code_of(speech: Speech) -> str:
    """Return the name of the file for a text: another one once the text, or what fills it, has changed."""
    what = f"{speech.language}\0{speech.message_id}\0{speech.wording}"
    digits = b32encode(sha256(what.encode()).digest()).decode().lower()[:8]
    return f"{speech.language}-{digits}"


def asked(speeches: Sequence[Speech]) -> list[Speech]:
    """Return what is worth to record of all messages there are, each text once.

    What is said in one language is asked in no other, and what is heard inside another message
    only there.
    """
    within = {one for speech in speeches if speech.message_id in AROUND for one in speech.inside}
    found = {
        code_of(speech): speech
        for speech in speeches
        if speech.message_id is not None
        and speech.message_id not in within
        and ONE_LANGUAGE.get(speech.message_id, speech.language) == speech.language
    }
    return list(found.values())


def rows(chain: Chain, speeches: Sequence[Speech], *, everything: bool = False) -> list[Row]:
    """Return what to record; with ``everything`` also what has an approved recording.

    What helps anybody in any language comes first; then the guides, in the language that
    is worst served, and in the order of ``speeches``: that in which a resident meets them.
    """
    languages = _worst_served_first(chain, speeches)
    stale = chain.recordings.stale(speeches)
    found = [
        Row(code_of(speech), _state(chain, speech, stale), speech)
        for speech in speeches
        if everything or chain.recordings.find(speech) is None
    ]
    return sorted(found, key=lambda row: (_urgency(row.speech), languages.index(row.speech.language)))


def as_csv(sheet: Sequence[Row], *, directions: Mapping[str, str]) -> str:
    """Return the rows as CSV, for a spreadsheet. ``directions`` holds "ltr" or "rtl" per language."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sheet:
        speech = row.speech
        text_to_read = _to_read(speech, directions)
        writer.writerow([row.code, speech.language, row.state, text_to_read, speech.message_id])
    return text.getvalue()


def as_html(sheet: Sequence[Row], *, directions: Mapping[str, str]) -> str:
    """Return the rows as a page to print. ``directions`` holds "ltr" or "rtl" per language."""
    lines = [
        f"<tr><td><code>{row.code}</code></td>"
        f'<td lang="{row.speech.language}" dir="{directions[row.speech.language]}">'
        f"{escape(_to_read(row.speech, directions))}</td></tr>"
        for row in sheet
    ]
    return _PAGE.format(rows="\n".join(lines), left_out=LEFT_OUT)


LEFT_OUT: Final = (
    "Namen, nummers, tijden en bedragen in een tekst horen erbij: lees ze voor zoals ze er staan. "
    "Verandert er een, dan staat die tekst hier opnieuw. "
    "Teksten met een gegeven van de bewoner zelf, zoals haar datum, staan hier niet: "
    "een opname kan dat niet weten. Die zegt de computerstem."
)
"""What the sheet says of messages with values in them."""

_PAGE: Final = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>Inspreken</title>
<style>
body {{ font: 14pt sans-serif; }}
td {{ border-bottom: 1px solid; padding: 0.6em; vertical-align: top; }}
tr {{ break-inside: avoid; }}
td:first-child {{ white-space: nowrap; }}
</style>
<h1>Inspreken</h1>
<p>Lees elke tekst rustig voor in een stille kamer, elke tekst in een eigen bestand.
Zet de code vooraan in de naam van het bestand, bijvoorbeeld <code>nl-abcd2345.m4a</code>.</p>
<p>{left_out}</p>
<table>
{rows}
</table>
</html>
"""


def _urgency(speech: Speech) -> int:
    message_id = speech.message_id or ""
    of_a_guide = any(one.endswith(TITLE) for one in speech.inside)
    for number, beginnings in enumerate(FIRST):
        if message_id.startswith(beginnings) and not of_a_guide:
            return number
    # Left out of a message where nobody recorded it, and there are hundreds of it.
    return len(FIRST) + (message_id in SPARE)


def _to_read(speech: Speech, directions: Mapping[str, str]) -> str:
    """Return a text such that a number or a name in it is not turned around where it is read to the left."""
    return isolated_runs(speech.wording) if directions[speech.language] == "rtl" else speech.wording


def _worst_served_first(chain: Chain, speeches: Sequence[Speech]) -> list[str]:
    """Order languages by how many messages are silent, then by how many a computer speaks."""
    silent: dict[str, int] = {}
    computer: dict[str, int] = {}
    for speech in speeches:
        clip = chain.found(speech)
        silent[speech.language] = silent.get(speech.language, 0) + (clip is None)
        computer[speech.language] = computer.get(speech.language, 0) + (clip is not None and clip.by_computer)
    return sorted(silent, key=lambda language: (-silent[language], -computer[language]))


def _state(chain: Chain, speech: Speech, stale: Collection[tuple[str, str]]) -> str:
    if (speech.language, name_of(speech)) in stale:
        return "stale"
    if chain.recordings.waiting(speech):
        return WAITING
    return "new" if chain.recordings.find(speech) is None else "recorded"
