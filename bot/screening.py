"""What is made of an input before it meets the store, in memory only.

Danger is looked for, secrets are taken out, and what was meant is found out. All of it
depends on the text alone, so it needs no lock and is never done again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.codes import beside_code
from bot.messages import Command, Danger, Interpretation, Text
from bot.privacy.gate import Expecting

if TYPE_CHECKING:
    from bot.messages import Inbound
    from bot.missed import Wording
    from bot.privacy.emergency import EmergencyWords
    from bot.privacy.gate import Gate
    from bot.understanding.base import Understanding

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Screening:
    """Screens what arrives. ``wording`` is prepared for what was not understood."""

    gate: Gate
    emergency: EmergencyWords
    understanding: Understanding
    wording: Wording

    async def screened(self, inbound: Inbound) -> Inbound:
        """Look for danger, take secrets out, and find out what was meant."""
        match inbound.content:
            case Text(text):
                return await self._text(inbound, text)
            case Command(name, argument):
                return await self._command(inbound, name, argument)
            case _:
                return inbound

    def without_code(self, inbound: Inbound) -> Inbound:
        """Refuse a bare code where the guide may just have made her hold one."""
        if not isinstance(inbound.content, Text) or inbound.refusal is not None or inbound.emergency:
            return inbound
        kept = self.gate.clean(inbound.content.text, expecting=Expecting.CODE)
        if kept.refusal is None:
            return inbound
        return replace(inbound.without_text(), refusal=kept.refusal)

    async def _text(self, inbound: Inbound, text: str) -> Inbound:
        listed = self.emergency.found(text)
        kept = self.gate.clean(text)
        meaning = await self._meaning(kept.text)
        if meaning.intent is None:
            await self.wording.prepare()
        # What was taken out may have been what told of danger: then a listed phrase stands.
        meant_otherwise = meaning.danger is Danger.CALM and kept.text == text
        if meaning.danger is Danger.HEARD or (listed and not meant_otherwise):
            # The words themselves are not kept; the language is, to answer in it.
            language_only = Interpretation(meaning.language, None, 0.0)
            return replace(
                inbound,
                content=Text(""),
                emergency=True,
                interpretation=language_only,
                refusal=kept.refusal,
            )
        return replace(
            inbound,
            content=Text(kept.text),
            refusal=kept.refusal,
            worrying=listed or meaning.danger is Danger.POSSIBLE,
            interpretation=meaning,
        )

    async def _command(self, inbound: Inbound, name: str, argument: str) -> Inbound:
        allowed = self.gate.clean(argument)
        danger = self.emergency.found(argument)
        kept_of_it = replace(inbound, content=Command(name, allowed.text), refusal=allowed.refusal)
        said = beside_code(kept_of_it)
        if said and not danger:
            danger = (await self._meaning(said)).danger is Danger.HEARD
        if danger:
            return replace(inbound, content=Text(""), emergency=True, refusal=allowed.refusal)
        return kept_of_it

    async def _meaning(self, text: str) -> Interpretation:
        """Interpret a text; without an engine that answers, buttons and answers work all the same."""
        try:
            return await self.understanding.interpret(text)
        except Exception:
            log.exception("not interpreted")
            return Interpretation(None, None, 0.0)
