"""The menu: what it can be about, the list, the language, a person, danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import advance, opening, words
from bot.flows.events import Choice, Message
from bot.flows.screens import whom
from bot.flows.screens.outcome import Outcome
from bot.flows.show import in_dutch
from bot.flows.state import Whom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.turn import Turn

KIND = "menu"

GUIDE = "g:"
THEME = "t:"

MOST_GUIDES = 6
"""More than this and the menu shows themes first."""

THEMES = {
    "levensweg": words.THEME_LEVENSWEG,
    "digid": words.THEME_DIGID,
    "uitkering": words.THEME_UITKERING,
    "hulp": words.THEME_HULP,
}


def message(turn: Turn, data: Mapping[str, str]) -> Message:
    """Show the guides (or their themes), and behind them the common buttons."""
    theme = data.get("theme")
    guides = [guide for guide in turn.library.guides.values() if theme in {None, guide.theme}]
    if theme is None and len(guides) > MOST_GUIDES:
        present = {guide.theme for guide in guides}
        topics = tuple(Choice(f"{THEME}{key}", label) for key, label in THEMES.items() if key in present)
    else:
        topics = tuple(Choice(f"{GUIDE}{guide.id}", guide.title) for guide in guides)
    question = words.WHAT_HAPPENED if theme is None else words.WHICH_OF_THEME
    back = () if theme is None else (Choice("menu", words.MENU),)
    return Message((turn.line(question),), (*topics, *back, *_common(turn)))


def press(turn: Turn, choice: str, data: Mapping[str, str]) -> Outcome:
    """Open a guide or a theme, or switch to the other person."""
    if choice.startswith(GUIDE) and choice.removeprefix(GUIDE) in turn.library.guides:
        opening.open_guide(turn, choice.removeprefix(GUIDE))
    elif choice.startswith(THEME) and choice.removeprefix(THEME) in THEMES:
        turn.open(KIND, message, theme=choice.removeprefix(THEME))
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
    if turn.state.whom is Whom.SELF:
        other: tuple[Choice, ...] = (Choice("for-other", words.FOR_OTHER),)
    elif turn.state.whom is Whom.OTHER:
        other = (Choice("for-self", words.FOR_ME),)
    else:
        other = ()
    listed = (Choice("list", words.MY_LIST),) if turn.subject.actions else ()
    return (
        *go_on,
        *listed,
        *other,
        *in_dutch(turn),
        Choice("language", words.LANGUAGE),
        Choice("human", words.PERSON),
        Choice("danger", words.DANGER),
    )
