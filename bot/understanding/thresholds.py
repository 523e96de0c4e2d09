"""How sure the engine must be to act without asking.

Chosen per language on judgements of sentences that the judging model had not learnt.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.understanding.base import OUT_OF_SCOPE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_WRONG = 0.03
"""Share of sentences in scope on which the bot may do the wrong thing unasked."""

MOST_STRAYED = 0.05
"""Share of sentences out of scope on which the bot may do anything unasked."""

CURVE = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
"""Thresholds at which the curve of acting against error is shown."""


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


def share_within(places: int, judged: Sequence[Judgement]) -> float:
    """Return the share of sentences in scope whose intent is among the first so many offered."""
    inside = [judgement for judgement in judged if judgement.intent != OUT_OF_SCOPE]
    return sum(judgement.intent in judgement.offered[:places] for judgement in inside) / len(inside)


def table(judged: Mapping[str, Sequence[Judgement]], thresholds: Mapping[str, float]) -> str:
    """Print what these thresholds do per language, and beneath it the curve of acting against error."""
    lines = [
        "language  in scope  first  in three  acted  wrong  out of scope  acted upon  threshold",
    ]
    for language, found in judged.items():
        inside = sum(judgement.intent != OUT_OF_SCOPE for judgement in found)
        outcome = outcome_at(thresholds[language], found)
        lines.append(
            f"{language:8}  {inside:8}  {share_within(1, found):5.1%}  {share_within(3, found):8.1%}"
            f"  {outcome.acted:5.1%}  {outcome.wrong:5.1%}  {len(found) - inside:12}  {outcome.strayed:10.1%}"
            f"  {outcome.threshold:9.2f}"
        )
    lines += ["", "At other thresholds, acted / wrong / out of scope acted upon:"]
    lines.append("language" + "".join(f"{threshold:>24.2f}" for threshold in CURVE))
    for language, found in judged.items():
        outcomes = [outcome_at(threshold, found) for threshold in CURVE]
        cells = [f"{one.acted:.1%} / {one.wrong:.1%} / {one.strayed:.1%}" for one in outcomes]
        lines.append(f"{language:8}" + "".join(f"{cell:>24}" for cell in cells))
    return "\n".join(lines)
