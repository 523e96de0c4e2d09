"""Somebody who is in a guide, with another one to go to."""

from __future__ import annotations

from bot.flows.definition import AskKind
from tests.flows.small import ask, do, guide, human, library
from tests.flows.walker import Walker

GIDS = guide("gids", ask("een"), do("twee"), ask("dag", kind=AskKind.DATE), human("mens"))

ANDER = guide("ander", ask("vraag"))


def walking() -> Walker:
    return Walker(library(GIDS, ANDER)).begins("gids")


def answers(walker: Walker) -> dict[str, str]:
    frame = walker.state.subject.frame
    assert frame is not None
    return dict(frame.answers)
