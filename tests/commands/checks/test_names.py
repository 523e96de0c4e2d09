from __future__ import annotations

from dataclasses import replace
from functools import cache

from bot.commands.checks.names import unsaid
from bot.config import ROOT
from bot.voice.spoken.form import SpokenForms
from tests.flows.walker import real_library


@cache
def forms() -> SpokenForms:
    return SpokenForms.load(ROOT / "locales")


def test_every_name_of_the_project_can_be_said_in_every_language() -> None:
    assert list(unsaid(real_library(), forms())) == []


def test_names_of_a_municipality_that_no_line_turns_into_letters_are_named_for_each_language() -> None:
    library = real_library()
    theirs = replace(library.municipality, name="Weert", address="Wilhelminasingel 101, Weert")

    assert list(unsaid(replace(library, municipality=theirs), forms())) == [
        f"{language}: nobody knows how to say Weert, Wilhelminasingel: "
        f"add a line to names in locales/{language}/spoken.yaml"
        for language in ("ar", "ti")
    ]
