"""Which ways through a guide are worth a dialogue: together they show each of its outcomes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from bot.config import ROOT
from bot.flows import words
from bot.flows.definition import REFUSED, UNKNOWN, Ask, AskKind, Do, GoTo, Human
from bot.flows.lines import Line
from bot.flows.message import Message
from bot.flows.text import Text
from bot.flows.turn import content_values
from tests.flows.paths import Path, paths
from tests.read_once import world
from tests.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flows.definition import AnyStep, Guide
    from bot.flows.lines import Value

MONTH = 31
"""Days within which one date is as good as another."""

ANSWER = Text("tests/answer", "{answer}")


def outcomes(guide: Guide) -> list[str]:
    """Return the steps that matter most: about her money, urgent, to a person or another guide."""
    money = _about_money(guide.id)
    return [
        step.id
        for step in guide.steps
        if step.id in money or isinstance(step, (GoTo, Human)) or (isinstance(step, Do) and step.urgent)
    ]


@cache
def walks(guide_id: str, day: date) -> tuple[Path, ...]:
    """Return few paths that show every outcome that can be shown on this day, the first shows most.

    Every time the path that adds most; of these one without "weet ik niet", a short one,
    one whose dates lie near. An answer that is not known shows every step: such a path
    is taken only for what no certain answer leads to.
    """
    library = world()[0].library
    guide = library.guides[guide_id]
    found = list(paths(library, guide, day))
    wanted = set(outcomes(guide))
    chosen: list[Path] = []
    for pool in ([path for path in found if not _unsure(path)], found):
        missing = wanted - {step.id for path in chosen for step in path.steps}
        while adding := [path for path in pool if missing & _ids(path)]:
            chosen.append(
                min(
                    adding,
                    key=lambda path: (
                        -len(missing & _ids(path)),
                        _unsure(path),
                        len(path.steps),
                        _days_beyond(guide, path, day),
                        crc32(repr(path.answers).encode()),  # which of equals: not always the first answer
                    ),
                )
            )
            missing -= _ids(chosen[-1])
    return tuple(chosen)


def added(walks_of_guide: Sequence[Path], guide: Guide) -> list[list[str]]:
    """Return, for each walk, the outcomes that no walk before it shows."""
    seen: set[str] = set()
    new = []
    for path in walks_of_guide:
        new.append([step for step in outcomes(guide) if step in _ids(path) - seen])
        seen |= _ids(path)
    return new


def lines_of(step: AnyStep, language: str, day: date) -> list[str]:
    """Return what stands on the screen, line by line, where this step is shown."""
    shown = said(step.text, language, day) if step.text is not None else ""
    match step:
        case Do():
            shown = f"👉 {said(step.title, language, day)}\n{shown}"
        case GoTo():
            title = world()[0].library.guides[step.guide].title
            shown = f"{shown}\n{of_line(Line(words.GO_TO, {'guide': title}), language)}"
        case _:
            pass
    return [line for line in shown.splitlines() if line]


def end_of(guide: Guide, language: str) -> str:
    """Return what is said behind the last step of a guide."""
    return of_line(Line(words.FINISHED, {"guide": guide.title}), language)


def said(text: Text, language: str, day: date) -> str:
    """Return a text of the content as it is said on a day."""
    return of_line(Line(text, content_values(text, world()[0].library, day)), language)


def rendered(value: Value, language: str) -> str:
    """Return a value, such as an answer, as it is said."""
    return of_line(Line(ANSWER, {"answer": value}), language)


def of_line(line: Line, language: str) -> str:
    """Return a line as it is said, and below it whom to ask where a fact in it has expired."""
    text = world()[1].render(Message((line,)), language).text
    return text.partition("\n\n")[0].strip()  # without the note that it is in Dutch only


@cache
def _about_money(guide_id: str) -> frozenset[str]:
    """Return the ``changes`` steps: once a guide has been read they are told as ``say`` steps are."""
    guide = read_yaml(ROOT / "content" / "levensweg" / f"{guide_id}.yaml")
    return frozenset(step["id"] for step in guide["steps"] if "changes" in step)


def _ids(path: Path) -> set[str]:
    return {step.id for step in path.steps}


def _unsure(path: Path) -> int:
    return sum(answer in {UNKNOWN, REFUSED} for _, answer in path.answers)


def _days_beyond(guide: Guide, path: Path, day: date) -> int:
    """Return how many days the dates of a path lie beyond a month from now, before or after."""
    asked = {step.id for step in guide.steps if isinstance(step, Ask) and step.kind is AskKind.DATE}
    dates = [
        date.fromisoformat(answer)
        for step, answer in path.answers
        if step in asked and answer not in {UNKNOWN, REFUSED}
    ]
    return sum(max(0, abs((each - day).days) - MONTH) for each in dates)
