"""Reading aloud: which messages have a button for it, and what goes to the voice.

Nothing here makes a sound. What is to be heard leaves as a ``ReadAloud``; the clip is made
when it is delivered, behind its text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.flows import words_voice
from bot.flows.events import LanguageChanged, MessageSent, ReadAloud
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.state import Reading
from bot.flows.text import Text

if TYPE_CHECKING:
    from bot.flows.turn import Turn

LISTEN = "listen"
"""The button that reads the message above it."""

STANDING = 0
"""What buttons carry that go on working: no message with a question of its own has this number."""

SAY = "say:"
WORDS = "words:"
CARD = "card:"
APPLICATION = "application:"
"""Begin the standing buttons of what is said on the way, of hard words, of a Dutch sentence, and of what
an application is. Behind each stand a guide, a slash, and mostly a step.
"""

CHEER = "cheer:"
"""Begins the same of what a helper of a group said; behind it stands which encouragement."""

WHO_HELPS = "who-helps"
"""The button below what says that one more helper came; it asks who may help."""

WELCOME = "welcome:"
"""The same, of the first words: there is no guide yet."""

ALOUD = (SAY, WORDS, CARD, APPLICATION, CHEER, WELCOME)
"""Begin the standing buttons that read aloud. ``page.js`` knows them too: it waits for their sound."""

LANGUAGE_SCREEN = "language"
"""The kind of the screen that asks for the language."""

PRESS = {"nl": words_voice.PRESS_DUTCH, "ar": words_voice.PRESS_ARABIC, "ti": words_voice.PRESS_TIGRINYA}
"""What is said to who cannot read the choice of a language. The number is its place in ``languages.yaml``."""

CHOOSING = {
    Reading.ALWAYS: words_voice.READ_ALWAYS,
    Reading.ASKED: words_voice.READ_ASKED,
    Reading.NEVER: words_voice.READ_NEVER,
}

CHOSEN = {
    Reading.ALWAYS: words_voice.READING_NOW_ALWAYS,
    Reading.ASKED: words_voice.READING_NOW_ASKED,
    Reading.NEVER: words_voice.READING_NOW_NEVER,
}


class Audible(Protocol):
    """What can be heard here. Stays the same for as long as nothing is recorded or rendered."""

    def on(self, channel: str) -> bool:
        """Tell whether a channel plays voice messages."""

    def reads(self, message: Message, language: str) -> bool:
        """Tell whether there is a voice for all of a message, to a resident who reads this language."""


def possible(turn: Turn) -> bool:
    """Tell whether anything can be heard where she is."""
    audible = turn.world.audible
    return audible is not None and audible.on(turn.inbound.address.channel)


def readable(turn: Turn, message: Message) -> bool:
    """Tell whether there is a voice for this message."""
    audible = turn.world.audible
    return audible is not None and possible(turn) and audible.reads(heard(message), turn.language)


def always(turn: Turn) -> bool:
    """Tell whether everything is read to her unasked."""
    return possible(turn) and turn.state.reading is Reading.ALWAYS and not turn.state.sparing


def heard(message: Message) -> Message:
    """Return a message as it is heard: nobody needs to hear of the button that she just pressed."""
    if all(choice.id != LISTEN for choice in message.choices):
        return message
    return replace(message, choices=tuple(choice for choice in message.choices if choice.id != LISTEN))


def with_button(turn: Turn, message: Message) -> Message:
    """Return a message with the button that reads it, behind all others so that their numbers stay."""
    if not offered(turn) or not (lists_languages(turn) or readable(turn, message)):
        return heard(message)
    # Who listened before hears numbers: they stand on the buttons, where she looks for them.
    listens = always(turn) or turn.state.reading_offered
    return replace(_listenable(message), numbered=message.numbered or listens)


def with_word(turn: Turn, message: Message) -> Message:
    """Return a message that she saw before as she may answer it: asking to hear it is always possible.

    Whether there is a voice for it is found out when she asks.
    """
    return _listenable(message) if offered(turn) and possible(turn) else message


def offered(turn: Turn) -> bool:
    """Tell whether she is to be offered what can be heard."""
    return turn.state.reading is not Reading.NEVER and turn.state.language is not None


def _listenable(message: Message) -> Message:
    return replace(message, choices=(*heard(message).choices, Choice(LISTEN, words_voice.LISTEN)))


def standing_button(
    turn: Turn, message: Message, choice: str, label: Text = words_voice.LISTEN
) -> tuple[Choice, ...]:
    """Return the button of a message that is no question, where it can be read."""
    return (Choice(choice, label),) if offered(turn) and readable(turn, message) else ()


def read(turn: Turn, message: Message) -> None:
    """Read a message that she asked to hear; the first time ask whether to read all of them."""
    if lists_languages(turn):
        _read_languages(turn, turn.state.prompt, message)
    else:
        turn.emit(ReadAloud(heard(message), asked=True))
    if turn.state.reading_offered or turn.state.reading is not Reading.ASKED:
        return
    turn.state = replace(turn.state, reading_offered=True)
    # Beside the question that she just heard, and not over it: the buttons of both work. A number that
    # she types is that of a button of the question, so these are heard without one.
    offer = Message(
        (turn.line(words_voice.READING_OFFER),),
        (Choice(Reading.ALWAYS, words_voice.READ_ALWAYS), Choice(Reading.ASKED, words_voice.READ_ASKED)),
        typed=True,
    )
    turn.emit(MessageSent(offer, STANDING, if_heard=True))
    turn.emit(ReadAloud(offer, if_heard=True))


def choose(turn: Turn, reading: Reading) -> None:
    """Note when she wants to be read to."""
    turn.state = replace(turn.state, reading=reading, reading_offered=True)
    turn.note(CHOSEN[reading])


def read_all(turn: Turn) -> None:
    """Read at the end of a turn what goes out in it, to who wants that or speaks herself."""
    sent = [event for event in turn.events if isinstance(event, MessageSent)]
    speaks = turn.spoken_to and turn.state.reading is not Reading.NEVER and not turn.state.sparing
    wanted = always(turn) or (speaks and possible(turn))
    read_before = {id(event.message) for event in turn.events if isinstance(event, ReadAloud)}
    for event in sent:
        if event.prompt == turn.state.prompt and _chooses_language(turn):
            _read_languages(turn, event.prompt, event.message)
        elif wanted and turn.state.language is not None and id(event.message) not in read_before:
            turn.emit(ReadAloud(_options_of_question(event)))


def names_languages(turn: Turn) -> bool:
    """Tell whether the choice of a language can be said aloud, each language in itself."""
    return possible(turn) and (turn.state.language is None or offered(turn))


def lists_languages(turn: Turn) -> bool:
    """Tell whether she sees that choice: as a message of three languages no voice could say it."""
    screen = turn.state.screen
    return names_languages(turn) and screen is not None and screen.kind == LANGUAGE_SCREEN


def _chooses_language(turn: Turn) -> bool:
    """Tell whether that choice is said unasked."""
    return lists_languages(turn) and (always(turn) or turn.state.language is None)


def _read_languages(turn: Turn, prompt: int, message: Message) -> None:
    """Say each language with the number of its button, and hang that button below what is heard.

    What else can be chosen there follows in her own language, if she has one.
    """
    for place, language in enumerate(turn.world.languages, start=1):
        if language in PRESS:
            button = Choice(f"l:{language}", Latin(f"{place} {turn.world.names[language]}"))
            pressed = Message((Line(PRESS[language]),), language=language)
            if readable(turn, pressed):
                turn.emit(ReadAloud(pressed, buttons=(button,), prompt=prompt))
    rest = Message(
        tuple(
            Line(choice.label, icon=f"{place}.")
            for place, choice in enumerate(heard(message).choices, start=1)
            if isinstance(choice.label, Text)
        )
    )
    if rest.lines and readable(turn, rest):
        turn.emit(ReadAloud(rest))


def _options_of_question(event: MessageSent) -> Message:
    """Leave out the buttons of what is no question: they only say that it can be heard."""
    return heard(event.message) if event.prompt else replace(event.message, choices=())


def told_language(turn: Turn) -> bool:
    """Tell whether her language changed in this very turn: what she saw was in another one."""
    return any(isinstance(event, LanguageChanged) for event in turn.events)
