"""What goes out of a turn: what the resident sees, and the voice messages that she hears of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.flows import words_voice
from bot.flows.events import MessageSent, ReadAloud
from bot.messages import Button, Part, Say, Speak
from bot.parts import belongs_behind, label_of, options, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.flows.events import Event
    from bot.locale import Languages
    from bot.messages import Delivery

SECONDS_A_LETTER: Final = {"nl": 0.12, "ar": 0.3, "ti": 0.35}
"""The slowest that espeak-ng was measured at, per language, in letters as they are written."""

LETTERS_A_DIGIT: Final = 4

LONGEST: Final = 120.0
"""Seconds: beyond 150 no voice message is made, see ``bot/voice/audio.py``."""


def goes_out(
    events: Iterable[Event], languages: Languages, language: str, *, both: bool = False
) -> Iterator[Delivery]:
    """Yield what the resident sees and hears of a turn, in this order: what is heard is seen before.

    ``both``: she sees it in Dutch as well, and hears it in her own language.
    """
    for event in events:
        match event:
            case MessageSent(message, prompt, if_heard):
                rendered = languages.render(message, language, both=both)
                buttons = tuple(
                    Button(f"{prompt}|{choice}", label) for choice, label in rendered.labels.items()
                )
                yield Say(
                    rendered.text,
                    rendered.language,
                    buttons,
                    message.typed,
                    message.numbered,
                    message.sensitive,
                    rendered.beside if prompt or rendered.beside is None else rendered.beside.unasked(),
                    if_heard,
                )
            case ReadAloud():
                yield from spoken(event, languages, language)
            case _:
                pass


def spoken(read: ReadAloud, languages: Languages, language: str) -> tuple[Speak, ...]:
    """Return what goes into the outbox of a message that is read to a resident of this language.

    Mostly one voice message; more where it would be longer than a voice message can be.
    """
    shown = read.message.language or language
    heard = tuple(parts(read.message, languages, shown))
    if read.buttons and any(part.language != shown for part in heard):
        return ()  # a language is offered in itself or not at all
    labels = () if read.buttons else tuple(options(read.message.choices, languages, language))
    *before, last = _fitting(heard, sum(map(_seconds, labels)))
    checked = languages.by_code[shown].voice_checked
    caption = languages.translate(
        words_voice.COMPUTER_VOICE if checked else words_voice.COMPUTER_VOICE_UNCHECKED, language
    )
    speaks = [
        *(Speak(some, language, caption=caption) for some in before),
        Speak(
            last,
            language,
            options=labels,
            numbered=not read.message.typed,
            caption=caption,
            buttons=tuple(
                Button(f"{read.prompt}|{choice.id}", label_of(choice, languages, language).text)
                for choice in read.buttons
            ),
            if_heard=read.if_heard,
        ),
    ]
    if read.asked:
        # She is told once: what comes behind one that she did not hear stays away with it.
        instead = languages.translate(words_voice.LISTEN_CANNOT, language)
        speaks = [replace(one, instead=instead, if_heard=place > 0) for place, one in enumerate(speaks)]
    return tuple(speaks)


def _fitting(heard: tuple[Part, ...], behind: float) -> list[tuple[Part, ...]]:
    """Cut parts into voice messages that are not too long; ``behind`` the last come so many seconds more."""
    cut: list[tuple[Part, ...]] = [()]
    length = 0.0
    for part in heard:
        seconds = _seconds(part)
        if cut[-1] and length + seconds > LONGEST:
            *before, last = cut[-1]
            # A number is heard in the voice message of what it is the number of.
            along = (last,) if before and belongs_behind(last) else ()
            cut[-1:] = [tuple(before), along] if along else [cut[-1], ()]
            length = sum(map(_seconds, along))
        cut[-1] += (part,)
        length += seconds
    return [*cut, ()] if cut[-1] and length + behind > LONGEST else cut


def _seconds(part: Part) -> float:
    """Return about how long a part takes to say; a digit is a word."""
    own = sum(LETTERS_A_DIGIT if letter.isdecimal() else letter.isalpha() for letter in part.text)
    return own * SECONDS_A_LETTER.get(part.language, max(SECONDS_A_LETTER.values())) + sum(
        _seconds(Part(part.language, value) if isinstance(value, str) else value)
        for value in part.values.values()
    )
