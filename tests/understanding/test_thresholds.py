from __future__ import annotations

import pytest

from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.thresholds import Judgement, Outcome, choose_threshold, outcome_at, share_within, table


def judged(intent: str, best: str, confidence: float) -> Judgement:
    return Judgement(intent, (best, *({"greet", "stop", OUT_OF_SCOPE} - {best})), confidence)


def test_outcome_at_counts_each_kind_of_error() -> None:
    judgements = [
        judged("greet", "greet", 0.9),
        judged("greet", "stop", 0.8),
        judged("greet", "greet", 0.3),
        judged("stop", OUT_OF_SCOPE, 0.99),
        judged(OUT_OF_SCOPE, "stop", 0.7),
        judged(OUT_OF_SCOPE, OUT_OF_SCOPE, 0.7),
    ]

    assert outcome_at(0.5, judgements) == Outcome(threshold=0.5, acted=0.5, wrong=0.25, strayed=0.5)


@pytest.mark.parametrize(
    ("mistakes", "expected"),
    [
        ([judged("greet", "stop", 0.61)], 0.0),  # 1 in 41 is within the bound
        ([judged("greet", "stop", 0.61), judged("greet", "stop", 0.41)], 0.42),
        ([judged(OUT_OF_SCOPE, "greet", 0.61)], 0.62),
        ([judged("greet", "stop", 1.0)] * 2, 1.0),
    ],
)
def test_choose_threshold_is_the_lowest_within_bounds(mistakes: list[Judgement], expected: float) -> None:
    right = [judged("greet", "greet", 0.9)] * 40 + [judged(OUT_OF_SCOPE, OUT_OF_SCOPE, 0.9)]

    assert choose_threshold(right + mistakes) == expected


def test_judgement_never_offers_out_of_scope() -> None:
    assert Judgement("greet", (OUT_OF_SCOPE, "greet", "stop"), 0.5).offered == ("greet", "stop")


def test_share_within_counts_only_what_is_in_scope() -> None:
    judgements = [
        Judgement("greet", (OUT_OF_SCOPE, "greet", "stop"), 0.9),
        Judgement("greet", ("stop", OUT_OF_SCOPE, "greet"), 0.9),
        Judgement("greet", ("stop", "menu", "back", "greet"), 0.9),
        Judgement(OUT_OF_SCOPE, ("greet", "stop", "menu"), 0.9),
    ]

    assert (share_within(1, judgements), share_within(3, judgements)) == (1 / 3, 2 / 3)


def test_table_shows_each_language_at_its_threshold_and_along_the_curve() -> None:
    judgements = [judged("greet", "greet", 0.92), judged(OUT_OF_SCOPE, "stop", 0.6)]

    heading, row, _, _, curve, along = table({"nl": judgements}, {"nl": 0.75}).splitlines()

    assert heading.split("  ")[0] == "language"
    assert row.split() == ["nl", "1", "100.0%", "100.0%", "100.0%", "0.0%", "1", "0.0%", "0.75"]
    assert curve.split() == ["language", "0.30", "0.50", "0.70", "0.80", "0.90", "0.95"]
    assert along.split(maxsplit=1)[1].split("    ") == [
        "100.0% / 0.0% / 100.0%  100.0% / 0.0% / 100.0%",
        "100.0% / 0.0% / 0.0%",
        "100.0% / 0.0% / 0.0%",
        "100.0% / 0.0% / 0.0%",
        "  0.0% / 0.0% / 0.0%",
    ]
