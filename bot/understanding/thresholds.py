"""How sure the engine must be to act without asking.

Chosen per language on judgements of sentences that the judging model had not learnt.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.base import OUT_OF_SCOPE

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WRONG = 0.03
"""Share of sentences in scope on which the bot may do the wrong thing unasked."""

MOST_STRAYED = 0.05
"""Share of sentences out of scope on which the bot may do anything unasked."""


@dataclass(frozen=True)
class Judgement:
    """What a model made of one sentence: intents, best first, and how sure it was of the best."""

    intent: str
    ranked: tuple[str, ...]
    confidence: float

    @property
    def offered(self) -> tuple[str, ...]:
        """The intents that a resident could be offered, best first."""
        return tuple(intent for intent in self.ranked if intent != OUT_OF_SCOPE)

    def acts_at(self, threshold: float) -> bool:
        """Tell whether the bot would act at this threshold."""
        return self.ranked[0] != OUT_OF_SCOPE and self.confidence >= threshold


@dataclass(frozen=True)
class Outcome:
    """What a threshold leads to, as shares.

    ``acted`` and ``wrong`` are of the sentences in scope, ``strayed`` (acted upon
    although out of scope) of the others.
    """

    threshold: float
    acted: float
    wrong: float
    strayed: float


def outcome_at(threshold: float, judged: Sequence[Judgement]) -> Outcome:
    """Return what a threshold does to these sentences. Both kinds of sentence must be there."""
    inside = [judgement for judgement in judged if judgement.intent != OUT_OF_SCOPE]
    outside = [judgement for judgement in judged if judgement.intent == OUT_OF_SCOPE]
    acted = [judgement for judgement in inside if judgement.acts_at(threshold)]
    return Outcome(
        threshold=threshold,
        acted=len(acted) / len(inside),
        wrong=sum(judgement.ranked[0] != judgement.intent for judgement in acted) / len(inside),
        strayed=sum(judgement.acts_at(threshold) for judgement in outside) / len(outside),
    )


def choose_threshold(judged: Sequence[Judgement]) -> float:
    """Return the lowest threshold that keeps both kinds of error within bounds.

    1.0, at which the bot always asks, when none does.
    """

    def within_bounds(hundredths: int) -> bool:
        outcome = outcome_at(hundredths / 100, judged)
        return outcome.wrong <= MOST_WRONG and outcome.strayed <= MOST_STRAYED

    # Neither error grows with the threshold, so halving finds the first that will do.
    return bisect_left(range(100), 1, key=within_bounds) / 100
