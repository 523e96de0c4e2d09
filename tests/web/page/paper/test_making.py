"""Her list on paper: what is asked for it, and what stands on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.flows.definition import Do
from bot.storage.paper_tables import papers
from tests.web.page.lists import (
    ACTIVEREN,
    ERKENNING,
    INBURGEREN,
    PIN,
    POLITIE,
    SCHULDEN,
    TOESLAGEN,
    WRONG,
    fill_list,
    go_on,
    hidden,
    make_paper,
)
from tests.web.page.paper.seen import rows, said

if TYPE_CHECKING:
    from bot.flows.subject import Action
    from tests.web.page.conftest import Browser, Pages


async def test_number_is_refused_where_anybody_would_guess_it_or_it_was_typed_wrong(browser: Browser) -> None:
    await browser.begin("nl")

    answers = [
        await make_paper(browser, "12"),
        await make_paper(browser, "1234"),
        await make_paper(browser, "1987"),
        await make_paper(browser, PIN, again=WRONG),
    ]

    problems = [re.search(r'id="wrong">(.*?)</p>', one.text) for one in answers]
    assert [
        (one.status_code, problem and problem[1]) for one, problem in zip(answers, problems, strict=True)
    ] == [
        (422, "Typ 4, 5 of 6 cijfers."),
        (422, "Dit getal is makkelijk te raden. Kies een ander getal."),
        (422, "Dit getal is makkelijk te raden. Kies een ander getal."),
        (422, "De twee getallen zijn niet gelijk. Typ ze allebei nog een keer."),
    ]


async def test_paper_holds_what_is_to_do_and_when_and_no_answer_and_no_number(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN, ACTIVEREN, INBURGEREN)

    page = (await make_paper(browser)).text

    lines = said(page)
    assert {
        "Uw lijst",
        "Gemaakt op 23 november 2026",
        "Doe dit uiterlijk 29 december 2026.",
        "Bel: 0800-0543",
        "Dit blad is geen aanvraag.",
        "Lees nog de uitleg over: Inburgeren",
    } <= set(lines)
    assert PIN not in page
    assert "begindag" not in page
    assert page.count('class="box"') == 2
    assert page.count('class="box ticked"') == 1


async def test_what_is_private_stands_on_the_paper_only_if_she_chose_so(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN, POLITIE)
    step = pages.app.conversation.engine.world.library.guides["digid-veilig"].step("politie")
    assert isinstance(step, Do)

    form = (await browser.get("/papier?lijst")).text
    without, chosen = (await make_paper(browser)).text, (await make_paper(browser, private="1")).text

    assert re.findall(r'<input type="checkbox"[^>]*>', form) == [
        '<input type="checkbox" name="private" value="1">'
    ]
    assert [step.title.source in one for one in (without, chosen)] == [False, True]


async def test_list_of_a_private_guide_is_offered_with_the_reason_and_printed_only_then(
    browser: Browser, pages: Pages
) -> None:
    await browser.begin("nl")
    await fill_list(pages, ERKENNING, SCHULDEN)

    form = (await browser.get("/papier?lijst")).text
    without, chosen = (await make_paper(browser)).text, (await make_paper(browser, private="1")).text

    assert "Alles op uw lijst is privé." in form
    assert '<input type="checkbox" name="private" value="1">' in form
    # Neither what it is about, nor that the list is empty: it is not.
    assert [
        [word in page for word in ("Regel de erkenning", "Ik heb schulden", "nog leeg")]
        for page in (without, chosen)
    ] == [[False, False, False], [True, True, False]]


@pytest.mark.parametrize(("number", "again"), [(PIN, WRONG), ("1234", "1234")])
async def test_what_she_chose_about_what_is_private_stays_chosen_after_a_wrong_number(
    browser: Browser, pages: Pages, number: str, again: str
) -> None:
    await browser.begin("nl")
    await fill_list(pages, POLITIE)

    answers = [await make_paper(browser, number, again, **tick) for tick in ({"private": "1"}, {})]

    assert [re.findall(r'<input type="checkbox"[^>]*>', one.text) for one in answers] == [
        ['<input type="checkbox" name="private" value="1" checked>'],
        ['<input type="checkbox" name="private" value="1">'],
    ]


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ((SCHULDEN,), "Alles op uw lijst is privé."),
        ((TOESLAGEN, SCHULDEN), "Op uw lijst staat ook iets dat privé is."),
        ((ACTIVEREN, SCHULDEN), "Op uw lijst staat ook iets dat privé is."),
    ],
)
async def test_who_would_print_nothing_of_her_list_is_told_so(
    browser: Browser, pages: Pages, listed: tuple[Action, ...], reason: str
) -> None:
    await browser.begin("nl")
    await fill_list(pages, *listed)

    form = (await browser.get("/papier?lijst")).text

    assert re.findall(r"(?:Alles op uw lijst|Op uw lijst staat)[^.]*[.]", form) == [reason]


async def test_other_computer_is_offered_before_a_number_is_asked(browser: Browser) -> None:
    await browser.begin("nl")

    form = (await browser.get("/papier?lijst")).text

    # In a library the printer is seldom at her own phone: a paper made there cannot be printed.
    assert re.findall(r'<form method="post" action="([^"]+)"', form) == ["/papier/elders", "/papier/maak"]


async def test_nothing_is_asked_where_nothing_is_private(browser: Browser, pages: Pages) -> None:
    await browser.begin("nl")
    await fill_list(pages, TOESLAGEN)

    assert "checkbox" not in (await browser.get("/papier?lijst")).text


async def test_paper_stands_in_two_languages_each_written_its_own_way(browser: Browser, pages: Pages) -> None:
    await browser.begin("ar")
    await fill_list(pages, TOESLAGEN)

    page = (await make_paper(browser)).text

    when = re.search(r'<div class="row when">(.*?)</div>', page, re.DOTALL)
    assert when is not None
    assert re.findall(r'<p lang="(\w+)" dir="(\w+)">', when[1]) == [("nl", "ltr"), ("ar", "rtl")]


async def test_phone_number_is_not_broken_over_two_lines(browser: Browser) -> None:
    await browser.begin("ar")

    page = (await make_paper(browser)).text

    called = re.findall(r'<div class="row phone">(.*?)</div>', page, re.DOTALL)
    assert [re.findall(r"[0-9][0-9\s]*[0-9]", one) for one in called] == [["14\N{NO-BREAK SPACE}000"] * 2]


async def test_form_that_is_sent_twice_makes_one_paper(
    browser: Browser, other: Browser, pages: Pages, made: list[str]
) -> None:
    await browser.begin("nl")
    fields = {**hidden((await browser.get("/papier?lijst")).text), "pin": PIN, "again": PIN}

    await browser.client.post("/papier/maak", data=fields)
    first = made[-1]
    again = await browser.client.post("/papier/maak", data=fields)
    answer = await go_on(other, first)

    assert "Dit blad is al gemaakt." in again.text
    assert (again.status_code, answer.status_code, rows(pages, papers)) == (422, 303, 0)
