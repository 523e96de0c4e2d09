"""A helper reads the tips of the step where a participant is, before those of the whole guide."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.flows.content.load import load
from bot.flows.tips import Tips, rules, tips
from bot.locale import Languages
from tests.flows.content.files import FILES, written
from tests.flows.content.test_helper_tips import HELPERS, NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.flows.definition import Library
    from bot.flows.lines import Line

LANGUAGES = Languages.load(ROOT / "locales", publishes={}, otherwise="draft", kept=ROOT / "var" / "compiled")
TODAY = date(2026, 11, 23)
EXPIRED = date(2027, 1, 1)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(written(tmp_path, {**FILES, NAME: HELPERS}))


def read(lines: Iterable[Line]) -> list[str]:
    return [LANGUAGES.line(line, "nl") for line in lines]


def test_tips_of_a_step_stand_before_those_of_its_guide(library: Library) -> None:
    found = tips(library, "gids", "dag", TODAY)

    assert (read(found.tips), read(found.watch)) == (
        ["Vraag eerst naar de dag."],
        ["Let op de dag.", "Het is €\N{NO-BREAK SPACE}1,50."],
    )


def test_sentence_with_an_expired_fact_is_left_out(library: Library) -> None:
    assert read(tips(library, "gids", "dag", EXPIRED).watch) == ["Let op de dag.", ""]


@pytest.mark.parametrize("step", ["keuze", "weg", None])
def test_step_without_tips_has_those_of_its_guide(library: Library, step: str | None) -> None:
    found = tips(library, "gids", step, TODAY)

    assert (read(found.tips), read(found.watch)) == (["Vraag eerst naar de dag."], [])


def test_guide_without_tips_has_none(library: Library) -> None:
    assert tips(library, "ander", "begin", TODAY) == Tips()


def test_rules_are_the_same_at_every_step(library: Library) -> None:
    found = rules(library, TODAY)

    assert [read(lines) for lines in (found.tips, found.never, found.instead)] == [
        ["Neem de tijd."],
        ["Typ nooit een code voor een ander."],
        ["Machtigen kan wel."],
    ]


def test_real_rules_forbid_what_a_helper_never_does_and_name_the_right_way() -> None:
    real = rules(load(ROOT / "content"), TODAY)
    never, instead = "\n".join(read(real.never)), "\n".join(read(real.instead))

    forbidden = (
        "wachtwoord",
        "pincode",
        "sms-code",
        "code uit een brief",
        "uw eigen DigiD",
        "foto",
        "rechten",
    )
    assert [word for word in forbidden if word not in never] == []
    assert "DigiD Machtigen" in instead


def test_every_step_of_every_guide_says_its_tips_without_a_gap() -> None:
    real = load(ROOT / "content")
    found = [tips(real, guide.id, step.id, TODAY) for guide in real.guides.values() for step in guide.steps]

    said = [line for one in found for line in read((*one.tips, *one.watch))]
    assert [line for line in said if "{" in line or not line] == []
    assert min(len(one.tips) * len(one.watch) for one in found) > 0
