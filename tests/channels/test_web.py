from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.channels.base import VoiceMessage
from bot.channels.web import Web
from bot.messages import (
    Address,
    Beside,
    Button,
    Delete,
    DeliveryError,
    Echo,
    ErrorKind,
    Outbound,
    Say,
    Settle,
    Speak,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.messages import JSON, Delivery

FATIMA = Address("web", "fatima")


@dataclass
class ListLog:
    """Remembers what it was told. ``gone``: the browser is not known; ``broken``: the store is away."""

    gone: bool = False
    broken: bool = False
    told: list[tuple[object, ...]] = field(default_factory=list)

    async def append(
        self, address: str, body: Mapping[str, JSON], *, outbox: int, sensitive: bool = False
    ) -> int | None:
        if self.broken:
            raise OSError
        self.told.append((address, dict(body), outbox, sensitive))
        return None if self.gone else len(self.told)

    async def settle(self, address: str, entry: int) -> None:
        self.told.append((address, "settle", entry))

    async def withdraw(self, address: str, entries: Sequence[int]) -> None:
        self.told.append((address, "withdraw", list(entries)))


def outbound(delivery: Delivery) -> Outbound:
    return Outbound(7, FATIMA, delivery)


async def test_message_becomes_an_entry_with_its_buttons_numbered_where_they_are_heard() -> None:
    log = ListLog()

    sent = await Web(log).send(outbound(Say("Dag", "nl", (Button("1|yes", "Ja"),), numbered=True)))

    body = {"type": "say", "text": "Dag", "language": "nl", "buttons": [["1|yes", "1 Ja"]], "typed": False}
    assert (sent, log.told) == ("1", [("fatima", body, 7, False)])


async def test_second_language_is_a_block_of_its_own_in_the_entry() -> None:
    log = ListLog()
    say = Say("እወ?", "ti", (Button("1|yes", "እወ"),), beside=Beside("Ja?", "nl", ("Ja",)))

    await Web(log).send(outbound(say))

    body = {
        "type": "say",
        "text": "እወ?",
        "language": "ti",
        "buttons": [["1|yes", "1 እወ"]],
        "typed": False,
        "beside": {"text": "Ja?", "language": "nl", "options": ["Ja"]},
    }
    assert log.told == [("fatima", body, 7, False)]


async def test_own_words_become_an_entry_that_is_kept_as_short_as_they_are_sensitive() -> None:
    log = ListLog()

    await Web(log).send(outbound(Echo("schulden", "nl", sensitive=True)))

    assert log.told == [("fatima", {"type": "own", "text": "schulden", "language": "nl"}, 7, True)]


async def test_entries_are_settled_and_withdrawn_by_their_ids() -> None:
    log = ListLog()

    for delivery in (Settle("3"), Delete(("3", "4", "m5"))):
        await Web(log).send(outbound(delivery))

    assert log.told == [("fatima", "settle", 3), ("fatima", "withdraw", [3, 4])]


async def test_sound_gets_a_name_that_nobody_guesses() -> None:
    log = ListLog()
    speak = Speak((), "ti", buttons=(Button("0|x", "Ja"),))

    for _ in range(2):
        await Web(log).play(outbound(speak), VoiceMessage(Path("/clips/a.ogg"), 2.5, caption="computer"))

    bodies = [body for _, body, *_ in log.told if isinstance(body, dict)]
    names = {body.pop("sound") for body in bodies}
    assert bodies == 2 * [
        {
            "type": "sound",
            "path": "/clips/a.ogg",
            "seconds": 2.5,
            "text": "computer",
            "language": "ti",
            "buttons": [["0|x", "Ja"]],
        }
    ]
    assert [len(str(name)) for name in names] == [22, 22]


@pytest.mark.parametrize(
    ("log", "kind"), [(ListLog(gone=True), ErrorKind.BLOCKED), (ListLog(broken=True), ErrorKind.RETRY)]
)
async def test_what_cannot_be_shown_is_refused_in_the_words_of_a_channel(
    log: ListLog, kind: ErrorKind
) -> None:
    with pytest.raises(DeliveryError) as refused:
        await Web(log).send(outbound(Say("Dag", "nl")))

    assert refused.value.kind is kind
