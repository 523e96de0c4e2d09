"""What a participant hears of what a helper does: in her language, beside what she does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from bot.flows import words, words_group, words_voice
from bot.flows.engine import Engine
from bot.flows.events import MessageSent, ReadAloud
from bot.flows.lines import Line
from bot.flows.message import Choice, Message
from bot.flows.state import Reading, State
from bot.groups import notices
from bot.messages import Press
from tests.flows.walker import NOW, Walker, real_world
from tests.groups.stage import NOOR, SAM

if TYPE_CHECKING:
    from bot.flows.turn import Turn
    from bot.groups.base import Group
    from tests.groups.stage import GroupStage

CHEER = "goed-bezig"
LISTEN = Choice(f"cheer:{CHEER}", words_voice.LISTEN)


@dataclass
class Voice:
    """Reads everything, everywhere."""

    def on(self, channel: str) -> bool:
        return True

    def reads(self, message: Message, language: str) -> bool:
        return True


def encouraged(reading: Reading, *, voice: bool = True) -> Turn:
    """Return the turn in which an encouragement reached her."""
    world = replace(real_world(), audible=Voice() if voice else None)
    turn = Engine(world).at_rest(State(language="ti", reading=reading), NOW)
    notices.encouraged("Noor", CHEER)(turn)
    turn.finish()
    return turn


@pytest.mark.parametrize(
    ("reading", "voice", "choices", "aloud"),
    [
        (Reading.ASKED, True, (LISTEN,), 0),
        (Reading.ALWAYS, True, (LISTEN,), 1),
        (Reading.NEVER, True, (), 0),
        (Reading.ASKED, False, (), 0),
    ],
)
def test_an_encouragement_can_be_heard_by_who_wants_that(
    reading: Reading, *, voice: bool, choices: tuple[Choice, ...], aloud: int
) -> None:
    turn = encouraged(reading, voice=voice)

    (sent,) = [event for event in turn.events if isinstance(event, MessageSent)]
    read = [event for event in turn.events if isinstance(event, ReadAloud)]
    assert (sent.message.choices, len(read)) == (choices, aloud)


def test_the_button_below_an_encouragement_reads_it_in_her_language() -> None:
    walker = Walker(state=State(language="ti", reading_offered=True), audible=Voice())

    walker.presses_button(f"0|cheer:{CHEER}")

    text = real_world().library.encouragements[CHEER]
    read = [event for event in walker.events if isinstance(event, ReadAloud)]
    assert read == [ReadAloud(Message((Line(text),)), asked=True)]


def test_an_encouragement_that_content_no_longer_has_is_an_old_button() -> None:
    walker = Walker(audible=Voice()).presses_button("0|cheer:weg-sindsdien")

    assert walker.texts[0] == words.OLD_BUTTON


# --- who may help --------------------------------------------------------------------


async def test_who_hears_of_a_second_helper_refuses_that_one_with_two_taps(
    stage: GroupStage, group: Group
) -> None:
    seat = await stage.sits(group)
    await stage.begins()
    await stage.shares(seat)
    await stage.told(stage.board.join(SAM, group.id))

    await stage.hears(Press(stage.buttons()[0].id))
    await stage.presses("h:sam")

    (sams,) = await stage.cards(group, SAM)
    (noors,) = await stage.cards(group, NOOR)
    assert (sams.refused_me, noors.refused_me) == (True, False)


async def test_the_button_of_a_group_that_ended_is_an_old_one(stage: GroupStage, group: Group) -> None:
    await stage.shares(await stage.sits(group))
    await stage.told(stage.board.join(SAM, group.id))
    button = stage.buttons()[0].id
    await stage.board.end(NOOR, group.id)

    told = await stage.hears(Press(button))

    assert told[0].startswith(words.OLD_BUTTON.source)


@pytest.mark.parametrize(
    "opened", [("more",), ("more", "nickname"), ("more", "which-helper"), ("more", "leave"), ("show-step",)]
)
async def test_the_end_takes_every_question_about_the_group_away(
    stage: GroupStage, group: Group, opened: tuple[str, ...]
) -> None:
    await stage.sits(group)
    shown = await stage.begins()
    await stage.presses("hand", *opened)

    told = await stage.told(stage.board.end(NOOR, group.id))

    lines = f"{words_group.ENDED.source}\n{words_group.SEES_NO_MORE.source}"
    assert told == [f"{lines}\n\n{shown[-1]}"]
    assert "hand" not in stage.choices()
