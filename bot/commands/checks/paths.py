"""Every path of a guide ends at something to do or somebody to ask, and asks little before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.survey import MOST_PATHS, MOST_QUESTIONS, survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.flows.definition import Guide, Library

LONGEST_ID = 52
"""Bytes of "guide/step" that fit into a button: 64, less the prompt number and the kind."""


def wrong_paths(library: Library) -> Iterator[str]:
    """Yield dead ends, too many paths or questions, and ids that are too long for a button."""
    for guide in library.guides.values():
        found = survey(library, guide, library.checked_on)
        if found.dead_end is not None:
            answers = ", ".join(f"{step}={answer}" for step, answer in found.dead_end)
            yield f"{guide.id}: with {answers} there is nothing to do and nobody to ask"
        if found.paths > MOST_PATHS:
            yield f"{guide.id}: {found.paths} paths, more than {MOST_PATHS}; ask less, or split the guide"
        questions = found.questions
        if questions > MOST_QUESTIONS:
            yield f"{guide.id}: {questions} questions before the first action, more than {MOST_QUESTIONS}"
        yield from _long_ids(guide)


def _long_ids(guide: Guide) -> Iterator[str]:
    for step in guide.steps:
        if len(f"{guide.id}/{step.id}") > LONGEST_ID:
            yield f"{guide.id}/{step.id}: longer than {LONGEST_ID}; choose a shorter id for a new step"
