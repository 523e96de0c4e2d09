"""A whole message as one clip, in one voice: a person or a network voice that knows all of it, or espeak-ng.

What was rendered ahead of it is played as it is; only what is not there is made now.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Final

from bot.messages import Part
from bot.parts import belongs_behind
from bot.voice.base import Kind, Speech
from bot.voice.silence import Reason
from bot.voice.speeches import Speeches
from bot.voice.spoken.scripts import PUNCTUATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.messages import Speak
    from bot.voice.base import Clip, Voice
    from bot.voice.spoken.form import SpokenForms

log = logging.getLogger(__name__)

ANYTHING: Final = "a"
"""Stands for a value where it makes no difference which one it is."""

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
        self._voiced: dict[tuple[str, str, str | None, bool], bool] = {}
        self._speeches = Speeches(forms)

    async def clip(self, speak: Speak) -> Clip | None:
        """Return the message as one clip.

        Where every part was recorded, or rendered by a network voice, these are played one
        after the other; else espeak-ng says all of it, so that nobody hears half a person.
        Of that too every part that was made before is only looked up.
        """
        try:
            return await self.voice.joined(self._alone(speak) or self._ready(speak) or self._whole(speak))
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
        """Tell whether a text of the content has a voice. Remembered until ``look_again``.

        Of a text with values only the text is remembered, as it stands in the content, and what is
        a message of its own inside it; never what is hers.
        """
        if not part.values:
            return self._can(part) if part.own else self._known(part)
        inside = (value for value in part.values.values() if isinstance(value, Part))
        if self._known(replace(part, values=dict.fromkeys(part.values, ANYTHING))):
            return all(map(self.voiced, inside))
        return not part.own and self._known(part, shown=self._speeches.shown(part))

    def speaks(self, language: str) -> bool:
        """Tell whether any text of a language can be spoken here."""
        key = (language, "", None, False)
        if key not in self._voiced:
            self._voiced[key] = language in self._forms.by_language and self.voice.speaks(language)
        return self._voiced[key]

    def _alone(self, speak: Speak) -> list[Speech]:
        """Return all that is said where that is one text, the same for all: it is in one voice anyhow."""
        if len(speak.parts) != 1 or speak.options or speak.parts[0].own:
            return []
        speeches = list(self._speeches.of(speak.parts[0]))
        return speeches if len(speeches) == 1 else []

    # --- every part by itself ----------------------------------------------------

    def _ready(self, speak: Speak) -> list[Speech]:
        """Return what is better than espeak-ng of every part, nothing when one is missing.

        A spare part may be missing.
        """
        if any(part.own for part in (*speak.parts, *speak.options)):
            return []
        ready: list[Speech] = []
        for part, speeches in chain(self._told(speak.parts), self._numbered_options(speak)):
            if speeches and all(map(self._better, speeches)):
                ready += speeches
            elif part is None or not part.spare:
                return []
        return ready

    def _better(self, speech: Speech) -> bool:
        clip = self.voice.found(speech)
        return clip is not None and clip.kind is not Kind.ESPEAK

    def _told(self, parts: Sequence[Part]) -> Iterator[tuple[Part, list[Speech]]]:
        """Yield each part with what is said of it."""
        for part in parts:
            yield part, self._close(part) if belongs_behind(part) else list(self._speeches.of(part))

    def _numbered_options(self, speak: Speak) -> Iterator[tuple[Part | None, list[Speech]]]:
        for place, label in enumerate(speak.options, start=1):
            number = self._number(place, label.language)
            if speak.numbered and number != label:
                yield number, self._close(number)
            yield label, list(self._speeches.of(label))

    def _close(self, number: Part | None) -> list[Speech]:
        """Return what is said of a number: close to what it is the number of."""
        return [] if number is None else [replace(one, pause=BRIEF) for one in self._speeches.of(number)]

    # --- one voice for all of it ---------------------------------------------------

    def _whole(self, speak: Speak) -> list[Speech]:
        """Return the message in as few pieces as there are: clips of today, and the rest between them."""
        told = [speech for _, speeches in self._told(speak.parts) for speech in speeches]
        pieces = [self._by_computer(speech) for speech in (*told, *self._options(speak))]
        runs = groupby(
            zip(pieces, self._apart(pieces), strict=True), key=lambda one: (one[0].language, one[1])
        )
        return [
            speech
            for (language, apart), run in runs
            for speech in self._run(language, [piece for piece, _ in run], apart=apart)
        ]

    def _apart(self, pieces: Sequence[Speech]) -> list[bool]:
        """Return of each piece whether it is a clip by itself: one that was made before.

        A number is not, where what must be made behind it can be said with it in one breath.
        """
        made = list(map(self._made, pieces))
        apart = list(made)
        for place, (number, behind) in enumerate(pairwise(pieces)):
            if number.pause == BRIEF and not made[place + 1] and number.language == behind.language:
                apart[place] = False
        return apart

    def _by_computer(self, speech: Speech) -> Speech:
        """Return what espeak-ng says of a speech; of Arabic without vowels whoever can."""
        said = replace(speech, only=Kind.ESPEAK)
        return said if self.voice.can(said) else speech

    def _made(self, speech: Speech) -> bool:
        return self.voice.found(speech) is not None

    def _options(self, speak: Speak) -> Iterator[Speech]:
        for place, label in enumerate(speak.options, start=1):
            if speak.numbered and label != self._number(place, label.language):
                yield from self._option(place, label)
            else:
                yield from self._speeches.of(label)

    def _option(self, place: int, label: Part) -> Iterator[Speech]:
        """Yield one label with its number, in the language of that label.

        In two clips where both were made before or only that can be said; else in one breath.
        """
        first, *more = self._speeches.of(label)
        number = self._number(place, label.language)
        apart = self._close(number)
        made = [self._made(self._by_computer(one)) for one in (*apart, first)]
        if self.speaks(first.language) and not (apart and all(made)):
            language = self._forms.by_language[first.language]
            numeral = language.numerals.cardinal(place)
            said = language.wording.option.format(number=numeral, label=first.text)
            yield Speech(language=first.language, text=said, fixed=first.fixed)
        else:
            yield from (*apart, first)
        yield from more

    def _run(self, language: str, speeches: Sequence[Speech], *, apart: bool) -> Sequence[Speech]:
        """Return speeches of one language as one; each by itself where nobody can say all of them."""
        if apart or len(speeches) == 1:
            return speeches
        wording = self._forms.by_language[language].wording
        said = " ".join(
            text if text[-1] in PUNCTUATION else text + (wording.pause if pause == BRIEF else wording.stop)
            for text, pause in ((speech.text.strip(), speech.pause) for speech in speeches)
            if text
        )
        fixed = all(speech.fixed for speech in speeches)
        whole = Speech(
            language=language,
            text=said,
            fixed=fixed,
            parts=tuple(speeches),
            only=Kind.ESPEAK,
            pause=speeches[-1].pause,
        )
        return [whole] if self.voice.can(whole) else speeches

    # --- parts -----------------------------------------------------------------------

    def _known(self, part: Part, *, shown: str | None = None) -> bool:
        key = (part.language, part.text if shown is None else shown, part.message_id, part.own)
        if key not in self._voiced:
            self._voiced[key] = self._can(part)
        return self._voiced[key]

    def _can(self, part: Part) -> bool:
        try:
            # Who can say any text needs no spoken form, and who reads vowels has its own.
            written = part.message_id is not None and part.language in self._forms.by_language
            if written and self.voice.can(self._speeches.unspoken(part)):
                return True
            speeches = list(self._speeches.of(part))
        except KeyError:
            log.info(
                "a message has no voice",
                extra={"kind": Reason.LANGUAGE.value, "language": part.language},
            )
            return False
        return bool(speeches) and all(self.voice.can(speech) for speech in speeches)
