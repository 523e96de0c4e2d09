"""What stands on her list on paper: lines, as data, to be put in two languages side by side.

It is read on other days than this one, so nothing on it says "today": dates stand in full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.flows import actions, closing, points, words, words_paper, words_points
from bot.flows.confidence import item_confides
from bot.flows.deadlines import Standing, standing
from bot.flows.lines import Latin, Line, name_value
from bot.flows.subject import Action, ActionStatus, Whom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flows.actions import Item
    from bot.flows.definition import Do
    from bot.flows.turn import Turn


class Kind(StrEnum):
    """What a row is, and so how large it stands there."""

    TITLE = "title"
    WHEN = "when"
    TEXT = "text"
    PLACE = "place"
    PHONE = "phone"
    BRING = "bring"
    SOURCE = "source"  # from whom it is, where it is from somebody else
    SHOW = "show"  # a Dutch sentence to show or say: large in Dutch, with its meaning beneath


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the paper, and what kind it is.

    ``dutch_only``: somebody's own words, which are in no other language.
    """

    kind: Kind
    line: Line
    dutch_only: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Her list as it is printed. ``private``: something private is on her list, printed or not.

    ``todo`` are boxes to tick, each with its rows; ``applications`` say, for each guide with
    one, where it is applied for and which date counts; ``person`` says where a person is.
    """

    private: bool
    head: tuple[Line, ...]
    todo: tuple[tuple[Row, ...], ...]
    done: tuple[Row, ...]
    applications: tuple[tuple[Row, ...], ...]
    person: tuple[Row, ...]


def sheet(turn: Turn, *, private: bool) -> Sheet:
    """Return her list of now. ``private``: with what others may not read, as she chose."""
    needed = [one for one in actions.items(turn) if one.needed]
    shown = [one for one in needed if private or not item_confides(turn.library, one)]
    todo = [one for one in shown if one.action.status is not ActionStatus.DONE]
    return Sheet(
        private=any(item_confides(turn.library, one) for one in needed),
        head=tuple(_head(turn)),
        todo=tuple(tuple(_task(turn, one)) for one in todo),
        done=tuple(_title(turn, one) for one in shown if one.action.status is ActionStatus.DONE),
        applications=tuple(_applications(turn, todo)),
        person=tuple(_person(turn)),
    )


def _head(turn: Turn) -> Iterator[Line]:
    yield turn.line(words_paper.SHEET_MADE, day=turn.today)
    if turn.state.whom is Whom.OTHER:
        yield turn.line(words_paper.SHEET_OTHER)


def _task(turn: Turn, item: Item) -> Iterator[Row]:
    yield _title(turn, item)
    when = _when(turn, item)
    if when is not None:
        yield Row(Kind.WHEN, when)
    if item.point is not None:
        yield from (Row(Kind.SOURCE, line) for line in points.from_whom(turn, item.point))
    if item.step is not None:
        yield from _card(turn, item.step)


def _title(turn: Turn, item: Item) -> Row:
    if isinstance(item.title, Latin):
        return Row(Kind.TITLE, Line(item.title), dutch_only=True)
    whole = item.step is None
    line = turn.line(words_paper.SHEET_GUIDE, guide=item.title) if whole else turn.line(item.title)
    return Row(Kind.TITLE, line)


def _card(turn: Turn, step: Do) -> Iterator[Row]:
    """Yield what to do and where, with which papers, what to keep, and what to say."""
    yield Row(Kind.TEXT, turn.line(step.text))
    for organisation_id in step.where:
        yield from _where(turn, organisation_id)
    if step.bring:
        yield Row(Kind.TEXT, turn.line(words.ACTION_BRING))
        yield from (Row(Kind.BRING, turn.line(turn.library.papers[paper])) for paper in step.bring)
    if step.proof is not None:
        yield Row(Kind.TEXT, turn.line(words.ACTION_PROOF, proof=turn.line(step.proof)))
    if step.show is not None:
        yield Row(Kind.SHOW, turn.line(step.show))


def _when(turn: Turn, item: Item) -> Line | None:
    window = item.window
    if window is None:
        term = None if item.step is None else item.step.term
        return None if term is None else turn.line(term.rule)
    if item.from_letter:
        past = standing(window, turn.today) is Standing.PAST
        return turn.line(words_points.LETTER_PAST if past else words_points.LETTER_UNTIL, until=window.end)
    if standing(window, turn.today) is Standing.PAST:
        return turn.line(words.PAST, until=window.end)
    if window.start is not None:
        return turn.line(words.FROM_UNTIL, "", **{"from": window.start, "until": window.end})
    return turn.line(words.UNTIL, until=window.end)


def _where(turn: Turn, organisation_id: str) -> Iterator[Row]:
    organisation = turn.library.organisations[organisation_id]
    yield Row(Kind.PLACE, turn.line(words.ACTION_WHERE, organisation=name_value(organisation)))
    if organisation.phone:
        yield Row(Kind.PHONE, turn.line(words.ACTION_PHONE, phone=Latin(organisation.phone)))
    if organisation.hours is not None:
        yield Row(Kind.PLACE, turn.line(organisation.hours))
    if organisation.site:
        yield Row(Kind.PLACE, turn.line(words.ACTION_SITE, site=Latin(organisation.site)))
    if organisation.desk is not None:
        yield Row(Kind.PLACE, turn.line(organisation.desk))
    if organisation.offline is not None and not organisation.phone:
        yield Row(Kind.PLACE, turn.line(organisation.offline))


def _applications(turn: Turn, todo: Sequence[Item]) -> Iterator[tuple[Row, ...]]:
    """Yield, once for each guide with an application, that nothing is applied for by this paper."""
    walked = (item.action for item in todo if item.step is not None)
    for guide_id in dict.fromkeys(action.guide for action in walked if isinstance(action, Action)):
        application = turn.library.guides[guide_id].application
        if application is None:
            continue
        *said, last = closing.not_an_application(turn, application)
        phone = turn.library.organisations[application.at].phone is not None
        yield (
            Row(Kind.TITLE, turn.line(words_paper.SHEET_NO_APPLICATION)),
            *(Row(Kind.TEXT, replace(line, icon="")) for line in said),
            Row(Kind.PHONE if phone else Kind.TEXT, replace(last, icon="")),
        )


def _person(turn: Turn) -> Iterator[Row]:
    municipality = turn.library.municipality
    name = Latin(municipality.name)
    yield Row(Kind.PHONE, turn.line(words.PERSON_CALL, gemeente=name, phone=Latin(municipality.phone)))
    yield Row(Kind.PLACE, turn.line(words.PERSON_HOURS, hours=turn.line(municipality.hours)))
    yield Row(Kind.PLACE, turn.line(words.PERSON_DESK, desk=turn.line(municipality.desk)))
    yield Row(Kind.PLACE, turn.line(words.PERSON_ADDRESS, address=Latin(municipality.address)))
