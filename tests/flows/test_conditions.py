"""Conditions in three values: true, false and unknown; a question that was left out is false."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.flows.conditions import Skipped, evaluate, keys
from bot.flows.content.condition import ConditionError, parse
from bot.flows.definition import AskKind
from bot.flows.subject import Frame, ProfileAnswer, Subject
from bot.flows.walk import Walk
from tests.flows.small import ask, do, guide, library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.flows.conditions import Value

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Known:
    """A scope that holds just these values."""

    values: Mapping[str, Value]
    facts: Mapping[str, Decimal] = field(default_factory=dict)
    today: date = TODAY

    def value(self, key: str) -> Value:
        return self.values.get(key)

    def fact(self, fact_id: str) -> Decimal | None:
        return self.facts.get(fact_id)


LEAVES: list[tuple[dict[str, object], Value, bool | None]] = [
    # equals and one of
    ({"a": "ja"}, "ja", True),
    ({"a": "ja"}, "nee", False),
    ({"a": "ja"}, None, None),
    ({"a": "ja"}, "unknown", None),
    ({"a": "ja"}, "refused", None),
    ({"a": "ja"}, Skipped.SKIPPED, False),
    ({"a": ["ja", "nee"]}, "nee", True),
    ({"a": ["ja", "nee"]}, "anders", False),
    ({"a": "unknown"}, "unknown", True),
    ({"a": "refused"}, "unknown", None),
    # known
    ({"a": {"known": True}}, "ja", True),
    ({"a": {"known": True}}, TODAY, True),
    ({"a": {"known": True}}, Decimal(0), True),
    ({"a": {"known": True}}, None, False),
    ({"a": {"known": True}}, "unknown", False),
    ({"a": {"known": True}}, "refused", False),
    ({"a": {"known": True}}, Skipped.SKIPPED, False),
    ({"a": {"known": False}}, "ja", False),
    ({"a": {"known": False}}, "unknown", True),
    ({"a": {"known": False}}, Skipped.SKIPPED, True),
    # bounds
    ({"a": {"below": 10}}, Decimal("9.99"), True),
    ({"a": {"below": 10}}, Decimal(10), False),
    ({"a": {"at-most": 10}}, Decimal(10), True),
    ({"a": {"at-most": 10}}, Decimal(11), False),
    ({"a": {"above": 10}}, Decimal(10), False),
    ({"a": {"above": 10}}, Decimal(11), True),
    ({"a": {"at-least": 10}}, Decimal(10), True),
    ({"a": {"at-least": 10}}, Decimal(9), False),
    ({"a": {"at-least": 10, "below": 20}}, Decimal(20), False),
    ({"a": {"at-least": 10, "below": 20}}, Decimal(19), True),
    ({"a": {"below": 10}}, None, None),
    ({"a": {"below": 10}}, "unknown", None),
    ({"a": {"below": 10}}, Skipped.SKIPPED, False),
    ({"a": {"below": 10}}, "geen getal", None),
    ({"a": {"below": "fact:grens"}}, Decimal(99), True),
    ({"a": {"below": "fact:grens"}}, Decimal(100), False),
    ({"a": {"below": "fact:verlopen"}}, Decimal(1), None),
    # age
    ({"a": {"age": {"below": 27}}}, date(1999, 11, 23), False),
    ({"a": {"age": {"below": 27}}}, date(1999, 11, 24), True),
    ({"a": {"age": {"at-least": 18}}}, date(2008, 11, 23), True),
    ({"a": {"age": {"at-least": 18}}}, date(2008, 11, 24), False),
    ({"a": {"age": {"below": 27}}}, Decimal(20), None),
    ({"a": {"age": {"below": 27}}}, "unknown", None),
    # days until
    ({"a": {"days-until": {"below": 7}}}, date(2026, 11, 29), True),
    ({"a": {"days-until": {"below": 7}}}, date(2026, 11, 30), False),
    ({"a": {"days-until": {"at-least": 0}}}, TODAY, True),
    ({"a": {"days-until": {"at-least": 0}}}, date(2026, 11, 22), False),
]


@pytest.mark.parametrize(("when", "value", "expected"), LEAVES)
def test_condition_on_one_answer(when: dict[str, object], value: Value, expected: bool | None) -> None:  # noqa: FBT001  a column of the table
    scope = Known({"a": value}, {"grens": Decimal(100)})

    assert evaluate(parse(when), scope) is expected


T, F, U = {"t": "ja"}, {"f": "ja"}, {"u": "ja"}

COMBINED: list[tuple[dict[str, object], bool | None]] = [
    ({"all": [T, T]}, True),
    ({"all": [T, U]}, None),
    ({"all": [F, U]}, False),
    ({"all": [U, U]}, None),
    ({"any": [T, U]}, True),
    ({"any": [F, U]}, None),
    ({"any": [F, F]}, False),
    ({"any": [U, U]}, None),
    ({"not": T}, False),
    ({"not": F}, True),
    ({"not": U}, None),
    ({"t": "ja", "f": "ja"}, False),
    ({"t": "ja", "u": "ja"}, None),
    ({"not": {"any": [F, {"not": {"all": [T, U]}}]}}, None),
]


@pytest.mark.parametrize(("when", "expected"), COMBINED)
def test_condition_of_conditions(when: dict[str, object], expected: bool | None) -> None:  # noqa: FBT001  a column
    scope = Known({"t": "ja", "f": "nee"})

    assert evaluate(parse(when), scope) is expected


def test_keys_names_every_answer_that_a_condition_reads() -> None:
    condition = parse({"any": [{"a": "ja"}, {"not": {"b": {"age": {"below": 27}}}}], "c": {"known": True}})

    assert sorted(keys(condition)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("ja", "a condition is a mapping, such as {ontslag: tekenen}"),
        ({}, "a condition is a mapping, such as {ontslag: tekenen}"),
        ({"any": {"a": "ja"}}, "'any' takes a list of conditions"),
        ({"all": "a"}, "'all' takes a list of conditions"),
        ({"any": []}, "'any' takes a list of conditions"),
        ({"not": []}, "a condition is a mapping, such as {ontslag: tekenen}"),
        ({"a": True}, "'a' is compared with an answer, a list of answers or a bound"),
        ({"a": 3}, "'a' is compared with an answer, a list of answers or a bound"),
        ({"a": []}, "'a' is compared with an answer, a list of answers or a bound"),
        ({"a": {}}, "'a' takes known, age, days-until, above, at-least, at-most, below"),
        ({"a": {"under": 3}}, "'a' takes known, age, days-until, above, at-least, at-most, below"),
        (
            {"a": {"known": True, "below": 3}},
            "'a' takes known, age, days-until, above, at-least, at-most, below",
        ),
        ({"a": {"below": "veel"}}, "'a' is compared with a number or a fact, not with 'veel'"),
        ({"a": {"below": "NaN"}}, "'a' is compared with a number or a fact, not with 'NaN'"),
        ({"a": {"below": True}}, "'a' is compared with a number or a fact, not with 'True'"),
    ],
)
def test_condition_that_cannot_be_read_says_what_is_expected(when: object, message: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(when)

    assert str(raised.value) == message


# --- in a walk ----------------------------------------------------------------------------

GIDS = guide(
    "gids",
    ask("een", save="bewaard"),
    ask("twee", {"een": "ja"}),
    do("drie", {"twee": "ja"}),
    do("vier", {"not": {"twee": "ja"}}),
)


def walk(answers: dict[str, str], profile: dict[str, str] | None = None) -> Walk:
    saved = {key: ProfileAnswer(value, TODAY) for key, value in (profile or {}).items()}
    frame = Frame("gids", GIDS.version, answers)
    return Walk(library(GIDS), GIDS, frame, Subject(stack=(frame,), profile=saved), TODAY)


@pytest.mark.parametrize(
    ("answers", "profile", "steps"),
    [
        ({}, {}, ["een", "twee", "drie", "vier"]),
        ({"een": "ja"}, {}, ["een", "twee", "drie", "vier"]),
        ({"een": "ja", "twee": "ja"}, {}, ["een", "twee", "drie"]),
        ({"een": "ja", "twee": "nee"}, {}, ["een", "twee", "vier"]),
        ({"een": "ja", "twee": "unknown"}, {}, ["een", "twee", "drie", "vier"]),
        ({"een": "nee"}, {}, ["een", "vier"]),
        ({"een": "nee", "twee": "ja"}, {}, ["een", "vier"]),
        ({}, {"bewaard": "nee"}, ["een", "vier"]),
        ({"een": "ja", "twee": "ja"}, {"bewaard": "nee"}, ["een", "vier"]),
    ],
)
def test_walk_leaves_out_what_does_not_apply(
    answers: dict[str, str], profile: dict[str, str], steps: list[str]
) -> None:
    assert [step.id for step in walk(answers, profile).applicable()] == steps


def test_walk_reads_a_profile_answer_of_another_guide_by_its_kind() -> None:
    other = guide("ander", ask("dag", kind=AskKind.DATE, save="dag-bewaard"))
    reader = guide("gids", do("een", {"dag-bewaard": {"days-until": {"below": 7}}}))
    frame = Frame("gids", reader.version)
    subject = Subject(stack=(frame,), profile={"dag-bewaard": ProfileAnswer("2026-12-24", TODAY)})

    assert list(Walk(library(reader, other), reader, frame, subject, TODAY).applicable()) == []
