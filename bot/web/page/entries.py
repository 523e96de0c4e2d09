"""From entries of the log to what a browser shows, or is told to change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from bot.flows.screens.paper import PAPER
from bot.flows.words_page import YOU
from bot.flows.words_voice import PLAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.web.base import Entry
    from bot.web.page.parts import Parts
    from bot.web.page.visits import Visit

SHOWN = frozenset({"say", "own", "sound"})
"""The kinds of entries that are seen. The others change what was."""

STANDING = 0
"""The number on buttons that go on working, see ``bot/flows/listening.py``."""


@dataclass(frozen=True)
class Change:
    """Something to tell a browser: the name of the event and its data, one line each."""

    id: int
    event: str
    data: str

    def encoded(self) -> bytes:
        """Return it as a server-sent event."""
        # A carriage return would end a line as well; nothing that is shown needs one.
        lines = "".join(f"data: {line}\n" for line in self.data.replace("\r", "").split("\n"))
        return f"id: {self.id}\nevent: {self.event}\n{lines}\n".encode()


def shown(parts: Parts, one: Visit, entries: Sequence[Entry]) -> list[str]:
    """Return the entries as pieces of the page. Buttons of an earlier question are left out: they are old."""
    newest = max((_prompt(entry) for entry in entries), default=STANDING)
    return [
        _piece(parts, one, entry, buttons=_prompt(entry) in {STANDING, newest})
        for entry in entries
        if entry.body["type"] in SHOWN
    ]


def changes(parts: Parts, one: Visit, entries: Iterable[Entry]) -> list[Change]:
    """Return what a browser that is open is told."""
    return [_change(parts, one, entry) for entry in entries]


def _change(parts: Parts, one: Visit, entry: Entry) -> Change:
    match entry.body:
        case {"type": "settle", "of": of}:
            return Change(entry.id, "settle", str(of))
        case {"type": "keep", "of": list(of)}:
            return Change(entry.id, "keep", " ".join(map(str, of)))
        case _:
            return Change(entry.id, "entry", _piece(parts, one, entry, buttons=True))


def _piece(parts: Parts, one: Visit, entry: Entry, *, buttons: bool) -> str:
    body: Any = entry.body
    language = body["language"]
    return parts.templates.text(
        "page/entry.html",
        entry=entry.id,
        kind=body["type"],
        text=body["text"],
        language=language,
        direction=parts.direction(language),
        beside=_beside(parts, body),
        buttons=list(_buttons(body)) if buttons else [],
        paper=f"{_prompt(entry)}|{PAPER}",
        prompt=_prompt(entry),
        sound=body.get("sound"),
        token=one.form_token,
        you=parts.say(YOU, one.visitor.language),
        play=parts.say(PLAY, language),
    )


def _buttons(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each button: its id, its label, and the label in the second language where it has another."""
    options = body.get("beside", {}).get("options", ())
    for (button, label), option in zip(body.get("buttons", ()), chain(options, repeat("")), strict=False):
        yield button, label, option


def _beside(parts: Parts, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the second language of a message: its text, its labels, and how those are marked and written."""
    beside = body.get("beside")
    return None if beside is None else {**beside, "direction": parts.direction(beside["language"])}


def _prompt(entry: Entry) -> int:
    """Return the number of the question that the buttons of an entry belong to."""
    body: Any = entry.body
    for button, _ in body.get("buttons", []):
        number = str(button).partition("|")[0]
        return int(number) if number.isdecimal() else STANDING
    return STANDING
