"""From a part of a message to what the voice is asked to say of it: its spoken form, its values in it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.flows.text import PLACEHOLDER, placeholder_name
from bot.isolation import without_isolates
from bot.voice.base import Speech

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.messages import Part
    from bot.voice.spoken.form import SpokenForms


class Speeches:
    """Knows the spoken form of every text. Every method raises ``KeyError`` for a language without any."""

    def __init__(self, forms: SpokenForms) -> None:
        self._forms = forms
        # Texts of the content alone: this keeps no word of a resident.
        self._said = lru_cache(maxsize=8192)(forms.say)

    def of(self, part: Part) -> Iterator[Speech]:
        """Yield what is said of a part: one speech, of a text without id one in each language."""
        if part.message_id is not None:
            yield self._with_filling(self._speech(part), part)
            return
        for passage in self._forms.passages(part.text, part.language):
            yield Speech(language=passage.language, text=passage.spoken, fixed=not part.own)

    def unspoken(self, part: Part) -> Speech:
        """Return a part as ``of`` does, but as it is written: enough to ask who could say it."""
        return self._with_filling(self._unspoken(part), part)

    def shown(self, part: Part) -> str:
        """Return a part as it is read by eye, its values in it."""

        def value(match: re.Match[str]) -> str:
            filled = part.values[placeholder_name(match)]
            return filled if isinstance(filled, str) else self.shown(filled)

        return PLACEHOLDER.sub(value, part.text)

    def _unspoken(self, part: Part) -> Speech:
        return Speech(
            language=part.language,
            text=part.text,
            fixed=not part.own,
            message_id=part.message_id,
            written=part.text,
            values={
                name: value if isinstance(value, str) else self._unspoken(value)
                for name, value in part.values.items()
            },
        )

    def _with_filling(self, speech: Speech, part: Part) -> Speech:
        # A recording is of a text as it was read, with the name, the number and the hour of that day in it.
        if part.own or not part.values:
            return speech
        return replace(speech, filled=without_isolates(self.shown(part)))

    def _speech(self, part: Part) -> Speech:
        behind = {
            placeholder_name(match): part.text[match.end() :] for match in PLACEHOLDER.finditer(part.text)
        }
        return Speech(
            language=part.language,
            text=self._text(part),
            fixed=not part.own,
            message_id=part.message_id,
            written=part.text,
            values={
                name: self._forms.value(value, behind.get(name, ""), part.language)
                if isinstance(value, str)
                else self._speech(value)
                for name, value in part.values.items()
            },
        )

    def _text(self, part: Part) -> str:
        if part.values:
            return self._forms.say(self.shown(part), part.language)
        return self._said(part.text, part.language)
