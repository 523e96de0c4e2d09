"""A resident who listens: ``wegwijs run``, polling, with the real espeak-ng on this machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.flows import words, words_voice
from bot.flows.state import Reading
from tests.e2e import database
from tests.e2e.stage import Stage, staged
from tests.e2e.wording import label, said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.botapi.chats import Message
    from tests.e2e.person import Person

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.untraced,  # a process of its own; tests/e2e/test_ending.py is traced
]


@pytest.fixture(scope="module")
def url(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path_factory.mktemp('listening') / 'wegwijs.db')}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with staged(tmp_path_factory.mktemp("stage")) as stage:
        await stage.service(url, voice=True).start()
        yield stage


def heard(person: Person) -> list[Message]:
    """The voice messages in her chat."""
    return [message for message in person.sees() if message.voice is not None]


async def test_who_cannot_read_the_choice_of_a_language_presses_the_one_she_hears(
    stage: Stage, url: str
) -> None:
    person = stage.people.new("en")

    await person.says("/start")
    await stage.until(lambda: len(heard(person)) > 0)
    first = heard(person)[0]
    await person.presses_data(first, first.had["1 Nederlands"])
    await person.asked(questions=2)

    assert stage.api.files[first.voice or ""].startswith(b"OggS")
    assert person.sees()[1].labels == ["1 Nederlands", "2 العربية", "3 ትግርኛ"]
    assert database.states(url)[person.id].language == "nl"


async def test_the_button_reads_the_question_and_a_second_listener_costs_no_upload(stage: Stage) -> None:
    uploaded = len(stage.api.files)
    people = [stage.people.new("nl") for _ in range(2)]
    for person in people:
        await person.says("/start nl")
        await person.asked(questions=2)  # the welcome has a button as well: to hear it
        await person.chooses("listen")
        await stage.until(lambda person=person: len(heard(person)) == 2)  # type: ignore[misc]

    first, second = (heard(person) for person in people)
    assert [message.voice for message in first] == [message.voice for message in second]
    assert len(stage.api.files) == uploaded + 2
    assert [message.text for message in first] == [said("nl", words_voice.COMPUTER_VOICE_UNCHECKED)] * 2
    # A sentence and fifteen choices take a while to say.
    assert first[0].seconds > 10


async def test_a_link_that_speaks_reads_everything_and_wissen_takes_it_away(stage: Stage, url: str) -> None:
    person = stage.people.new("ti")

    await person.says("/start ti-voice")
    await stage.until(lambda: len(heard(person)) == 2)
    state = database.states(url)[person.id]
    numbered = person.question.labels[0]
    await person.says("/wissen")
    await stage.until(lambda: len(heard(person)) == 3)
    await person.chooses("yes")

    last = [said("ti", words.ERASED), said("ti", words.ERASED_TELEGRAM)]
    await stage.until(lambda: "\n\n".join(message.text for message in person.sees()) == "\n\n".join(last))
    assert state.reading is Reading.ALWAYS
    assert numbered == f"1 {label(words.TOPIC_WERK, 'ti')}"
    assert heard(person) == []


async def test_a_voice_message_is_answered_aloud(stage: Stage) -> None:
    person = stage.people.new("nl")
    await person.says("/start nl")
    await person.asked(questions=2)

    await person.sends("voice")

    await stage.until(lambda: len(heard(person)) == 1)
    assert "human" in person.choices
    assert stage.api.unknown == []  # getFile would stand here
