"""Going back one step: each answered step leaves the patch that takes it back.

A patch is small JSON: ``{"key": patch}`` goes deeper, ``["old"]`` puts a value back,
``[]`` takes it away. Positions of a list of unchanged length are keys too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from bot.flows.subject import Subject, subject_from_json, subject_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.subject import Frame
    from bot.messages import JSON

LONGEST_TRAIL = 200
"""Steps that can be taken back. Longer than any guide with those that it calls."""

ANSWERS = ("answers", "kept")
"""The parts of a frame that hold what a resident answered."""


def leave_trail(before: Subject, after: Subject) -> Subject:
    """Return ``after`` with the patch that leads back to ``before`` at the end of its trail."""
    patch = _inverse(_without_trail(before), _without_trail(after))
    if patch is None:
        return after
    return replace(after, trail=(*after.trail, patch)[-LONGEST_TRAIL:])


def take_back(subject: Subject) -> Subject | None:
    """Return the subject before its last answered step, None at the beginning.

    Answers that are taken back stay in the frame's ``kept``: they are used again when
    the resident comes past the same question and they still fit.
    """
    if not subject.trail:
        return None
    *earlier, patch = subject.trail
    restored = subject_from_json(
        {**cast("dict[str, JSON]", _apply(_without_trail(subject), patch)), "trail": earlier}
    )
    return _keep_later_answers(restored, subject)


def scrub(trail: tuple[JSON, ...], steps: frozenset[str]) -> tuple[JSON, ...]:
    """Return the trail without any answer to these steps (sensitive ones, once their guide ended)."""
    return tuple(_scrub(patch, steps) for patch in trail)


def _without_trail(subject: Subject) -> dict[str, JSON]:
    stored = subject_to_json(subject)
    del stored["trail"]
    return stored


def _inverse(before: JSON, after: JSON) -> JSON:
    """Return the patch from after to before; None where nothing changed."""
    if before == after:
        return None
    match before, after:
        case dict(), dict():
            return _inverse_of_mapping(before, after)
        case list(), list() if len(before) == len(after):
            indexed = ({str(index): item for index, item in enumerate(side)} for side in (before, after))
            return _inverse_of_mapping(*indexed)
        case _:
            return [before]


def _inverse_of_mapping(before: Mapping[str, JSON], after: Mapping[str, JSON]) -> JSON:
    patch: dict[str, JSON] = {}
    for key in before.keys() | after.keys():
        if key not in before:
            patch[key] = []
        elif key not in after:
            patch[key] = [before[key]]
        elif before[key] != after[key]:
            patch[key] = _inverse(before[key], after[key])
    return patch


def _apply(value: JSON, patch: JSON) -> JSON:
    match patch, value:
        case [old], _:
            return old
        case dict(), dict():
            result = dict(value)
            for key, part in patch.items():
                if part == []:
                    result.pop(key, None)
                elif key in result or isinstance(part, list):
                    result[key] = _apply(result.get(key), part)
            return result
        case dict(), list():
            return [
                _apply(item, patch[str(index)]) if str(index) in patch else item
                for index, item in enumerate(value)
            ]
        case _:  # pragma: no cover  _inverse makes no other patch
            raise ValueError(patch)


def _scrub(value: JSON, steps: frozenset[str], *, inside: bool = False) -> JSON:
    match value:
        case dict():
            return {
                key: _scrub(part, steps, inside=key in ANSWERS)
                for key, part in value.items()
                if not (inside and key in steps)
            }
        case [dict() as answers] if inside:
            return [{key: part for key, part in answers.items() if key not in steps}]
        case list():
            return [_scrub(item, steps) for item in value]
        case _:
            return value


def _keep_later_answers(restored: Subject, later: Subject) -> Subject:
    by_guide = {frame.guide: frame for frame in later.stack}

    def keep(frame: Frame) -> Frame:
        after = by_guide.get(frame.guide)
        if after is None:
            return frame
        taken_back = {step: answer for step, answer in after.answers.items() if step not in frame.answers}
        return replace(frame, kept={**after.kept, **taken_back})

    return replace(restored, stack=tuple(keep(frame) for frame in restored.stack))
