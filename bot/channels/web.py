"""The resident's page as a channel: what is delivered becomes an entry of what her browser shows."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Protocol

from bot.channels.base import Played
from bot.channels.profiles import WEB
from bot.channels.render import fit
from bot.messages import Delete, DeliveryError, Echo, ErrorKind, Say, Settle, Speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.channels.base import Capabilities, VoiceMessage
    from bot.messages import JSON, Button, Outbound


class Log(Protocol):
    """What the browsers show. ``address`` is the id of one on this channel."""

    async def append(
        self, address: str, body: Mapping[str, JSON], *, outbox: int, sensitive: bool = False
    ) -> int | None:
        """Add an entry, once for each row of the outbox; return its id, None for a browser that is gone."""

    async def settle(self, address: str, entry: int) -> None:
        """Take the buttons off an entry."""

    async def withdraw(self, address: str, entries: Sequence[int]) -> None:
        """Take entries away."""


@dataclass
class Web:
    """Writes to the log of the page. A message's id is that of its entry."""

    log: Log
    name: str = WEB.name
    account: str = ""
    capabilities: Capabilities = WEB

    async def send(self, outbound: Outbound) -> str | None:
        """Show a message, take its buttons off, or take it away."""
        address = outbound.address.id
        with _refusals():
            match outbound.delivery:
                case Say(language=language, typed=typed, sensitive=sensitive) as say:
                    (page,) = fit(say, self.capabilities)
                    body: dict[str, JSON] = {
                        "type": "say",
                        "text": page.text,
                        "language": language,
                        "buttons": _buttons(page.buttons),
                        "typed": typed,
                    }
                    if say.beside is not None and (page.beside or page.options):
                        body["beside"] = {
                            "text": page.beside,
                            "language": say.beside.language,
                            "options": list(page.options),
                        }
                    return await self._append(outbound, body, sensitive=sensitive)
                case Echo(text, language, sensitive):
                    body = {"type": "own", "text": text, "language": language}
                    return await self._append(outbound, body, sensitive=sensitive)
                case Delete(message_ids):
                    await self.log.withdraw(address, [int(one) for one in message_ids if one.isdecimal()])
                case Settle(message_id):
                    await self.log.settle(address, int(message_id))
                case Speak():
                    raise TypeError("what is to be heard is given to play()")
        return None

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Show a player. The sound gets a name that nobody guesses."""
        if not isinstance(outbound.delivery, Speak):
            raise TypeError("only what is to be heard is played")
        body: dict[str, JSON] = {
            "type": "sound",
            "sound": token_urlsafe(16),
            "path": str(sound.path),
            "seconds": sound.seconds,
            "text": sound.caption,
            "language": outbound.delivery.language,
            "buttons": _buttons(outbound.delivery.buttons),
        }
        with _refusals():
            # What is said may be sensitive, and its file is gone in an hour: so is the player.
            return Played(await self._append(outbound, body, sensitive=True))

    async def _append(self, outbound: Outbound, body: Mapping[str, JSON], *, sensitive: bool) -> str:
        entry = await self.log.append(outbound.address.id, body, outbox=outbound.id, sensitive=sensitive)
        if entry is None:
            # She wiped the screen, or her time was over: nobody sees it any more.
            raise DeliveryError(ErrorKind.BLOCKED)
        return str(entry)


def _buttons(buttons: Sequence[Button]) -> JSON:
    return [[button.id, button.label] for button in buttons]


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the store raises into what a channel may raise: it is tried again."""
    try:
        yield
    except (DeliveryError, TypeError):
        raise
    except Exception as error:
        raise DeliveryError(ErrorKind.RETRY) from error
