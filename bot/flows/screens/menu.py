"""The menu: what it can be about, the list, the language, a person, danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import actions, advance, opening, points, words
from bot.flows.message import Choice, Message
from bot.flows.screens import reading, whom
from bot.flows.screens.outcome import Outcome
from bot.flows.show import helper, in_dutch
from bot.flows.subject import Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "menu"

GUIDE = "g:"
TOPIC = "t:"

MOST_GUIDES = 6
"""More than this and the menu shows topics first."""

TOPICS = {
    "werk": words.TOPIC_WERK,
    "gezin": words.TOPIC_GEZIN,
    "wonen": words.TOPIC_WONEN,
    "verblijf": words.TOPIC_VERBLIJF,
    "levensweg": words.TOPIC_LEVENSWEG,
    "digid": words.TOPIC_DIGID,
    "uitkering": words.TOPIC_UITKERING,
    "hulp": words.TOPIC_HULP,
}


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the guides (or their topics), and behind them the common buttons."""
    topic = data.get("topic")
    guides = [guide for guide in turn.library.guides.values() if topic in {None, guide.topic}]
    if topic is None and len(guides) > MOST_GUIDES:
        present = {guide.topic for guide in guides}
        offered = tuple(Choice(f"{TOPIC}{key}", label) for key, label in TOPICS.items() if key in present)
    else:
        offered = tuple(Choice(f"{GUIDE}{guide.id}", guide.title) for guide in guides)
    question = words.WHAT_HAPPENED if topic is None else words.WHICH_OF_TOPIC
    back = () if topic is None else (Choice("menu", words.MENU),)
    return Message((turn.line(question),), (*offered, *back, *_common(turn)))


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open a guide or a topic, or switch to the other person."""
    if choice.startswith(GUIDE) and choice.removeprefix(GUIDE) in turn.library.guides:
        opening.open_guide(turn, choice.removeprefix(GUIDE))
    elif choice.startswith(TOPIC) and choice.removeprefix(TOPIC) in TOPICS:
        turn.open(KIND, message, topic=choice.removeprefix(TOPIC))
    elif choice in {"for-self", "for-other"}:
        person = Whom(choice.removeprefix("for-"))
        turn.state = whom.switched(turn, person)
        turn.note(words.NOW_FOR_ME if person is Whom.SELF else words.NOW_FOR_OTHER)
        if turn.subject.frame is not None:
            advance.present(turn)
        else:
            turn.open(KIND, message)
    else:
        return Outcome.NOT_MINE
    return Outcome.DONE


def _common(turn: Turn) -> tuple[Choice, ...]:
    go_on = (Choice("go-on", words.GO_ON),) if turn.subject.frame is not None else ()
    # She may act for somebody without having said so: a helper put something on that list.
    if turn.state.whom is Whom.SELF or (turn.state.whom is None and Whom.OTHER in turn.state.subjects):
        other: tuple[Choice, ...] = (Choice("for-other", words.FOR_OTHER),)
    elif turn.state.whom is Whom.OTHER:
        other = (Choice("for-self", words.FOR_ME),)
    else:
        other = ()
    listed = (
        (Choice("list", words.MY_LIST),) if actions.listed(turn.subject) or points.waiting(turn.state) else ()
    )
    return (
        *go_on,
        *listed,
        *other,
        *in_dutch(turn),
        Choice("language", words.LANGUAGE),
        *reading.button(turn),
        *helper(turn),
        Choice("human", words.PERSON),
        Choice("danger", words.DANGER),
    )
