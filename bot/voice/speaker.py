"""A whole message as one clip, in one voice: a person or a network voice that knows all of it, or espeak-ng.

What was rendered ahead of it is played as it is; only what is not there is made now.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.flows.text import PLACEHOLDER
from bot.voice.base import Kind, Speech
from bot.voice.silence import Reason
from bot.voice.spoken.scripts import PUNCTUATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.messages import Part, Speak
    from bot.voice.base import Clip, Voice
    from bot.voice.spoken.form import SpokenForms

log = logging.getLogger(__name__)

BRIEF: Final = 0.1
"""Seconds between a number and what it is the number of."""


class MessageSpeaker:
    """Answers the port ``Speaker``.

    ``number`` gives what is said before the label at a place, from 1, in a language.
    """

    def __init__(
        self, voice: Voice, forms: SpokenForms, *, number: Callable[[int, str], Part | None]
    ) -> None:
        self.voice = voice
        self._forms = forms
        self._number = number
        self._voiced: dict[tuple[str, str, str | None], bool] = {}
        # Texts of the content alone: this keeps no word of a resident.
        self._said = lru_cache(maxsize=8192)(forms.say)

    async def clip(self, speak: Speak) -> Clip | None:
        """Return the message as one clip.

        Where every part was recorded, or rendered by a network voice, these are played one
        after the other; else espeak-ng says all of it, so that nobody hears half a person.
        Of that too every part that was made before is only looked up.
        """
        try:
            ready = self._ready(speak)
            return await self.voice.joined(ready or self._whole(speak))
        except Exception:
            # The text went out all the same: nothing here may stop a conversation.
            log.exception("something broke in the voice", extra={"language": speak.language})
        return None

    def media_id(self, clip: Clip, *, channel: str, bot: str) -> str | None:
        """Return the id under which a provider keeps this clip for this bot, if it does."""
        return self.voice.media_id(clip, channel=channel, bot=bot)

    def remember(self, clip: Clip, media_id: str, *, channel: str, bot: str) -> None:
        """Note the provider's id of a clip, so that it is uploaded once."""
        self.voice.remember(clip, media_id, channel=channel, bot=bot)

    def discard(self, clip: Clip) -> None:
        """Delete a clip with a resident's own values now."""
        self.voice.discard(clip)

    def sweep(self) -> None:
        """Delete what had its hour."""
        self.voice.sweep()

    def look_again(self) -> None:
        """Forget what could be spoken: something may have been recorded or rendered since."""
        self._voiced.clear()

    def voiced(self, part: Part) -> bool:
        """Tell whether a text of the content has a voice. Remembered until ``look_again``."""
        if part.own:
            return self._can(part)
        key = (part.language, part.text, part.message_id)
        if key not in self._voiced:
            self._voiced[key] = self._can(part)
        return self._voiced[key]

    def speaks(self, language: str) -> bool:
        """Tell whether any text of a language can be spoken here."""
        key = (language, "", None)
        if key not in self._voiced:
            self._voiced[key] = language in self._forms.by_language and self.voice.speaks(language)
        return self._voiced[key]

    # --- every part by itself ----------------------------------------------------

    def _ready(self, speak: Speak) -> list[Speech]:
        """Return what is better than espeak-ng of every part, nothing when one is missing.

        A spare part may be missing.
        """
        if any(part.own for part in (*speak.parts, *speak.options)):
            return []
        ready: list[Speech] = []
        for part in (*speak.parts, *self._numbered_options(speak)):
            speeches = [] if part is None else list(self._speeches(part))
            if speeches and all(map(self._better, speeches)):
                ready += speeches
            elif part is None or not part.spare:
                return []
        return ready

    def _better(self, speech: Speech) -> bool:
        clip = self.voice.found(speech)
        return clip is not None and clip.kind is not Kind.ESPEAK

    def _numbered_options(self, speak: Speak) -> Iterator[Part | None]:
        for place, label in enumerate(speak.options, start=1):
            if speak.numbered:
                yield self._number(place, label.language)
            yield label

    # --- one voice for all of it ---------------------------------------------------

    def _whole(self, speak: Speak) -> list[Speech]:
        """Return the message in as few pieces as there are: clips of today, and the rest between them."""
        pieces = [speech for part in speak.parts for speech in self._speeches(part)]
        pieces = [self._by_computer(speech) for speech in (*pieces, *self._options(speak))]
        return [
            speech
            for (language, made), run in groupby(pieces, key=lambda one: (one.language, self._made(one)))
            for speech in (run if made else self._run(language, list(run)))
        ]

    def _by_computer(self, speech: Speech) -> Speech:
        """Return what espeak-ng says of a speech; of Arabic without vowels whoever can."""
        said = replace(speech, only=Kind.ESPEAK)
        return said if self.voice.can(said) else speech

    def _made(self, speech: Speech) -> bool:
        return self.voice.found(speech) is not None

    def _options(self, speak: Speak) -> Iterator[Speech]:
        for place, label in enumerate(speak.options, start=1):
            if speak.numbered:
                yield from self._option(place, label)
            else:
                yield from self._speeches(label)

    def _option(self, place: int, label: Part) -> Iterator[Speech]:
        """Yield one label with its number, in the language of that label.

        In two clips where both were made before or only that can be said; else in one breath.
        """
        first, *more = self._speeches(label)
        number = self._number(place, label.language)
        apart = [] if number is None else [replace(one, pause=BRIEF) for one in self._speeches(number)]
        made = [self._made(self._by_computer(one)) for one in (*apart, first)]
        if self.speaks(first.language) and not (apart and all(made)):
            language = self._forms.by_language[first.language]
            numeral = language.numerals.cardinal(place)
            said = language.wording.option.format(number=numeral, label=first.text)
            yield Speech(language=first.language, text=said, fixed=first.fixed)
        else:
            yield from (*apart, first)
        yield from more

    def _run(self, language: str, speeches: Sequence[Speech]) -> list[Speech]:
        """Return speeches of one language as one; each by itself where nobody can say all of them."""
        if len(speeches) == 1:
            return list(speeches)
        stop = self._forms.by_language[language].wording.stop
        said = " ".join(
            text if text[-1] in PUNCTUATION else text + stop
            for text in (speech.text.strip() for speech in speeches)
            if text
        )
        fixed = all(speech.fixed for speech in speeches)
        whole = Speech(language=language, text=said, fixed=fixed, parts=tuple(speeches), only=Kind.ESPEAK)
        return [whole] if self.voice.can(whole) else list(speeches)

    # --- parts -----------------------------------------------------------------------

    def _can(self, part: Part) -> bool:
        try:
            speeches = list(self._speeches(part))
        except KeyError:
            log.info(
                "a message has no voice",
                extra={"kind": Reason.LANGUAGE.value, "language": part.language},
            )
            return False
        return bool(speeches) and all(self.voice.can(speech) for speech in speeches)

    def _speeches(self, part: Part) -> Iterator[Speech]:
        """Yield what is said of a part; raise ``KeyError`` for a language without spoken forms."""
        if part.message_id is not None:
            yield self._speech(part)
            return
        for passage in self._forms.passages(part.text, part.language):
            yield Speech(language=passage.language, text=passage.spoken, fixed=not part.own)

    def _speech(self, part: Part) -> Speech:
        return Speech(
            language=part.language,
            text=self._text(part),
            fixed=not part.own,
            message_id=part.message_id,
            written=part.text,
            values={
                name: self._forms.say(value, part.language) if isinstance(value, str) else self._speech(value)
                for name, value in part.values.items()
            },
        )

    def _text(self, part: Part) -> str:
        if part.values:
            return self._forms.say(self._shown(part), part.language)
        return self._said(part.text, part.language)

    def _shown(self, part: Part) -> str:
        """Return a part as it is read by eye, its values in it."""

        def value(name: str, reference: str | None) -> str:
            filled = part.values[f"{name}:{reference}" if reference else name]
            return filled if isinstance(filled, str) else self._shown(filled)

        return PLACEHOLDER.sub(lambda match: value(*match.groups()), part.text)
