"""What stands in a text once content has filled it, beside how that is said.

A recording is of a text as it was read: with the name, the number and the hour of that day in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.locale import END_ISOLATE, ISOLATE
from bot.voice.speeches import Speeches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.messages import Part
    from bot.voice.base import Speech

_NO_ISOLATES = dict.fromkeys(map(ord, (ISOLATE, END_ISOLATE)))


class Fillings(Speeches):
    """As ``Speeches``; each speech with what fills it, where that is the same for everybody."""

    def of(self, part: Part) -> Iterator[Speech]:
        """Yield what is said of a part: one speech, of a text without id one in each language."""
        return (self._with_filling(speech, part) for speech in super().of(part))

    def unspoken(self, part: Part) -> Speech:
        """Return a part as ``of`` does, but as it is written: enough to ask who could say it."""
        return self._with_filling(super().unspoken(part), part)

    def _with_filling(self, speech: Speech, part: Part) -> Speech:
        if part.own or not part.values:
            return speech
        return replace(speech, filled=self.shown(part).translate(_NO_ISOLATES))
