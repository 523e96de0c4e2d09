"""What a person is told: made from the state and from what she chose to add, line by line.

A line is data and not yet text: it is shown to her in her language, and rendered in Dutch
for the desk from the very same data.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.flows import actions, points
from bot.flows import words_person as said
from bot.flows import words_points as pointed
from bot.flows.confidence import item_confides, step_confides
from bot.flows.definition import UNKNOWN, Ask, Do
from bot.flows.lines import SummaryLine, name_value
from bot.flows.own_words import own_words
from bot.flows.person_questions import BY_KEY, CHAT, NO, SENSITIVE, wanted
from bot.flows.show import answer_value
from bot.flows.subject import ActionStatus, Whom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.flows.actions import Item
    from bot.flows.definition import Guide, Organisation
    from bot.flows.lines import Line, Value
    from bot.flows.turn import Turn

LANGUAGES = {"nl": said.S_LANGUAGE_NL, "ar": said.S_LANGUAGE_AR, "ti": said.S_LANGUAGE_TI}

ADDED = "added"
OUT = "out"
TICKED = "ticked"
"""Keys of the draft: sentences she added, lines she left out, sensitive lines she chose."""

SIGNAL = "signal"
"""The key of the draft for what a helper saw, once she agreed to ask a person about it."""

SIGNALS = {"digital": pointed.S_SIGNAL_DIGITAL, "other": pointed.S_SIGNAL_OTHER}

OLDEST = timedelta(days=31)
"""A last day that is longer past than this is nothing to hurry for."""


def lines(turn: Turn) -> tuple[SummaryLine, ...]:
    """Return every line, those that she left out as well."""
    out, ticked = turn.state.draft.get(OUT, "").split(), turn.state.draft.get(TICKED, "").split()
    return tuple(
        SummaryLine(id_, section, line, sensitive, id_ in ticked if sensitive else id_ not in out)
        for id_, section, line, sensitive in _lines(turn)
    )


def guide_of(turn: Turn) -> Guide | None:
    """Return the guide that it is about: the one she is in, else the one she finished last."""
    finished = [turn.library.guides[guide] for guide in turn.subject.finished if guide in turn.library.guides]
    return turn.guide() or (finished[-1] if finished else None)


def decides(turn: Turn) -> Organisation | None:
    """Return who decides on it, where that is not the municipality."""
    guide = guide_of(turn)
    of = None if guide is None else decided_by(guide)
    return None if of in {None, turn.library.municipality.organisation} else turn.library.organisations[of]


def decided_by(guide: Guide) -> str | None:
    """Return the organisation that decides on what a guide is about; None where none is named."""
    return guide.decides or (guide.application.at if guide.application else None)


def urgent(turn: Turn) -> bool:
    """Tell whether it cannot wait: no money, no food, no home, cut off."""
    guides = (turn.library.guides.get(frame.guide) for frame in turn.subject.stack)
    return any(guide is not None and guide.urgent for guide in (*guides, guide_of(turn)))


def deadline(turn: Turn) -> date | None:
    """Return the nearest last day of what she has still to do."""
    return _nearest(turn, actions.items(turn))


def told_deadline(turn: Turn, sent: Iterable[SummaryLine]) -> date | None:
    """Return the nearest last day among the actions of these lines: a day can tell what she kept back."""
    told = {line.id for line in sent}
    return _nearest(turn, (one for one in actions.items(turn) if one.action.id in told))


def _nearest(turn: Turn, items: Iterable[Item]) -> date | None:
    ends = [
        one.window.end
        for one in items
        if one.needed and one.action.status is not ActionStatus.DONE and one.window is not None
    ]
    return min((end for end in ends if end >= turn.today - OLDEST), default=None)


def cannot_wait(turn: Turn, answer_by: datetime | None) -> bool:
    """Tell whether phone and desk come first, before a question in the chat."""
    last_day = deadline(turn)
    too_late = last_day is not None and (answer_by is None or last_day <= answer_by.date())
    return urgent(turn) or too_late


def _lines(turn: Turn) -> Iterator[tuple[str, str, Line, bool]]:
    draft, guide = turn.state.draft, guide_of(turn)
    if guide is not None:
        yield "about", "question", turn.line(said.S_ABOUT, guide=guide.title), False
    if "question" in draft:
        yield "question", "question", turn.line(said.S_QUESTION, question=own_words(draft["question"])), False
    if turn.state.whom is Whom.OTHER:
        yield "whom", "question", turn.line(said.S_FOR_OTHER), False
    for id_, line in _herself(turn):
        yield id_, "who", line, False
    if guide is not None:
        yield from _answers(turn, guide)
    yield from _actions(turn, guide)
    yield from _hindered(turn)
    for place, sentence in enumerate(draft.get(ADDED, "").split("\n")):
        if sentence:
            yield f"{ADDED}-{place}", "question", turn.line(said.S_ADDED, added=own_words(sentence)), False


def _herself(turn: Turn) -> Iterator[tuple[str, Line]]:
    draft = turn.state.draft
    if "name" in draft:
        yield "name", turn.line(said.S_NAME, name=own_words(draft["name"]))
    if "birth" in draft:
        yield "birth", turn.line(said.S_BIRTH, birth=_day(draft["birth"]))
    if turn.language in LANGUAGES:
        yield "language", turn.line(LANGUAGES[turn.language])
    if draft.get("interpreter") == NO:
        yield "interpreter", turn.line(said.S_NO_INTERPRETER)
    elif "interpreter" in draft:
        yield "interpreter", turn.line(said.S_INTERPRETER, how=_chosen(turn, "interpreter"))
        if "interpreter-time" in draft or "interpreter-whom" in draft:
            yield (
                "interpreter-when",
                turn.line(
                    said.S_INTERPRETER_WHEN,
                    who=_chosen(turn, "interpreter-whom"),
                    time=_chosen(turn, "interpreter-time"),
                ),
            )
    yield "reach", turn.line(said.S_REACH, how=_chosen(turn, "reach"))
    if "time" in draft and wanted(BY_KEY["time"], draft, foreign=True):
        yield "time", turn.line(said.S_TIME, time=_chosen(turn, "time"))


def _answers(turn: Turn, guide: Guide) -> Iterator[tuple[str, str, Line, bool]]:
    walk = actions.walk_of(turn, turn.subject, guide)
    for step in walk.applicable():
        if not isinstance(step, Ask):
            continue
        answer = walk.answer(step)
        if answer in {None, UNKNOWN}:
            continue
        line = turn.line(said.S_ANSWER, asked=turn.line(step.text), answer=answer_value(step, str(answer)))
        yield f"{guide.id}/{step.id}", "answers", line, step.private
    stuck = walk.current() if turn.guide() is guide else None
    if isinstance(stuck, (Ask, Do)):
        at = stuck.title if isinstance(stuck, Do) else turn.line(stuck.text)
        confided = step_confides(turn.library, guide, stuck, told={guide.id})
        yield f"{guide.id}/{stuck.id}.stuck", "steps", turn.line(said.S_STUCK, action=at), confided


def _actions(turn: Turn, asked: Guide | None) -> Iterator[tuple[str, str, Line, bool]]:
    """Yield her list. That she is in the guide she ``asked`` about, the first line says already."""
    told = {asked.id} if asked else set()
    involved: dict[str, bool] = {}
    for one in actions.items(turn):
        if not one.needed:
            continue
        private = item_confides(turn.library, one, told=told)
        title: Value = one.title
        if one.point is not None:
            title = points.title(turn, one.point, pointed.S_BY_HELPER, pointed.S_BY_PERSON)
        if one.action.status is ActionStatus.DONE:
            line = turn.line(said.S_DONE, action=title)
        elif one.window is not None:
            open_until = pointed.S_LETTER if one.from_letter else said.S_OPEN_UNTIL
            line = turn.line(open_until, action=title, until=one.window.end)
        else:
            line = turn.line(said.S_OPEN, action=title)
        yield one.action.id, "steps", line, private
        for place in one.step.where if one.step else ():
            involved[place] = involved.get(place, True) and private
    for place, private in involved.items():
        if place != turn.library.municipality.organisation:
            name = name_value(turn.library.organisations[place])
            yield f"at-{place}", "organisations", turn.line(said.S_INVOLVED, organisation=name), private


def _hindered(turn: Turn) -> Iterator[tuple[str, str, Line, bool]]:
    for hinder in turn.state.draft.get("hinder", "").split():
        line = turn.line(said.S_HINDER, hinder=BY_KEY["hinder"].choices[hinder])
        yield f"hinder-{hinder}", "help", line, hinder in SENSITIVE
    if turn.state.draft.get("digital") == "yes":
        yield "digital", "help", turn.line(said.S_DIGITAL), False
    signal = SIGNALS.get(turn.state.draft.get(SIGNAL, ""))
    if signal is not None:
        yield SIGNAL, "help", turn.line(signal), False


def _chosen(turn: Turn, key: str) -> Value:
    """Return an answer of the draft: the words of a button, or her own."""
    given = turn.state.draft.get(key, CHAT if key == "reach" else "any")
    return BY_KEY[key].choices.get(given) or own_words(given)


def _day(typed: str) -> Value:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return own_words(typed)
