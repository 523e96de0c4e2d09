"""What the resident wrote, and what it means where she is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import advance, controls, how_she_reads, listening, opening, place, words
from bot.flows.answering import answer_of, choice_of
from bot.flows.answers.problem import Problem
from bot.flows.definition import Ask, AskKind
from bot.flows.events import NotUnderstood
from bot.flows.lines import Amount, Latin, Line
from bot.flows.pressing import choose
from bot.flows.screens import language, listing, menu, reminder, unsure
from bot.flows.screens.outcome import Outcome
from bot.flows.screens.registry import HEARING
from bot.flows.show import answer_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.definition import AnyStep
    from bot.flows.lines import Value
    from bot.flows.message import Message
    from bot.flows.turn import Turn

PROBLEMS = {
    Problem.EMPTY: words.ASK_EMPTY,
    Problem.TOO_LONG: words.ASK_TOO_LONG,
    Problem.AMBIGUOUS: words.ASK_AMBIGUOUS,
    Problem.IMPOSSIBLE_DATE: words.ASK_IMPOSSIBLE_DATE,
    Problem.NEEDS_DAY: words.ASK_DAY,
    Problem.NEEDS_MONTH: words.ASK_DATE,
    Problem.NEEDS_YEAR: words.ASK_DATE,
    Problem.TOO_EARLY: words.ASK_TOO_EARLY,
    Problem.TOO_LATE: words.ASK_TOO_LATE,
    Problem.NOT_WHOLE: words.ASK_NUMBER,
    Problem.TOO_SMALL: words.ASK_TOO_SMALL,
    Problem.TOO_LARGE: words.ASK_TOO_LARGE,
}
"""What is said when an answer does not fit; the rest depends on the kind of question."""

BY_KIND = {
    AskKind.CHOICE: words.ASK_CHOICE,
    AskKind.YES_NO: words.ASK_CHOICE,
    AskKind.DATE: words.ASK_DATE,
    AskKind.AMOUNT: words.ASK_AMOUNT,
    AskKind.NUMBER: words.ASK_NUMBER,
    AskKind.TEXT: words.ASK_EMPTY,
}

LATER = "later"
"""The intent and the button that have the same name, whatever the button puts off."""

COMMANDING = frozenset({"human", "stop", "erase", "menu", "language", "back", "listen", "explain"})
"""Control words that are no answer to a question in free text, as "ja" or "later" may be."""

COMMANDING_WORDS = 2
"""A longer text at such a question is the answer: "de gemeente zei stop" is a report."""

ANSWER_WORDS = 4
"""What is longer and does not fit as a date or an amount may well be about something else."""

GUESSES = 3
"""How many guides are offered when a text could mean several."""

GUESSED = 0.05
"""A guess below this probability is not worth offering."""


def text(turn: Turn, typed: str) -> None:
    """Hear a text: an answer, a control word, a guide, or nothing that is understood."""
    _guess_at_words_only(turn, typed)
    if how_she_reads.asked(turn, typed):
        return
    shown = place.message(turn)
    if shown is not None:
        labels = turn.labels(shown.choices)
        choice = choice_of(typed, shown, labels, turn.world.lexicons)
        if choice is not None and not _tells_more(turn, typed, labels[choice]):
            choose(turn, choice, shown)
            return
    if listing.named(turn, typed):
        controls.show_list(turn)
    elif not _heard_by_screen(turn, typed):
        _hear_at_step(turn, typed, shown)


def _hear_at_step(turn: Turn, typed: str, shown: Message | None) -> None:
    """Hear a text that is no button: the answer to a question, else what it may be about."""
    reminder.put_aside(turn)
    question = place.question(turn)
    problem: Problem | None = None
    if question is not None and not _commands(turn, question, typed):
        answer = answer_of(typed, question, turn.today, turn.world.lexicons)
        if not isinstance(answer, Problem):
            turn.state = replace(turn.state, misses=0)
            if question.kind is not AskKind.TEXT:
                # She sees which day or amount was understood, and can go back.
                value = answer_value(question, answer)
                turn.note(
                    turn.line(words.UNDERSTOOD, "✏️", answer=value),
                    sensitive=shown is not None and shown.sensitive,
                )
            advance.answer(turn, question, answer)
            return
        problem = answer
    if not _tried(problem, typed) and _follow_intent(turn, question, shown):
        turn.state = replace(turn.state, misses=0)
    elif question is not None and problem is not None:
        _missed(turn)
        turn.note(_explain(question, problem))
        place.show(turn)
    elif turn.subject.frame is not None and (shown is None or listening.told_language(turn)):
        # What she saw has changed since, or is in her own language only now: she answers it when she sees it.
        place.show(turn)
    else:
        _not_understood(turn)


def _heard_by_screen(turn: Turn, typed: str) -> bool:
    """Give a text to the screen that waits for her own words, unless it is a short command."""
    screen = turn.state.screen
    if screen is None or screen.kind not in HEARING or _is_command(turn, typed):
        return False
    match HEARING[screen.kind].hear(turn, typed, screen.data):
        case Outcome.NOT_MINE:
            return False
        case Outcome.LEAVE:
            place.leave_screen(turn)
        case Outcome.DONE:
            turn.state = replace(turn.state, misses=0)
    return True


def _guess_at_words_only(turn: Turn, typed: str) -> None:
    """Take nothing for a guide that has no letters: an engine that learnt words is sure of "3-2" too."""
    if not any(letter.isalpha() for letter in typed):
        turn.inbound = replace(turn.inbound, interpretation=None)


def _follow_intent(turn: Turn, question: AnyStep | None, shown: Message | None) -> bool:
    interpretation = turn.inbound.interpretation
    intent = interpretation.intent if interpretation else None
    if intent is None:
        return False
    if shown is not None and intent == LATER and any(one.id == LATER for one in shown.choices):
        choose(turn, LATER, shown)  # what she sees can wait, not the action that lies beneath it
        return True
    if intent in controls.CONTROL_WORDS:
        controls.CONTROL_WORDS[intent](turn)
        return True
    guide = turn.guide()
    if intent in turn.library.guides and not (
        question is not None and guide is not None and guide.id == intent
    ):
        opening.mention_guide(turn, intent)
        return True
    return False


def _tried(problem: Problem | None, typed: str) -> bool:
    """Tell whether a short text was meant as the answer, and is none: "31-02" is no other guide."""
    return problem in PROBLEMS and len(typed.split()) <= ANSWER_WORDS


def _tells_more(turn: Turn, typed: str, names: Sequence[str]) -> bool:
    """Tell whether a text in the menu asks for a guide, where it merely holds the name of a button.

    "hoe krijg ik digid" is more than the topic "DigiD".
    """
    interpretation = turn.inbound.interpretation
    return (
        turn.state.screen is not None
        and turn.state.screen.kind == menu.KIND
        and interpretation is not None
        and interpretation.intent in turn.library.guides
        and typed.strip().casefold() not in {name.casefold() for name in names}
    )


def _commands(turn: Turn, question: Ask, typed: str) -> bool:
    """Tell whether a short text at a question in free text is a control word and not the answer."""
    return question.kind is AskKind.TEXT and _is_command(turn, typed)


def _is_command(turn: Turn, typed: str) -> bool:
    interpretation = turn.inbound.interpretation
    return (
        interpretation is not None
        and interpretation.intent in COMMANDING
        and len(typed.split()) <= COMMANDING_WORDS
    )


def _missed(turn: Turn) -> None:
    turn.state = replace(turn.state, misses=turn.state.misses + 1)
    guide, step = turn.guide(), place.current_step(turn)
    turn.emit(
        NotUnderstood(
            turn.state.misses,
            guide.id if guide else None,
            step.id if step else None,
            sensitive=place.sensitive(turn),
        )
    )


def _not_understood(turn: Turn) -> None:
    """Ask once with the best guesses; after that the menu and a person."""
    _missed(turn)
    interpretation = turn.inbound.interpretation
    guesses = [
        guess.intent
        for guess in (interpretation.alternatives if interpretation else ())
        if guess.intent in turn.library.guides and guess.confidence >= GUESSED
    ]
    if turn.state.language is None:
        turn.open(language.KIND, language.message)
    elif turn.state.misses == 1 and guesses:
        turn.open(unsure.KIND, unsure.message, guides=" ".join(guesses[:GUESSES]))
    else:
        turn.note(words.STILL_UNSURE)
        turn.open(menu.KIND, menu.message)


def _explain(step: Ask, problem: Problem) -> Line:
    """Say what was wrong with an answer, and what to type instead."""
    text = PROBLEMS.get(problem) or BY_KIND[step.kind]
    bounds = {"minimum": step.minimum, "maximum": step.maximum}
    values: dict[str, Value] = {
        name: Amount(bound) if step.kind is AskKind.AMOUNT else Latin(f"{bound.normalize():f}")
        for name, bound in bounds.items()
        if bound is not None
    }
    if text.placeholders() - values.keys():
        text = BY_KIND[step.kind]  # beyond what anything counts, at a question without a bound of its own
    return Line(text, values)
