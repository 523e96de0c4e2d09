"""What is still to be recorded: a list to read from, the most important first."""

from __future__ import annotations

import csv
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.voice.base import Speech
    from bot.voice.chain import Chain

FIRST: Final = (
    ("core/welcome",),
    ("core/which-language", "core/language-changed", "core/button.language"),
    ("core/danger.", "core/button.danger"),
    ("core/person.", "core/button.person", "core/button.yes-person"),
)
"""What comes before the guides, by the beginning of its id: opening, language, danger, a person."""

COLUMNS: Final = ("code", "language", "state", "text", "message_id")


@dataclass(frozen=True)
class Row:
    """One text to read. ``state``: "new", "stale" (another wording), "waiting" (to approve) or "recorded"."""

    code: str
    state: str
    speech: Speech


def code_of(speech: Speech) -> str:
    """Return the name of the file for a text: another one once the text has changed."""
    what = f"{speech.language}\0{speech.message_id}\0{speech.written}"
    digits = b32encode(sha256(what.encode()).digest()).decode().lower()[:8]
    return f"{speech.language}-{digits}"


def rows(chain: Chain, speeches: Sequence[Speech], *, everything: bool = False) -> list[Row]:
    """Return what to record; with ``everything`` also what has an approved recording.

    What helps anybody in any language comes first; then the guides, in the language that
    is worst served, and in the order in which a resident meets them.
    """
    languages = _worst_served_first(chain, speeches)
    found = [
        Row(code_of(speech), _state(chain, speech), speech)
        for speech in speeches
        if speech.message_id is not None and (everything or chain.recordings.find(speech) is None)
    ]
    return sorted(found, key=lambda row: (_urgency(row.speech), languages.index(row.speech.language)))


def as_csv(sheet: Sequence[Row]) -> str:
    """Return the rows as CSV, for a spreadsheet."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sheet:
        speech = row.speech
        writer.writerow([row.code, speech.language, row.state, speech.written, speech.message_id])
    return text.getvalue()


def as_html(sheet: Sequence[Row], *, directions: Mapping[str, str]) -> str:
    """Return the rows as a page to print. ``directions`` holds "ltr" or "rtl" per language."""
    lines = [
        f"<tr><td><code>{row.code}</code></td>"
        f'<td lang="{row.speech.language}" dir="{directions[row.speech.language]}">'
        f"{escape(row.speech.written)}</td></tr>"
        for row in sheet
    ]
    return _PAGE.format(rows="\n".join(lines), left_out=LEFT_OUT)


LEFT_OUT: Final = (
    "Teksten met een datum, een bedrag of een ander eigen gegeven erin staan hier niet: "
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
    for number, beginnings in enumerate(FIRST):
        if (speech.message_id or "").startswith(beginnings):
            return number
    return len(FIRST)


def _worst_served_first(chain: Chain, speeches: Sequence[Speech]) -> list[str]:
    """Order languages by how many messages are silent, then by how many a computer speaks."""
    silent: dict[str, int] = {}
    computer: dict[str, int] = {}
    for speech in speeches:
        clip = chain.found(speech)
        silent[speech.language] = silent.get(speech.language, 0) + (clip is None)
        computer[speech.language] = computer.get(speech.language, 0) + (clip is not None and clip.by_computer)
    return sorted(silent, key=lambda language: (-silent[language], -computer[language]))


def _state(chain: Chain, speech: Speech) -> str:
    if chain.recordings.stale(speech):
        return "stale"
    if chain.recordings.waiting(speech):
        return "waiting"
    return "new" if chain.recordings.find(speech) is None else "recorded"
