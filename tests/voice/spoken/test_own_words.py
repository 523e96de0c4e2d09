"""What a klantmanager or helper typed, from the point on her list to what the voice is given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.flows.points import spoken
from bot.flows.subject import Point, PointBy
from bot.voice.spoken.scripts import lint

if TYPE_CHECKING:
    from bot.locale import Languages
    from bot.voice.spoken.form import SpokenForms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Kom i.v.m. de Wmo op 14-7 om 10:30u. Neem a.u.b. uw pas.",
            "Kom in verband met de wee-em-oo op veertien juli om tien uur dertig. Neem alstublieft uw pas.",
        ),
        (
            "Bel vóór 1/8 met 14030 (t.a.v. dhr. De Boer)",
            "Bel vóór één augustus met één vier, nul drie nul, ter attentie van de heer De Boer",
        ),
        (
            "Mijn nummer: +31 6 12345678",
            "Mijn nummer: plus drie één, zes, één twee drie, vier vijf zes, zeven acht",
        ),
        (
            "Betaal 2x € 50-60 p.m., max. 5-10% rente",
            "Betaal twee keer vijftig euro tot zestig euro per maand, maximaal vijf tot tien procent rente",
        ),
    ],
)
def test_own_words_on_a_point_are_said_as_they_are_meant(
    forms: SpokenForms, languages: Languages, text: str, said: str
) -> None:
    point = Point("punt-1", None, text, PointBy.KLANTMANAGER, date(2026, 7, 1))

    passages = forms.passages(languages.render(spoken(point), "nl").text, "nl")

    assert [(one.language, one.spoken, lint(one.spoken, "nl")) for one in passages] == [("nl", said, [])]
