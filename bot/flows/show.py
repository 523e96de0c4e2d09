"""How a step looks: its message and its buttons. Nothing here changes the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.flows import listening, words, words_group, words_voice
from bot.flows.deadlines import Standing, standing
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind, Do, GoTo, Human
from bot.flows.glossary import explainable
from bot.flows.lines import Amount, Latin, Line, name_value
from bot.flows.message import Choice, Message
from bot.flows.walk import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import AnyStep, Guide, Organisation
    from bot.flows.lines import Value
    from bot.flows.turn import Turn
    from bot.flows.walk import Walk

ANSWER = "a:"
"""Begins the button of an answer, so that no answer id meets a button of the bot's own."""

TYPED = frozenset({AskKind.DATE, AskKind.AMOUNT, AskKind.NUMBER, AskKind.TEXT})
"""Questions whose answer is typed."""


def step_message(turn: Turn, step: AnyStep) -> Message:
    """Return what the resident sees at a step that wants something of her."""
    walk = turn.walk()
    match step:
        case Ask():
            return _confirm(turn, walk, step) if walk.must_confirm(step) else ask_message(turn, step)
        case Do():
            return do_message(turn, walk, step, progress=True)
        case GoTo():
            return _go_to(turn, walk, step)
        case Human():
            choices = (Choice("human", words.YES_PERSON), Choice("no", words.NO_THANKS))
            return _message(
                turn, step, [_progress(walk, step), turn.line(step.text)], choices, ("human", "no")
            )
        case _:
            raise TypeError(step)


def in_dutch(turn: Turn) -> tuple[Choice, ...]:
    """Return the button that shows a message in Dutch, for who reads another language and sees no Dutch."""
    if turn.language == "nl" or turn.state.both:
        return ()
    return (Choice("dutch", words.SHOW_DUTCH),)


def helper(turn: Turn) -> tuple[Choice, ...]:
    """Return the button that calls a helper of her group, for who sits in one."""
    return (Choice("hand", words_group.HAND),) if turn.seated else ()


def ways_out(turn: Turn) -> tuple[Choice, ...]:
    """Return the buttons that end every message: Dutch, a helper of her group, a person, the menu."""
    return (*in_dutch(turn), *helper(turn), Choice("human", words.PERSON), Choice("menu", words.MENU))


def do_message(turn: Turn, walk: Walk, step: Do, *, progress: bool) -> Message:
    """Return the card of an action: what, when, why, where, with which papers, what to keep."""
    lines = [_progress(walk, step)] if progress else []
    lines += [turn.line(step.title, "👉"), turn.line(step.text)]
    when = deadline_line(turn, walk, step)
    if when is not None:
        lines.append(when)
    lines += [line if line.names_fact() else replace(line, aside=True) for line in _details(turn, step)]
    choices = [Choice("done", words.DONE), Choice("later", words.LATER), Choice("help", words.NEED_HELP)]
    if step.show is not None:
        choices.append(Choice("show", words.SHOW_CARD))
    return _message(turn, step, lines, tuple(choices))


def _details(turn: Turn, step: Do) -> Iterator[Line]:
    """Yield why, where, with which papers, and what to keep."""
    if step.why is not None:
        yield turn.line(words.ACTION_WHY, "💡", why=turn.line(step.why))
    for organisation_id in step.where:
        yield from _where(turn, turn.library.organisations[organisation_id])
    if step.bring:
        yield turn.line(words.ACTION_BRING, "🎒")
        yield from (turn.line(turn.library.papers[paper], "•") for paper in step.bring)
    if step.proof is not None:
        yield turn.line(words.ACTION_PROOF, "📎", proof=turn.line(step.proof))


def deadline_line(turn: Turn, walk: Walk, step: Do) -> Line | None:  # noqa: PLR0911  one a standing
    """Return when an action is due, in words for today; the rule where the date is unknown."""
    if step.term is None:
        return None
    window = walk.window(step)
    if window is None:
        return turn.line(step.term.rule, "📅")
    match standing(window, turn.today):
        case Standing.UPCOMING if window.start is not None:
            return turn.line(words.UPCOMING, "📅", **{"from": window.start, "until": window.end})
        case Standing.TODAY:
            return turn.line(words.UNTIL_TODAY, "⏰")
        case Standing.PAST:
            return turn.line(words.PAST, "⏰", until=window.end)
        case _ if window.start is not None:
            return turn.line(words.FROM_UNTIL, "📅", **{"from": window.start, "until": window.end})
        case _:
            return turn.line(words.UNTIL, "📅", until=window.end)


def past_lines(turn: Turn, walk: Walk, step: Do) -> Iterator[Line]:
    """Yield whom to call when an action is past its last day."""
    window = walk.window(step)
    if window is None or standing(window, turn.today) is not Standing.PAST:
        return
    for organisation_id in step.where:
        organisation = turn.library.organisations[organisation_id]
        name = name_value(organisation)
        if organisation.phone:
            yield turn.line(words.PAST_CALL, "📞", organisation=name, phone=Latin(organisation.phone))
        else:
            yield turn.line(words.PAST_DESK, "📍", organisation=name)
        return


def show_card(turn: Turn, step: Do) -> Message:
    """Return the Dutch sentence to show or say, with the resident's own language beneath."""
    if step.show is None:
        raise ValueError(step.id)
    lines = [turn.line(words.SHOW_CARD_INTRO), Line(Latin(step.show.source), icon="🗣", once=True)]
    if turn.language != "nl":
        means = turn.line(words.SHOW_CARD_MEANS, sentence=turn.line(step.show))
        lines.append(replace(means, once=True))
    return Message(tuple(lines), sensitive=step.private)


def play_button(turn: Turn, guide: Guide, step: Do) -> tuple[Choice, ...]:
    """Return the button that plays the Dutch sentence of an action at a desk or a phone."""
    choice = f"{listening.CARD}{guide.id}/{step.id}"
    return listening.standing_button(turn, spoken_card(step), choice, words_voice.PLAY)


def spoken_card(step: Do) -> Message:
    """Return the Dutch sentence by itself, as it is to be heard."""
    if step.show is None:
        raise ValueError(step.id)
    return Message((Line(step.show),), sensitive=step.private, language="nl")


def answer_value(step: Ask, answer: str) -> Value:
    """Return an answer as a value that can be said back to the resident."""
    if answer in step.answers:
        return step.answers[answer]
    match typed(step, answer):
        case date() as day:
            return day
        case Decimal() as number:
            return Amount(number) if step.kind is AskKind.AMOUNT else Latin(f"{number.normalize():f}")
        case _:
            return {UNKNOWN: words.UNKNOWN_ANSWER, REFUSED: words.REFUSED_ANSWER}.get(answer, Latin(answer))


def ask_message(turn: Turn, step: Ask) -> Message:
    """Return a question with its answers."""
    walk = turn.walk()
    answers = [Choice(f"{ANSWER}{answer}", label) for answer, label in step.answers.items()]
    answers.append(Choice(f"{ANSWER}{UNKNOWN}", words.UNKNOWN_ANSWER))
    if step.sensitive:
        answers.append(Choice(f"{ANSWER}{REFUSED}", words.REFUSED_ANSWER))
    yes_no = (f"{ANSWER}ja", f"{ANSWER}nee") if step.kind is AskKind.YES_NO else (None, None)
    return _message(turn, step, [_progress(walk, step), turn.line(step.text)], tuple(answers), yes_no)


def _confirm(turn: Turn, walk: Walk, step: Ask) -> Message:
    answer = walk.answer(step)
    if answer is None:
        raise ValueError(step.id)
    lines = [
        _progress(walk, step),
        turn.line(step.text),
        turn.line(words.STILL_TRUE, answer=answer_value(step, answer)),
    ]
    return _message(
        turn, step, lines, (Choice("confirm", words.YES), Choice("ask", words.NO)), ("confirm", "ask")
    )


def _go_to(turn: Turn, walk: Walk, step: GoTo) -> Message:
    title = turn.library.guides[step.guide].title
    finished = step.guide in turn.subject.finished
    text = words.GO_TO_AGAIN if finished else words.GO_TO
    lines = [_progress(walk, step)]
    if step.text is not None:
        lines.append(turn.line(step.text))
    lines.append(turn.line(text, guide=title))
    first = Choice("go", words.AGAIN if finished else words.NOW)
    choices = (first, Choice("later", words.LATER), Choice("no", words.NO_THANKS))
    return _message(turn, step, lines, choices, ("go", "no"))


def _message(
    turn: Turn,
    step: AnyStep,
    lines: list[Line],
    choices: tuple[Choice, ...],
    yes_no: tuple[str | None, str | None] = (None, None),
) -> Message:
    explain = (Choice("explain", words.EXPLAIN),) if explainable(turn.library, step) else ()
    exits = tuple(choice for choice in ways_out(turn) if choice.id not in {given.id for given in choices})
    return Message(
        lines=tuple(lines),
        choices=(*choices, *explain, Choice("back", words.BACK), *exits),
        careful=step.careful or any(line.names_fact() for line in lines),
        sensitive=step.private,
        typed=isinstance(step, Ask) and step.kind in TYPED and "confirm" not in yes_no,
        yes=yes_no[0],
        no=yes_no[1],
    )


def _progress(walk: Walk, step: AnyStep) -> Line:
    number, total = walk.progress(step)
    return Line(words.PROGRESS, {"step": number, "total": total}, walk.guide.icon)


def _where(turn: Turn, organisation: Organisation) -> Iterator[Line]:
    yield turn.line(words.ACTION_WHERE, "📍", organisation=name_value(organisation))
    if organisation.phone:
        yield turn.line(words.ACTION_PHONE, "📞", phone=Latin(organisation.phone))
    if organisation.hours is not None:
        yield turn.line(organisation.hours, "🕘")
    if organisation.site:
        yield turn.line(words.ACTION_SITE, "🌐", site=Latin(organisation.site))
    if organisation.desk is not None:
        yield turn.line(organisation.desk, "🚪")
    # With a phone the way without internet has been said already.
    if organisation.offline is not None and not organisation.phone:
        yield turn.line(organisation.offline, "📵")
