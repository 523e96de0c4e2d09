"""The port of a translation server: what a machine makes of a resident's words, for the desk only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Translator(Protocol):
    """Translates text. It never takes the place of the original, and nothing of it is kept."""

    async def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:
        """Return each text in another language (ISO 639-1 codes), None where that cannot be had now.

        It raises nothing and answers within a few seconds, whatever the server does.
        """


class NoTranslator:
    """Stands where no server is set."""

    async def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str | None]:  # noqa: ARG002  as in the port
        """Return None for each."""
        return [None] * len(texts)
