from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows import words
from bot.flows.text import Text
from bot.voice.spoken.scripts import SCRIPTS, bare, lint
from tests.voice.spoken.messages import careful, choice_of_language, messages

if TYPE_CHECKING:
    from bot.flows.definition import Library
    from bot.flows.message import Message
    from bot.locale import Languages
    from bot.voice.spoken.form import SpokenForms
    from bot.voice.spoken.passages import Passage

pytestmark = pytest.mark.untraced  # all sentences there are: to trace that costs more than the test

LANGUAGES = tuple(SCRIPTS)


def _texts(message: Message) -> set[Text]:
    texts = {line.text for line in message.lines}
    texts |= {value for line in message.lines for value in line.values.values() if isinstance(value, Text)}
    return {text for text in texts if isinstance(text, Text)} - {words.EXPLAINED}


def _translated(message: Message, language: str, languages: Languages) -> bool:
    """Tell whether a message is all in its language: a missing translation is shown in Dutch."""
    rendered = languages.render(message, language).text
    return languages.translate(words.ONLY_DUTCH, language) not in rendered or words.ONLY_DUTCH in _texts(
        message
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_spoken_without_anything_unreadable(
    forms: SpokenForms, library: Library, languages: Languages, language: str
) -> None:
    left = {}
    spoken = 0
    for message in messages(library):
        if not _translated(message, language, languages):
            continue
        said = forms.say(languages.render(message, language).text, language)
        spoken += 1
        found = lint(said, language)
        if found or not said:
            left[said] = found

    assert left == {}
    assert spoken > 2900


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_was_said_is_said_the_same_again(
    forms: SpokenForms, library: Library, languages: Languages, language: str
) -> None:
    changed = {}
    for message in messages(library):
        said = forms.say(languages.render(message, language).text, language)
        if not lint(said, language) and forms.say(said, language) != said:
            changed[said] = forms.say(said, language)

    assert changed == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_with_dutch_in_it_is_cut_into_passages_that_can_be_read(
    forms: SpokenForms, library: Library, languages: Languages, language: str
) -> None:
    left: list[Passage] = []
    used: set[str] = set()
    untranslated = [message for message in messages(library) if not _translated(message, language, languages)]
    for message in (*careful(library), *untranslated, choice_of_language(languages)):
        for passage in forms.passages(languages.render(message, language).text, language):
            used.add(passage.language)
            if lint(passage.spoken, passage.language):
                left.append(passage)

    assert left == []
    assert used == {"nl", "ar", "ti"}


def test_months_are_those_of_written_dates(forms: SpokenForms, languages: Languages) -> None:
    written = {code: list(language.months) for code, language in languages.by_code.items()}

    said = {
        code: [bare(month) for month in speech.wording.months] for code, speech in forms.by_language.items()
    }
    assert said == written


def test_every_language_of_the_bot_is_spoken(forms: SpokenForms, languages: Languages) -> None:
    assert sorted(forms.by_language) == sorted(languages.codes)
