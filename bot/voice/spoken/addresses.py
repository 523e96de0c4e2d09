"""Web and e-mail addresses and postcodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.voice.spoken.speech import Speech

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ENDINGS = "nl|eu|com|org|net|info|be|de|nu|amsterdam|frl"
"""Without a scheme only these make an address, so that "morgen.Bel" is none."""

_PATH = r"(?:/[A-Za-z0-9/._~%?=&#+-]*[A-Za-z0-9/])?"
SITE = re.compile(
    rf"(?<![\w@.-])(?:https?://(?P<full>{_LABEL}(?:\.{_LABEL})*)|(?P<host>(?:{_LABEL}\.)+(?:{_ENDINGS})))(?P<path>{_PATH})(?![A-Za-z0-9@])",
    re.IGNORECASE,
)
EMAIL = re.compile(
    rf"(?<![\w.+-])(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?)@(?P<host>{_LABEL}(?:\.{_LABEL})+)"
)
BARE = re.compile(
    rf"(?<![A-Za-z0-9.@_-])\.(?P<ending>{_ENDINGS}|{_ENDINGS.upper()})(?![A-Za-z0-9@_]|\.[A-Za-z0-9])"
)
"""An ending by itself: "een adres met .nl". With one capital it is a sentence that begins: " .De"."""

POSTCODE = re.compile(r"(?<![\d.,€-])(?P<digits>[1-9]\d{3}) ?(?P<letters>[A-Z]{2})(?![^\W_])")
ENDING = 2
"""Letters of an ending that is spelled: "nl"."""


def addresses(text: str, speech: Speech) -> str:
    """Return the text with its addresses in words, a known name as a name."""

    def site(match: re.Match[str]) -> str:
        host = _host(match["full"] or match["host"], speech)
        return f" {host}{_path(match['path'].rstrip('/'), speech)}"

    def email(match: re.Match[str]) -> str:
        return f" {_pieces(match['name'], speech)} {speech.wording.at} {_host(match['host'], speech)}"

    def postcode(match: re.Match[str]) -> str:
        letters = match["letters"]
        # "in 2028 WW": a year with an abbreviation behind it.
        if " " in match.group() and (letters in speech.names.exact):
            return match.group()
        return speech.paused((speech.digits(match["digits"]), speech.names.spelled(letters)))

    def bare(match: re.Match[str]) -> str:
        # No space before it: a preposition may be fastened to it.
        return f"{speech.wording.dot} {_ending(match['ending'], speech)}"

    return POSTCODE.sub(postcode, BARE.sub(bare, SITE.sub(site, EMAIL.sub(email, text))))


def _host(host: str, speech: Speech) -> str:
    # "www" helps nobody who is read to.
    *labels, ending = re.sub(r"^www\.", "", host, flags=re.IGNORECASE).split(".")
    said = [_pieces(label, speech) for label in labels]
    return f" {speech.wording.dot} ".join([*said, _ending(ending, speech)])


def _ending(ending: str, speech: Speech) -> str:
    return speech.names.spelled(ending) if len(ending) == ENDING else _pieces(ending, speech)


def _path(path: str, speech: Speech) -> str:
    return "".join(f" {speech.wording.slash} {_pieces(part, speech)}" for part in path.split("/") if part)


def _pieces(label: str, speech: Speech) -> str:
    """Say what stands between two dots or slashes: words, hyphens, figures."""
    said = []
    for piece in re.findall(r"[A-Za-z]+|\d+|[^A-Za-z\d]", label):
        if piece.isdecimal():
            said.append(speech.figure(piece))
        elif piece.isalpha():
            said.append(speech.names.label(piece))
        else:
            signs = {".": speech.wording.dot, "-": speech.wording.dash, **speech.wording.symbols}
            said.append(signs.get(piece, ""))
    return " ".join(filter(None, said))
