"""The form for an action point, on the page of a case and by itself."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from bot.flows import words_points as said
from bot.flows.points import PointDraft
from bot.handoff import points
from bot.handoff.phrases import Unfilled
from bot.web.desk import wording
from bot.web.forms import Form
from bot.web.points import NO_DATE, NO_SUCH_DATE, NOT_COPIED, point_draft, point_form
from bot.web.templates import Templates
from tests.flows.small import ask, do, guide, library
from tests.handoff.stage import BSN

if TYPE_CHECKING:
    from tests.web.desk.office import Browser, DeskOffice

HOSTILE = '<script>alert(1)</script> " onload=x {{ 7*7 }}'


def posted(**fields: str) -> Form:
    return Form({name.replace("_", "-"): [value] for name, value in fields.items()})


async def opened(office: DeskOffice) -> tuple[Browser, str]:
    case = await office.stage.asks(language="ti")
    karin = await office.browser("karin")
    await karin.open(f"/desk/zaak/{case.id}")
    return karin, f"/desk/zaak/{case.id}/actiepunt"


# --- what was posted -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "draft"),
    [
        (posted(tekst="Bel"), PointDraft(text="Bel")),
        (posted(bekend="gids/een", tekst=""), PointDraft(known="gids/een")),
        (
            posted(tekst="Betaal", uit_brief="1", datum="2026-12-03", voor_ander="1"),
            PointDraft(text="Betaal", until=date(2026, 12, 3), for_other=True),
        ),
        (posted(), PointDraft()),
    ],
)
def test_form_is_read(form: Form, draft: PointDraft) -> None:
    assert point_draft(form) == draft


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        (posted(tekst="Betaal", datum="2026-12-03"), NOT_COPIED),
        (posted(tekst="Betaal", uit_brief="1", datum=""), NO_DATE),
        (posted(tekst="Betaal", uit_brief="1", datum="3 december"), NO_SUCH_DATE),
    ],
)
def test_date_that_was_not_copied_from_a_letter_is_refused(form: Form, reason: str) -> None:
    with pytest.raises(Unfilled) as stopped:
        point_draft(form)

    assert (stopped.value.name, stopped.value.reason) == ("Datum", reason)


def test_form_offers_the_known_actions_by_guide_and_none_that_is_private() -> None:
    small = library(
        guide("b", do("een"), do("twee")),
        guide("a", do("drie"), do("prive", sensitive=True)),
        guide("c", ask("vraag"), do("geheim", sensitive=True)),
    )

    assert point_form(small, "/").known == (
        ("Gids a", (("a/drie", "Doe drie"),)),
        ("Gids b", (("b/een", "Doe een"), ("b/twee", "Doe twee"))),
    )


def test_form_shows_again_what_was_typed_and_runs_none_of_it() -> None:
    fields = {"bekend": "gids/een", "tekst": HOSTILE, "uit-brief": "1", "datum": "2026-12-03"}
    form = point_form(library(guide("gids", do("een"))), "/weg", fields, "Kijk nog eens.")

    page = Templates().text("staff/point-form.html", point=form, csrf="token")

    assert "<script>" not in page
    assert re.findall(r'<option value="[^"]+" selected>|checked|value="2026-12-03"|Kijk nog eens', page) == [
        "Kijk nog eens",
        '<option value="gids/een" selected>',
        "checked",
        'value="2026-12-03"',
    ]


# --- on the page of a case ----------------------------------------------------------------


async def test_klantmanager_puts_a_point_before_who_asked(office: DeskOffice) -> None:
    karin, address = await opened(office)

    told = await office.stage.told(karin.send(address, bekend="ww-aanvragen/aanvragen", tekst=""))
    await office.stage.presses("accept")
    await karin.open(address.removesuffix("/actiepunt"))

    assert karin.shown.status_code == HTTPStatus.OK
    assert len(told) == 1
    assert re.findall(r"Actiepunt: Vraag WW aan bij UWV\.|Ja, op de lijst", karin.text) == [
        "Actiepunt: Vraag WW aan bij UWV.",
        said.ACCEPT.source,
    ]
    assert wording.LOG["pointed"] in karin.text


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"tekst": "", "bekend": ""}, f"Actie: {points.NOTHING}"),
        ({"tekst": "Betaal", "datum": "2026-12-03"}, f"Datum: {NOT_COPIED}"),
        ({"tekst": f"Bel over {BSN}"}, "Dat mag niet in de chat. Haal het weg."),
    ],
)
async def test_stopped_point_comes_back_with_the_reason(
    office: DeskOffice, fields: dict[str, str], refusal: str
) -> None:
    karin, address = await opened(office)

    told = await office.stage.told(karin.send(address, **fields))

    assert (karin.shown.status_code, told) == (HTTPStatus.UNPROCESSABLE_ENTITY, [])
    assert karin.text.count(refusal) == 1
    assert f'value="{fields["tekst"]}"' in karin.shown.text


async def test_colleague_of_another_team_cannot_put_a_point_before_her(office: DeskOffice) -> None:
    _, address = await opened(office)
    sem = await office.browser("sem")

    told = await office.stage.told(sem.send(address, tekst="Bel mij"))

    assert (sem.shown.status_code, told) == (HTTPStatus.NOT_FOUND, [])


async def test_colleague_finds_no_form_where_somebody_has_the_case(office: DeskOffice) -> None:
    karin, address = await opened(office)
    await karin.send(address.replace("actiepunt", "neem"))
    ahmed = await office.browser("ahmed")
    await ahmed.open(address.removesuffix("/actiepunt"))

    assert "punt-tekst" in karin.shown.text
    assert "punt-tekst" not in ahmed.shown.text


async def test_own_words_to_who_reads_no_dutch_are_warned_about_first(office: DeskOffice) -> None:
    karin, address = await opened(office)
    typed = {"bekend": "", "tekst": "Zoek de blauwe map", "voor-ander": "1"}

    first = await office.stage.told(karin.send(address, **typed))
    warned = karin.shown
    second = await office.stage.told(karin.send(address, **typed, toch="1"))

    assert (first, warned.status_code) == ([], HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "Deze inwoner leest Tigrinya." in warned.text
    parts = (
        'value="Zoek de blauwe map"',
        'name="voor-ander" value="1" checked',
        "Stuur toch in het Nederlands",
        "Stuur actiepunt",
    )
    assert [part in warned.text for part in parts] == [True, True, True, False]
    assert [("Zoek de blauwe map" in message) for message in second] == [True]


async def test_own_words_to_who_reads_dutch_need_no_second_click(office: DeskOffice) -> None:
    case = await office.stage.asks()
    karin = await office.browser("karin")
    await karin.open(f"/desk/zaak/{case.id}")

    told = await office.stage.told(karin.send(f"/desk/zaak/{case.id}/actiepunt", tekst="Zoek de map"))

    assert [("Zoek de map" in message) for message in told] == [True]
