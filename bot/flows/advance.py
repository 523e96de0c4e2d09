"""From step to step: tells, applies what is known already, stops where the resident is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flows import closing, words
from bot.flows.actions import WHOLE_GUIDE
from bot.flows.definition import REFUSED, UNKNOWN, Ask, Do, Tell
from bot.flows.events import (
    ActionChanged,
    GuideFinished,
    GuideStarted,
    LimitReached,
    QuestionAnswered,
)
from bot.flows.listening import SAY
from bot.flows.renewal import renew
from bot.flows.screens import person
from bot.flows.show import answer_value, past_lines, step_message
from bot.flows.subject import Action, ActionStatus, Frame, ProfileAnswer
from bot.flows.undo import leave_trail, scrub
from bot.flows.walk import fits

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.flows.definition import AnyStep, GoTo, Guide
    from bot.flows.subject import Subject
    from bot.flows.turn import Turn

MOST_STEPS = 100
"""Steps in one turn. More means that content runs in a circle."""


def start(turn: Turn, guide_id: str) -> None:
    """Begin a guide, or return to it where it is on the stack already."""
    before = turn.subject
    _enter(turn, guide_id)
    _go_on(turn, before)


def go_to(turn: Turn, step: GoTo) -> None:
    """Go into another guide from a step; coming back goes on behind that step."""
    before = turn.subject
    _pass(turn, step)
    _enter(turn, step.guide)
    _go_on(turn, before)


def _enter(turn: Turn, guide_id: str) -> None:
    subject = turn.subject
    guide = turn.library.guides[guide_id]
    on_stack = next((index for index, frame in enumerate(subject.stack) if frame.guide == guide_id), None)
    if on_stack is not None:
        turn.subject = replace(subject, stack=subject.stack[: on_stack + 1])
        turn.note(turn.line(words.BACK_AT, guide=guide.title))
        return
    # Walked again: what was answered the last time is asked anew.
    finished = {key: answers for key, answers in subject.finished.items() if key != guide_id}
    turn.subject = replace(subject, stack=(*subject.stack, Frame(guide_id, guide.version)), finished=finished)
    turn.emit(GuideStarted(guide_id))


def answer(turn: Turn, step: Ask, value: str) -> None:
    """Store an answer and go on."""
    before = turn.subject
    _store(turn, step, value)
    _go_on(turn, before)


def confirm(turn: Turn, step: Ask) -> None:
    """Take a profile answer of long ago as still true, and go on."""
    saved = turn.subject.profile[step.save or ""]
    answer(turn, step, saved.value)


def ask_again(turn: Turn, step: Ask) -> None:
    """Forget a profile answer that is no longer true, wherever it was given, and ask."""
    before = turn.subject
    profile = {key: item for key, item in before.profile.items() if key != step.save}
    stack = tuple(_without_saved(turn, frame, step.save) for frame in before.stack)
    turn.subject = replace(before, profile=profile, stack=stack)
    _go_on(turn, before)


def _without_saved(turn: Turn, frame: Frame, key: str | None) -> Frame:
    guide = turn.library.guides.get(frame.guide)
    steps = guide.steps if guide else ()
    asked = {step.id for step in steps if isinstance(step, Ask) and step.save == key}
    return replace(
        frame,
        answers={step: value for step, value in frame.answers.items() if step not in asked},
        kept={step: value for step, value in frame.kept.items() if step not in asked},
    )


def pass_by(turn: Turn, step: AnyStep, status: ActionStatus | None = None) -> None:
    """Deal with a step that is not a question, and go on. ``status`` is that of its action."""
    before = turn.subject
    if status is not None:
        set_status(turn, step.id, status)
    _pass(turn, step)
    _go_on(turn, before)


def set_status(turn: Turn, step_id: str, status: ActionStatus) -> None:
    """Change the status of an action of the current guide."""
    guide = turn.walk().guide.id
    action = turn.subject.actions.get(f"{guide}/{step_id}") or Action(guide, step_id, status, turn.today)
    turn.subject = turn.subject.with_action(replace(action, status=status))
    turn.emit(ActionChanged(guide, step_id, status, _is_sensitive(turn, step_id)))


def _is_sensitive(turn: Turn, step_id: str) -> bool:
    step = turn.walk().guide.step(step_id)
    return isinstance(step, Do) and step.private


def put_off(turn: Turn, step: GoTo) -> None:
    """Put the other guide on the resident's list for later, and go on."""
    before = turn.subject
    turn.subject = before.with_action(Action(step.guide, WHOLE_GUIDE, ActionStatus.LATER, turn.today))
    _pass(turn, step)
    _go_on(turn, before)


def present(turn: Turn) -> None:
    """Show the current step again, as it is: after a language switch, a return, a detour."""
    before = turn.subject
    _proceed(turn, None)
    _scrub_trail(turn, before)


def _go_on(turn: Turn, before: Subject) -> None:
    """Go on after a change, and leave the way back to the subject before it.

    An answer that is used again from before an undo gets a way back of its own, so that
    the resident can still step back to it.
    """
    at_first = before

    def checkpoint() -> None:
        nonlocal before
        turn.subject = leave_trail(before, turn.subject)
        before = turn.subject

    _proceed(turn, checkpoint)
    checkpoint()
    _scrub_trail(turn, at_first)


def _scrub_trail(turn: Turn, before: Subject) -> None:
    """Keep no sensitive answer on the way back into a guide that was left.

    An answer to a step that is gone goes too: whether it was sensitive is no longer known.
    """
    left = {frame.guide for frame in before.stack} - {frame.guide for frame in turn.subject.stack}
    forgotten: set[str] = set()
    for frame in before.stack:
        guide = turn.library.guides.get(frame.guide)
        questions = {step.id for step in guide.steps if isinstance(step, Ask)} if guide else set()
        forgotten |= (frame.answers.keys() | frame.kept.keys()) - questions
        if guide and guide.id in left:
            forgotten |= _sensitive(guide)
    if forgotten:
        turn.subject = replace(turn.subject, trail=scrub(turn.subject.trail, frozenset(forgotten)))


def _proceed(turn: Turn, checkpoint: Callable[[], None] | None) -> None:
    """Go to the first step that wants something of the resident, and show it.

    Without a ``checkpoint`` nothing is answered on the way: where she went back to is asked.
    """
    for _ in range(MOST_STEPS):
        frame = turn.subject.frame
        if frame is None:
            closing.after_last_guide(turn)
            return
        if frame.guide not in turn.library.guides:
            # The guide was withdrawn while she was in it.
            turn.subject = replace(turn.subject, stack=turn.subject.stack[:-1])
            turn.note(words.CONTENT_CHANGED)
            continue
        renew(turn)
        step = turn.walk().current()
        if step is None:
            _finish(turn)
        elif isinstance(step, Tell):
            turn.say(
                turn.line(step.text),
                careful=step.careful or step.text.names_fact(),
                sensitive=step.private,
                listen=f"{SAY}{turn.walk().guide.id}/{step.id}",
            )
            _pass(turn, step)
        elif checkpoint and isinstance(step, Ask) and (kept := _kept(turn, step)) is not None:
            checkpoint()
            _reuse(turn, step, kept)
        else:
            _show(turn, step)
            return
    guide = turn.guide()
    turn.emit(LimitReached(guide.id if guide else ""))
    turn.say(words.TOO_MANY_STEPS)
    turn.open(person.KIND, person.message)


def _show(turn: Turn, step: AnyStep) -> None:
    walk = turn.walk()
    frame = walk.frame
    if isinstance(step, Do):
        if (
            walk.guide.application
            and not any(isinstance(walk.guide.step(passed), Do) for passed in frame.passed)
            and frame.shown != step.id
        ):
            closing.say_not_an_application(turn, walk.guide, walk.guide.application)
        if f"{walk.guide.id}/{step.id}" not in turn.subject.actions:
            set_status(turn, step.id, ActionStatus.OPEN)
            walk = turn.walk()
        late = tuple(past_lines(turn, walk, step))
        if late:
            turn.note(*late, sensitive=step.private)
    turn.subject = turn.subject.with_frame(replace(walk.frame, shown=step.id))
    turn.state = replace(turn.state, screen=None)
    turn.prompt(step_message(turn, step))


def _store(turn: Turn, step: Ask, value: str) -> None:
    walk = turn.walk()
    kept = {key: item for key, item in walk.frame.kept.items() if key != step.id}
    frame = replace(walk.frame, answers={**walk.frame.answers, step.id: value}, kept=kept)
    subject = turn.subject.with_frame(frame)
    if step.save:
        profile = {key: item for key, item in subject.profile.items() if key != step.save}
        if value not in {UNKNOWN, REFUSED}:
            profile[step.save] = ProfileAnswer(value, turn.today)
        subject = replace(subject, profile=profile)
    turn.subject = subject
    turn.emit(QuestionAnswered(walk.guide.id, step.id, step.private))


def _kept(turn: Turn, step: Ask) -> str | None:
    """Return the answer from before an undo, if there is one that fits and was not asked for anew."""
    frame = turn.walk().frame
    value = frame.kept.get(step.id)
    return value if value is not None and fits(step, value) else None


def _reuse(turn: Turn, step: Ask, value: str) -> None:
    _store(turn, step, value)
    turn.note(
        turn.line(step.text),
        turn.line(words.KEPT_ANSWER, answer=answer_value(step, value)),
        sensitive=step.private,
    )


def _pass(turn: Turn, step: AnyStep) -> None:
    frame = turn.walk().frame
    turn.subject = turn.subject.with_frame(replace(frame, passed=(*frame.passed, step.id)))


def _finish(turn: Turn) -> None:
    walk = turn.walk()
    guide, frame = walk.guide, walk.frame
    closing.say_finished(turn, walk)
    sensitive = _sensitive(guide)
    answers = {step: value for step, value in frame.answers.items() if step not in sensitive}
    turn.subject = replace(
        turn.subject,
        stack=turn.subject.stack[:-1],
        finished={**turn.subject.finished, guide.id: answers},
    )
    turn.emit(GuideFinished(guide.id))
    below = turn.subject.frame
    if below is not None and below.guide in turn.library.guides:
        turn.note(turn.line(words.BACK_AT, guide=turn.library.guides[below.guide].title))


def _sensitive(guide: Guide) -> frozenset[str]:
    return frozenset(step.id for step in guide.steps if isinstance(step, Ask) and step.sensitive)
