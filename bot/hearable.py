"""Whether there is a voice for all of a message: asked of every message with buttons, so it must be cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.lines import Expired, Latin, Line
from bot.flows.text import Text
from bot.locale import SOURCE
from bot.messages import Part
from bot.parts import DUTCH_WORDS, line_has_text, number, number_before, part_as_written, spoken_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.flows.lines import Value
    from bot.flows.message import Message
    from bot.locale import Languages


class Hearable:
    """Answers what the engine asks before it offers to read: see ``bot/flows/listening.py``.

    ``channels`` play voice messages; ``speaks`` tells whether a language has a voice for any
    text, ``voiced`` whether there is one for this part.
    """

    def __init__(
        self,
        languages: Languages,
        *,
        channels: frozenset[str],
        speaks: Callable[[str], bool],
        voiced: Callable[[Part], bool],
    ) -> None:
        self._languages = languages
        self._channels = channels
        self._speaks = speaks
        self._voiced = voiced
        self._texts: dict[tuple[Text, str, bool], bool] = {}
        self._numbers: dict[tuple[int, str], bool] = {}

    def on(self, channel: str) -> bool:
        """Tell whether a channel plays voice messages."""
        return channel in self._channels

    def reads(self, message: Message, language: str) -> bool:
        """Tell whether there is a voice for all of a message."""
        # Mostly this is all that need be known.
        known = {message.language or language, language, SOURCE}
        if all(map(self._speaks, known)) and all(line_has_text(line) for line in message.lines):
            return True
        # Else that every text of it has one, which stays so. Only where one has none, or where it is
        # said in another way than it is written down, is the message taken apart.
        if self._each(message, message.language or language, language):
            return True
        heard = spoken_parts(message, self._languages, language)
        return all(part.spare or self._voiced(part) for part in heard)

    def look_again(self) -> None:
        """Forget what has a voice: something may have been recorded, rendered or deleted since."""
        self._texts.clear()
        self._numbers.clear()

    def _each(self, message: Message, shown: str, language: str) -> bool:
        """Tell whether all texts of a message have a voice, whatever stands in them."""
        for line in message.lines:
            before = number_before(line, self._languages, shown)
            if before is not None and not self._voiced(before):
                return False
            if isinstance(line.text, Latin):
                if line.text.text.strip() and not self._voiced(Part(shown, line.text.text, own=True)):
                    return False
            elif not self._text(line.text, shown, translated=True) or not self._values(line.values, shown):
                return False
        for choice in message.choices:
            label = choice.label
            if isinstance(label, Latin):
                if not self._voiced(Part(language, label.text)):
                    return False
            elif not self._text(label, language):
                return False
        return message.typed or all(
            self._number(place, language) for place in range(1, len(message.choices) + 1)
        )

    def _values(self, values: Mapping[str, Value], language: str) -> bool:
        for value in values.values():
            match value:
                case Expired():  # its sentence is left out
                    return False
                case Text():
                    if not self._text(value, language):
                        return False
                case Line(text=Text() as text):
                    if not self._text(text, language) or not self._values(value.values, language):
                        return False
                case _:
                    pass
        return True

    def _text(self, text: Text, language: str, *, translated: bool = False) -> bool:
        """Tell whether a text has a voice as it stands in the catalog; ``translated``: in this language."""
        key = (text, language, translated)
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = self._finds(text, language, translated=translated)
        return known

    def _finds(self, text: Text, language: str, *, translated: bool) -> bool:
        if text.plural is not None or text.context in DUTCH_WORDS:
            return False  # the count, or where it stands, decides what is said
        part = part_as_written(text, self._languages, language)
        if translated and part.language != language:
            return False
        return part.spare or self._voiced(part)

    def _number(self, place: int, language: str) -> bool:
        key = (place, language)
        known = self._numbers.get(key)
        if known is None:
            said = number(place, self._languages, language)
            known = self._numbers[key] = said is None or self._voiced(said)
        return known
