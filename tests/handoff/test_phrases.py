from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.config import ROOT
from bot.flows.desk_content import Fill
from bot.flows.lines import Latin, Line
from bot.handoff.phrases import LONGEST, Unfilled, message
from bot.locale import Languages
from tests.read_once import world

if TYPE_CHECKING:
    from bot.flows.desk_content import Phrase

LIBRARY = world()[0].library
LANGUAGES = Languages.load(ROOT / "locales", publishes={}, otherwise="draft", kept=ROOT / "var" / "compiled")
TODAY = date(2026, 11, 23)
GIVEN = {Fill.DATE: "2026-12-01", Fill.TIME: "9:30", Fill.ORGANISATION: "uwv", Fill.TEXT: "Stadsplein 1"}


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
@pytest.mark.parametrize("phrase", LIBRARY.phrases.values(), ids=lambda phrase: phrase.id)
def test_every_phrase_can_be_filled_in_and_said(phrase: Phrase, language: str) -> None:
    given = {name: GIVEN[fill] for name, fill in phrase.values.items()}

    said = LANGUAGES.render(message(phrase, given, ["contract"], LIBRARY, TODAY), language)

    assert ("{" in said.text, said.language, bool(said.text)) == (False, language, True)


def test_date_and_time_are_said_in_her_language() -> None:
    given = {"dag": "2026-12-01", "tijd": "09:30"}
    filled = message(LIBRARY.phrases["ik-bel"], given, [], LIBRARY, TODAY)

    assert LANGUAGES.render(filled, "nl").text == (
        "Ik bel u op 1 december 2026 om 9.30. Ik bel het nummer dat de gemeente al van u heeft."
    )
    assert filled.lines[0].values == {"dag": date(2026, 12, 1), "tijd": Latin("9.30")}


def test_papers_stand_below_in_the_order_that_was_chosen() -> None:
    filled = message(LIBRARY.phrases["neem-mee"], {}, ["loonstroken", "contract", "geen"], LIBRARY, TODAY)

    assert filled.lines[1:] == (
        Line(LIBRARY.papers["loonstroken"], {}, "•"),
        Line(LIBRARY.papers["contract"], {}, "•"),
    )


@pytest.mark.parametrize(
    ("phrase", "given", "expected"),
    [
        ("ik-bel", {"tijd": "9:30"}, ("dag", "Vul dit in.")),
        ("ik-bel", {"dag": "morgen", "tijd": "9:30"}, ("dag", "Kies een dag.")),
        ("ik-bel", {"dag": "2026-11-22", "tijd": "9:30"}, ("dag", "Deze dag is voorbij, of te ver weg.")),
        ("ik-bel", {"dag": "2036-11-22", "tijd": "9:30"}, ("dag", "Deze dag is voorbij, of te ver weg.")),
        ("ik-bel", {"dag": "2026-12-01", "tijd": "25:00"}, ("tijd", "Schrijf de tijd zo: 10:30.")),
        ("ander-beslist", {"organisatie": "nasa"}, ("organisatie", "Kies een organisatie uit de lijst.")),
        (
            "zonder-afspraak",
            {"plaats": "x" * (LONGEST + 1)},
            ("plaats", f"Schrijf hoogstens {LONGEST} tekens."),
        ),
        ("neem-mee", {}, ("papers", "Kies minstens één papier.")),
    ],
)
def test_value_that_cannot_be_is_named(phrase: str, given: dict[str, str], expected: tuple[str, str]) -> None:
    with pytest.raises(Unfilled) as found:
        message(LIBRARY.phrases[phrase], given, [], LIBRARY, TODAY)

    assert (found.value.name, found.value.reason) == expected


def test_spaces_and_new_lines_in_a_place_become_one_space() -> None:
    filled = message(LIBRARY.phrases["zonder-afspraak"], {"plaats": " Plein\n 1 "}, [], LIBRARY, TODAY)

    assert filled.lines[0].values == {"plaats": Latin("Plein 1")}
