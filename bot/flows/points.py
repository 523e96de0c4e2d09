"""Action points: what a helper or a klantmanager puts before her, and what becomes of it on her list.

A point is offered and nothing more until she accepts it. One for a known action then shows the
card of that action; one in somebody's own words is Dutch, and stays as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.flows import listening, words_voice
from bot.flows import words_points as said
from bot.flows.deadlines import Standing, Window, standing
from bot.flows.definition import Do
from bot.flows.events import PointChanged
from bot.flows.lines import Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.subject import Action, ActionStatus, Point, PointBy, Subject, Whom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.flows.definition import Guide, Library
    from bot.flows.state import State
    from bot.flows.text import Text
    from bot.flows.turn import Turn

MOST_OFFERED: Final = 10
"""Points that may wait for her answer: with more nobody chooses any longer."""

LONGEST: Final = 120
"""Characters of a point in somebody's own words."""

HEAR: Final = "hear"
"""The button that reads somebody's own words."""

PREFIX: Final = "punt-"
"""Begins the id of a point. No action has such an id: those have a slash."""


@dataclass(frozen=True, kw_only=True)
class PointDraft:
    """What somebody wants to put before her: a known action ("guide/step") or Dutch words.

    ``until`` is a last day that was copied from a letter.
    """

    known: str | None = None
    text: str = ""
    until: date | None = None
    for_other: bool = False


class TooManyOffered(Exception):  # noqa: N818  reads as what happened
    """She has as many points to choose about as there may be."""


def known_actions(library: Library) -> Iterator[tuple[Guide, tuple[Do, ...]]]:
    """Yield each guide with the actions that may be put on a list: not those that are private."""
    for guide in sorted(library.guides.values(), key=lambda one: one.title.source.casefold()):
        steps = tuple(step for step in guide.steps if isinstance(step, Do) and not step.private)
        if steps and not guide.private:
            yield guide, steps


def known_step(library: Library, known: str | None) -> Do | None:
    """Return the action that a point stands for; None for own words, and where it is gone or private."""
    guide_id, _, step_id = (known or "").partition("/")
    guide = library.guides.get(guide_id)
    step = None if guide is None or guide.private else guide.step(step_id)
    return step if isinstance(step, Do) and not step.private else None


def waiting(state: State) -> list[tuple[Whom, Point]]:
    """Return the points that she has not answered, the oldest first, each with whom it is about."""
    found = [
        (whom, point)
        for whom, subject in state.subjects.items()
        for point in subject.points.values()
        if not point.accepted
    ]
    return sorted(found, key=lambda one: _number(one[1].id))


def find(state: State, whom: str, point_id: str) -> Point | None:
    """Return a point, None where it is gone."""
    subject = state.subjects.get(Whom(whom))
    return None if subject is None else subject.points.get(point_id)


def add(turn: Turn, draft: PointDraft, by: PointBy) -> tuple[Whom, Point]:
    """Put a point before her; raise ``TooManyOffered`` where too many wait already."""
    if len(waiting(turn.state)) >= MOST_OFFERED:
        raise TooManyOffered
    whom = Whom.OTHER if draft.for_other else Whom.SELF
    step = known_step(turn.library, draft.known)
    point = Point(
        id=_next_id(turn.state),
        known=draft.known,
        text=draft.text if step is None else step.title.source,
        by=by,
        on=turn.today,
        until=draft.until,
        for_other=draft.for_other,
    )
    _save(turn, whom, _subject(turn, whom).with_point(point))
    _note(turn, point, "offered")
    return whom, point


def accept(turn: Turn, whom: Whom, point: Point) -> None:
    """Put it on the list; an action that was done before is to be done once more."""
    subject = _subject(turn, whom).with_point(replace(point, accepted=True))
    if point.known is not None:
        guide, _, step = point.known.partition("/")
        action = subject.actions.get(point.known)
        if action is None:
            subject = subject.with_action(Action(guide, step, ActionStatus.OPEN, turn.today))
        elif action.status is ActionStatus.DONE:
            subject = subject.with_action(replace(action, status=ActionStatus.OPEN))
    _save(turn, whom, subject)
    _note(turn, point, "accepted")


def decline(turn: Turn, whom: Whom, point: Point) -> None:
    """Keep nothing of it; of another person neither, where this was all."""
    _save(turn, whom, _subject(turn, whom).without_point(point.id))
    _forget_other(turn)
    _note(turn, point, "declined")


def remove(turn: Turn, whom: Whom, point: Point) -> None:
    """Take an accepted point off the list, with the action that stands there for it alone."""
    subject = _subject(turn, whom).without_point(point.id)
    if point.known is not None and not _walked(subject, point.known):
        kept = {key: action for key, action in subject.actions.items() if key != point.known}
        subject = replace(subject, actions=kept)
    _save(turn, whom, subject)
    _forget_other(turn)
    _note(turn, point, "removed")


def change(turn: Turn, point: Point, status: ActionStatus) -> None:
    """Note that a point in somebody's own words, of the current subject, is done or put off."""
    turn.subject = turn.subject.with_point(replace(point, status=status))
    _note(turn, point, status.value)


def window(point: Point) -> Window | None:
    """Return the last day that stands in the letter, as a window."""
    return None if point.until is None else Window(None, point.until)


def title(turn: Turn, point: Point, by_helper: Text, by_person: Text) -> Line:
    """Return what it is and from whom, to stand in a line."""
    step = known_step(turn.library, point.known)
    # Own words as a line of their own: what reads aloud says them in Dutch, in any sentence.
    name = _words(point) if step is None else step.title
    if point.by is PointBy.BEGELEIDER:
        return Line(by_helper, {"point": name})
    return turn.line(by_person, point=name)


def words_of(point: Point) -> Line:
    """Return somebody's own words: hers to keep, so that no store of clips keeps them."""
    return replace(_words(point), icon="📌", aside=True, once=True)


def spoken(point: Point) -> Message:
    """Return somebody's own words by themselves, as they are to be heard: in Dutch."""
    return Message((replace(words_of(point), icon=""),), sensitive=True, language="nl")


def about(turn: Turn, point: Point) -> Iterator[Line]:
    """Yield from whom it is, and which day stands in the letter."""
    if point.by is PointBy.BEGELEIDER:
        yield turn.line(said.FROM_HELPER, "👤")
    else:
        yield turn.line(said.FROM_PERSON, "👤")
    if point.until is None:
        return
    match standing(Window(None, point.until), turn.today):
        case Standing.PAST:
            yield turn.line(said.LETTER_PAST, "⏰", until=point.until)
        case Standing.TODAY:
            yield turn.line(said.LETTER_TODAY, "⏰")
        case _:
            yield turn.line(said.LETTER_UNTIL, "📅", until=point.until)


def from_whom(turn: Turn, point: Point) -> Iterator[Line]:
    """Yield from whom it is, for paper, and of own words that they are Dutch and whom to ask."""
    helper = point.by is PointBy.BEGELEIDER
    yield turn.line(said.FROM_HELPER if helper else said.FROM_PERSON)
    if turn.language != "nl" and known_step(turn.library, point.known) is None:
        yield turn.line(said.IN_DUTCH_HELPER if helper else said.IN_DUTCH_PERSON)


def own_words(turn: Turn, point: Point) -> Iterator[Line]:
    """Yield what somebody wrote, and to who reads another language that it is Dutch and whom to ask."""
    yield words_of(point)
    if turn.language == "nl":
        return
    if point.by is PointBy.BEGELEIDER:
        about_words = [turn.line(said.IN_DUTCH_HELPER)]
    else:
        about_words = [turn.line(said.IN_DUTCH_PERSON)]
    if hear_button(turn, point):
        about_words.append(turn.line(said.HEAR, "🔊"))
    yield from (replace(line, aside=True, once=True) for line in about_words)


def hear_button(turn: Turn, point: Point) -> tuple[Choice, ...]:
    """Return the button that reads somebody's own words in Dutch, to who reads another language."""
    if turn.language == "nl" or known_step(turn.library, point.known) is not None:
        return ()
    return listening.standing_button(turn, spoken(point), HEAR, words_voice.PLAY)


def _words(point: Point) -> Line:
    return Line(said.WORDS, {"point": Latin(point.text)})


def _subject(turn: Turn, whom: Whom) -> Subject:
    return turn.state.subjects.get(whom, Subject())


def _save(turn: Turn, whom: Whom, subject: Subject) -> None:
    turn.state = replace(turn.state, subjects={**turn.state.subjects, whom: subject})


def _forget_other(turn: Turn) -> None:
    """Know of no other person again where nothing of one is left."""
    subjects = turn.state.subjects
    if turn.state.whom is not Whom.OTHER and subjects.get(Whom.OTHER) == Subject():
        turn.state = replace(turn.state, subjects={Whom.SELF: subjects.get(Whom.SELF, Subject())})


def _walked(subject: Subject, known: str) -> bool:
    guide = known.partition("/")[0]
    return guide in subject.finished or any(frame.guide == guide for frame in subject.stack)


def _next_id(state: State) -> str:
    numbers = [_number(point) for subject in state.subjects.values() for point in subject.points]
    return f"{PREFIX}{max(numbers, default=0) + 1}"


def _number(point_id: str) -> int:
    return int(point_id.removeprefix(PREFIX))


def _note(turn: Turn, point: Point, what: str) -> None:
    turn.emit(PointChanged(point.known, point.by, what))
