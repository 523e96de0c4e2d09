from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands.checks.places import malformed, wrong_places
from tests.commands.checks.catalogs import texts, translated
from tests.flows.walker import real_library

SITES = ("werk.nl",)


@pytest.mark.parametrize(
    ("dutch", "complaints"),
    [
        ("Bel {phone:uwv} of kijk op uwv.nl of werk.nl.", []),
        ("Dat was op 3-4-2026, en het was € 1.250,50.", []),
        ("Voor 31 december 2027.", []),
        (
            "Bel 088 123 45 67.",
            ["the number 088 123 45 67 belongs in content/organisations.yaml; write {phone:…} here"],
        ),
        ("Bel 112.", ["the number 112 belongs in content/organisations.yaml; write {phone:…} here"]),
        ("Bel 14 030.", ["the number 14 030 belongs in content/organisations.yaml; write {phone:…} here"]),
        ("Kijk op uvw.nl.", ["uvw.nl is in neither organisations.yaml nor sites.yaml"]),
    ],
)
def test_a_message_names_numbers_and_sites_by_reference(dutch: str, complaints: list[str]) -> None:
    messages = texts(gids__begin_say=dutch)

    assert list(wrong_places(real_library(), messages, {}, SITES)) == [
        f"gids/begin.say (nl): {complaint}" for complaint in complaints
    ]


def test_an_organisation_may_say_its_own_number() -> None:
    messages = texts(organisations__noodnummer_hours="Bel 112.")

    assert list(wrong_places(real_library(), messages, {}, SITES)) == []


def test_a_translation_is_looked_at_as_well() -> None:
    messages = texts(gids__begin_say="Bel {phone:noodnummer}.")
    catalogs = {"ti": translated(messages, {"gids/begin.say": "112 ደውሉ።"})}

    assert list(wrong_places(real_library(), messages, catalogs, SITES)) == [
        "gids/begin.say (ti): the number 112 belongs in content/organisations.yaml; write {phone:…} here"
    ]


def test_a_site_and_a_source_must_lead_somewhere() -> None:
    library = real_library()
    uwv = replace(library.organisations["uwv"], site="https://uwv")
    fact = replace(library.facts["bijstand-alleen"], source="http://rijksoverheid.nl")

    spoilt = replace(library, organisations={"uwv": uwv}, facts={"bijstand-alleen": fact})

    assert list(malformed(spoilt)) == [
        "content/organisations.yaml: uwv: 'https://uwv' is no site such as uwv.nl",
        "content/facts.yaml: bijstand-alleen: 'http://rijksoverheid.nl' is no https address",
    ]
