"""The language choice: each language in its own script, the likeliest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import both, listening, words
from bot.flows.events import LanguageChanged
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.screens import group, reading
from bot.flows.screens.outcome import Outcome
from bot.flows.state import Reading
from bot.messages import Text as Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = listening.LANGUAGE_SCREEN

LANGUAGE = "l:"

SPOKEN = "voice"
"""Behind a language in a link: whoever follows it is read to."""

NATIVE_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "ti": ("\u1200", "\u139f")}
"""First and last letter of the scripts that tell a language by themselves."""


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Ask in every language, and name each in its own script.

    To who may not read it is said aloud as well: the numbers that are heard stand on the
    buttons, and are those of the languages whatever her phone is set to.
    """
    spoken = listening.names_languages(turn)
    first = turn.state.language or turn.inbound.language_hint
    languages = sorted(turn.world.languages, key=lambda language: language != first and not spoken)
    lines = tuple(Line(Latin(turn.world.translate(words.WHICH_LANGUAGE, language))) for language in languages)
    choices = tuple(Choice(f"{LANGUAGE}{code}", Latin(turn.world.names[code])) for code in languages)
    if turn.state.language is None:
        return Message(lines, choices, numbered=spoken)
    return Message(
        (*lines, *both.why(turn)), (*choices, *reading.button(turn), *both.button(turn)), numbered=spoken
    )


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Switch, and show the same step again; to who is new in a group her place there."""
    language = choice.removeprefix(LANGUAGE)
    if not choice.startswith(LANGUAGE) or language not in turn.world.languages:
        return Outcome.NOT_MINE
    new = turn.state.language is None
    switch(turn, language)
    if new and turn.group() is not None:
        group.show(turn)
        return Outcome.DONE
    return Outcome.LEAVE


def switch(turn: Turn, language: str) -> None:
    """Change the language, and welcome who is new."""
    new = turn.state.language is None
    turn.state = replace(turn.state, language=language)
    turn.emit(LanguageChanged(language))
    if new:
        welcome(turn)
    else:
        turn.note(words.LANGUAGE_CHANGED)
        _say_draft(turn)


def named(turn: Turn, argument: str) -> bool:
    """Take the language that a link names, and whether to read aloud: ``ti-voice``.

    Tells whether it is another language than hers was.
    """
    language, _, aloud = argument.partition("-")
    if language not in turn.world.languages:
        return False
    if aloud == SPOKEN:
        turn.state = replace(turn.state, reading=Reading.ALWAYS, sparing=False, reading_offered=True)
    if language == turn.state.language:
        return False
    switch(turn, language)
    return True


def guess(turn: Turn) -> None:
    """Take the language that someone writes in: at her first text, or when the script tells."""
    typed = turn.inbound.content
    interpretation = turn.inbound.interpretation
    spoken = interpretation.language if interpretation else None
    if not isinstance(typed, Typed) or spoken not in turn.world.languages or spoken == turn.state.language:
        return
    if turn.state.language is None:
        turn.state = replace(turn.state, language=spoken)
        turn.emit(LanguageChanged(spoken))
        if not turn.inbound.emergency:
            welcome(turn)
            group.say(turn)
    elif spoken in NATIVE_SCRIPTS:
        first, last = NATIVE_SCRIPTS[spoken]
        if any(first <= letter <= last for letter in typed.text):
            switch(turn, spoken)


def welcome(turn: Turn) -> None:
    """Say who is speaking, what never to send, and how far the translation can be trusted."""
    turn.say(*first_words(turn), listen=listening.WELCOME)
    _say_draft(turn)


def first_words(turn: Turn) -> tuple[Line, ...]:
    """Return the lines of the welcome."""
    municipality = turn.library.municipality
    lines = [turn.line(words.WELCOME), turn.line(words.WELCOME_COMPUTER), turn.line(words.WELCOME_NO_SECRETS)]
    if municipality.example:
        lines.append(turn.line(words.WELCOME_EXAMPLE, gemeente=Latin(municipality.name)))
    return tuple(lines)


def _say_draft(turn: Turn) -> None:
    if turn.language != "nl":
        turn.note(words.DRAFT_TRANSLATION)
