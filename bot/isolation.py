"""Isolation: what runs to the right keeps its order inside a text that runs to the left.

"DigiD" and "088 123" would otherwise be turned around inside Arabic: Unicode Standard Annex 9.
"""

from __future__ import annotations

import re

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_NEITHER = dict.fromkeys(map(ord, (_ISOLATE, _END_ISOLATE)))

_LATIN_RUN = re.compile(r"[A-Za-zÀ-ÿ€+0-9](?:[\w€+&'’./:@%-]|[ ,](?=[A-Za-zÀ-ÿ€+0-9]))*", re.ASCII)


def isolated(text: str) -> str:
    """Return a text that keeps its own direction, whatever stands around it."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}"


def without_isolates(text: str) -> str:
    """Return a text as it was before anything in it was isolated."""
    return text.translate(_NEITHER)


def isolated_words(text: str) -> str:
    """Return the same as ``isolated_runs``, with the names of placeholders left as they are."""
    pieces = []
    for position, piece in enumerate(re.split(r"(\{[^{}]*\})", text)):
        pieces.append(piece if position % 2 else isolated_runs(piece))
    return "".join(pieces)


def isolated_runs(text: str) -> str:
    """Return a text that runs to the left with what runs to the right in it kept in its own order."""
    return _LATIN_RUN.sub(_isolate_run, text)


def _isolate_run(match: re.Match[str]) -> str:
    run = match.group()
    trailing = len(run) - len(run.rstrip(".,:;'’/-"))
    kept, rest = (run[:-trailing], run[-trailing:]) if trailing else (run, "")
    # A plain number keeps its order by itself; "0800-0113" and "3-4-2026" would be turned around.
    if kept.isdecimal():
        return run
    return f"{isolated(kept)}{rest}"
